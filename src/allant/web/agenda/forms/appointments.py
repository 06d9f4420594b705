"""Forms of appointments: at one of the free times, or at any other."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from allant.web.accounts.models import Organisation
from allant.web.accounts.queries import open_points
from allant.web.agenda import clock
from allant.web.agenda.enums import AppointmentKind, AppointmentState
from allant.web.agenda.forms.fields import Placed, TimeInput, length_choices, moment_or_error
from allant.web.agenda.models import Appointment
from allant.web.agenda.slots import Slot
from allant.web.ui.forms import DateInput, WithoutNir

USUAL_LENGTH_MIN = 60
LATEST_NOTED_DAYS, FURTHEST_AHEAD_DAYS = 31, 366
"""A meeting nobody had planned may be noted later; beyond these, the year is a slip of the hand."""
OF_TWO = [AppointmentState.CANCELLED_BY_PERSON, AppointmentState.CANCELLED_BY_TEAM]


class SlotForm(WithoutNir, forms.Form):
    """One of the free times that the page proposes: one press books it."""

    slot = forms.CharField(label=_("Créneau"), widget=forms.HiddenInput())
    purpose = forms.CharField(label=_("Objet"), max_length=160, required=False)

    def __init__(self, *args: Any, slots: list[Slot], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slots = slots

    def clean_slot(self) -> Slot:
        wanted = parsed(self.cleaned_data["slot"])
        found = next((each for each in self.slots if each.starts_at == wanted), None)
        if found is None:
            raise forms.ValidationError(_("Ce créneau n’est plus libre. Choisissez-en un autre."))
        return found


def parsed(text: str) -> datetime | None:
    """Return the moment that a page wrote in a field, or None of anything else."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found is None or found.tzinfo else None


class AppointmentForm(WithoutNir, Placed, forms.ModelForm):
    """Any time and any place."""

    day = forms.DateField(label=_("Jour"), widget=DateInput())
    at = forms.TimeField(label=_("Heure"), widget=TimeInput())
    length_min = forms.TypedChoiceField(label=_("Durée"), choices=length_choices, coerce=int, initial=USUAL_LENGTH_MIN)

    field_order = ["day", "at", "length_min", "kind", "reception_point", "address", "purpose"]

    class Meta:
        model = Appointment
        fields = ["kind", "reception_point", "address", "purpose"]
        help_texts = {"address": _("Si ce n’est pas un point d’accueil.")}

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        # Its page has other forms with fields of the same names.
        super().__init__(*args, auto_id="autre_%s", **kwargs)
        self.fields["reception_point"].queryset = open_points(organisation)
        self.fields["reception_point"].empty_label = _("Aucun")
        self.fields["kind"].initial = AppointmentKind.INDIVIDUAL

    def clean_day(self) -> date:
        day = self.cleaned_data["day"]
        if not -LATEST_NOTED_DAYS <= (day - timezone.localdate()).days <= FURTHEST_AHEAD_DAYS:
            raise forms.ValidationError(
                _("Le %(day)s est loin d’aujourd’hui. Vérifiez le mois et l’année."),
                params={"day": f"{day:%d/%m/}{day.year}"},
            )
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        starts_at = moment_or_error(self, "at", cleaned.get("day"), cleaned.get("at"))
        if starts_at and cleaned.get("length_min"):
            cleaned["starts_at"] = starts_at
            cleaned["ends_at"] = clock.later(starts_at, cleaned["length_min"])
        return cleaned

    def details(self) -> dict[str, Any]:
        """Return what an appointment is booked with."""
        names = ("starts_at", "ends_at", "kind", "reception_point", "address", "purpose")
        return {name: self.cleaned_data[name] for name in names}


class CancelForm(WithoutNir, forms.Form):
    """Who called it off, and why."""

    state = forms.ChoiceField(
        label=_("Qui annule ?"),
        choices=[(each.value, _("La personne") if each == OF_TWO[0] else _("Notre équipe")) for each in OF_TWO],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Motif"), max_length=200, required=False)
