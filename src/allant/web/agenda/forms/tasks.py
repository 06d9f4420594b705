"""Forms of tasks."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allant.web.accounts.models import Organisation
from allant.web.agenda.forms.fields import people_of
from allant.web.agenda.models import Task
from allant.web.ui.forms import DateInput, WithoutNir


class TaskForm(WithoutNir, forms.ModelForm):
    """The shortest way to a task: what, for when, for whom."""

    class Meta:
        model = Task
        fields = ["title", "due_on", "assignee"]
        widgets = {"due_on": DateInput()}

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="tache_%s", **kwargs)
        self.fields["assignee"].queryset = people_of(organisation)
        self.fields["assignee"].empty_label = _("Toute l’équipe")
        self.fields["due_on"].initial = timezone.localdate


class PostponeForm(WithoutNir, forms.Form):
    """Another day, and why."""

    until = forms.DateField(label=_("Reporter au"), widget=DateInput())
    because = forms.CharField(label=_("Pourquoi ?"), max_length=200)

    def clean_until(self) -> Any:
        until = self.cleaned_data["until"]
        if until <= timezone.localdate():
            raise forms.ValidationError(
                _("Le %(day)s n’est pas à venir. Choisissez un jour après aujourd’hui."),
                params={"day": until.strftime("%d/%m/%Y")},
            )
        return until
