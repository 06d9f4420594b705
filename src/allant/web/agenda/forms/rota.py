"""Forms of the rota."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allant.web.accounts.models import Organisation
from allant.web.accounts.queries import open_points
from allant.web.agenda.forms.fields import TimeInput, length_choices, people_of
from allant.web.agenda.models import Opening
from allant.web.ui.forms import DateInput, WithPrompt


class OpeningForm(WithPrompt, forms.ModelForm):
    """Weekly hours of one adviser at one reception point."""

    slot_min = forms.TypedChoiceField(label=_("Durée d’un rendez-vous"), choices=length_choices, coerce=int, initial=60)

    class Meta:
        model = Opening
        fields = ["adviser", "reception_point", "weekday", "starts", "ends", "slot_min", "from_on", "until_on"]
        widgets = {"starts": TimeInput(), "ends": TimeInput(), "from_on": DateInput(), "until_on": DateInput()}

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["adviser"].queryset = people_of(organisation)
        self.fields["reception_point"].queryset = open_points(organisation)
        for name in ("adviser", "reception_point"):
            self.fields[name].empty_label = _("Choisissez…")
        self.fields["from_on"].initial = timezone.localdate
        self.instance.organisation = organisation

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("La permanence finit avant de commencer. Vérifiez les heures."))
        from_on, until_on = cleaned.get("from_on"), cleaned.get("until_on")
        if from_on and until_on and until_on < from_on:
            self.add_error("until_on", _("Le dernier jour précède le premier. Corrigez l’une des deux dates."))
        return cleaned


class EndForm(forms.Form):
    """The last day of weekly hours."""

    last_day = forms.DateField(label=_("Dernier jour de cette permanence"), widget=DateInput())
