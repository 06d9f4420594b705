"""What the forms of the agenda share: hours of the clock, and the moment that a day and an hour make."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from allant.errors import InputError
from allant.web.accounts.models import Organisation, User
from allant.web.agenda.clock import typed_moment
from allant.web.agenda.permissions import TEAM

LENGTHS_MIN = (15, 30, 45, 60, 90, 120, 180, 240)


class TimeInput(forms.TimeInput):
    """The browser's own picker of hours."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


def length_choices() -> list[tuple[int, str]]:
    """Return how long an appointment may last, in words."""
    return [(minutes, _length(minutes)) for minutes in LENGTHS_MIN]


def _length(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}\u00a0min"
    return f"{hours}\u00a0h" + (f"\u00a0{rest:02d}" if rest else "")


def moment_or_error(form: forms.Form, field: str, day: date | None, at: time | None) -> datetime | None:
    """Return the moment that was typed; an hour that does not exist becomes an error of its field."""
    if day is None or at is None:
        return None
    try:
        return typed_moment(day, at)
    except InputError as error:
        form.add_error(field, f"{error.rule} {error.remedy}")
        return None


def people_of(organisation: Organisation) -> Any:
    """Return who works in an organisation and may receive people."""
    return User.objects.filter(organisation=organisation, is_active=True, role__in=TEAM)


class Placed(forms.BaseForm):
    """Refuses two places for one meeting."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("reception_point") and cleaned.get("address"):
            self.add_error("address", _("Choisissez un point d’accueil ou écrivez une adresse, pas les deux."))
        return cleaned
