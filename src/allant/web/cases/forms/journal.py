"""The form that narrows the journal of a platform."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allant.web.accounts.models import Organisation
from allant.web.ui.forms import DateInput


class JournalForm(forms.Form):
    """Which lines of the journal to show."""

    person = forms.CharField(label=_("Personne suivie"), max_length=100, required=False)
    colleague = forms.ModelChoiceField(
        label=_("Collègue"), queryset=None, required=False, empty_label=_("Toute l’équipe")
    )
    day = forms.DateField(label=_("Jour"), required=False, widget=DateInput())

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = timezone.localdate()
        self.fields["colleague"].queryset = organisation.people.all()

    @property
    def narrowed(self) -> dict[str, Any]:
        """What was asked; what could not be read narrows nothing."""
        if not self.is_bound:
            return {}
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}
