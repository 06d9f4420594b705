"""The form of one trip of a usual week."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from allant import trips
from allant.errors import InputError
from allant.web.reaching.enums import Fuel, Mode, Vehicle
from allant.web.reaching.models import UsualTrip
from allant.web.ui.forms import WithoutNir, WithPrompt, WithWhatWasSeen

BY_CAR = frozenset(each.value for each in trips.BY_CAR)
DETAILS = ("drives", "aboard", "vehicle", "fuel")
DETAILS_OF = {
    Mode.CAR: ("vehicle", "fuel", "aboard"),
    Mode.CAR_PASSENGER: ("aboard", "vehicle", "fuel"),
    Mode.CARPOOL: ("drives", "aboard", "vehicle", "fuel"),
    Mode.TRANSIT: ("vehicle",),
    "": DETAILS,
}
"""What is asked of each mode; nothing of the others. Before a mode is chosen, everything may be told."""
LEAST_ABOARD = {Mode.CAR_PASSENGER: 2, Mode.CARPOOL: 2}
"""Who is taken along is never alone."""
KINDS_OF_VEHICLE = ((_("Voiture"), trips.CARS), (_("Transport"), trips.PUBLIC_TRANSPORT))


class PlainDecimal(forms.DecimalField):
    """Shows 10 and not 10,0: a decimal only where there is one."""

    def prepare_value(self, value: Any) -> Any:
        return int(value) if isinstance(value, Decimal) and value == int(value) else value


class UsualTripForm(WithWhatWasSeen, WithoutNir, WithPrompt, forms.ModelForm):
    """One trip: what for, how, how far, how often; and what it costs and burns depends on."""

    class Meta:
        model = UsualTrip
        fields = ["purpose", "mode", "place", "one_way_km", "one_way_trips_per_week", *DETAILS]
        localized_fields = ["one_way_km", "one_way_trips_per_week"]
        field_classes = {"one_way_km": PlainDecimal, "one_way_trips_per_week": PlainDecimal}
        labels = {"one_way_km": _("Kilomètres, aller simple"), "aboard": _("Personnes à bord")}
        help_texts = {
            "place": _("Un quartier ou une commune suffit."),
            "one_way_km": _("À peu près."),
            "one_way_trips_per_week": _("Un aller-retour compte pour 2. Une semaine sur deux : 1."),
            "aboard": _("Tout le monde compte, conducteur compris."),
            "vehicle": _("Laissez vide si vous ne savez pas."),
            "fuel": _("Laissez vide si vous ne savez pas."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["aboard"].required = False
        if not self.instance.pk:
            self.fields["aboard"].initial, self.initial["aboard"] = None, self.initial.get("aboard")
        self.fields["drives"].label = _("Qui conduit ?")
        self.fields["drives"].widget = forms.Select(
            choices=[
                ("", _("On ne sait pas, ou à tour de rôle")),
                ("True", _("La personne")),
                ("False", _("Quelqu’un d’autre")),
            ]
        )
        for name in ("one_way_km", "one_way_trips_per_week"):
            self.fields[name].widget.attrs["inputmode"] = "decimal"
        # What was sent may have been chosen before the mode was: the room says what does not go with it.
        self.fields["vehicle"].choices = _vehicles("" if self.is_bound else self._mode())
        self.fields["fuel"].choices = [("", _("On ne sait pas")), *Fuel.choices]

    @property
    def details(self) -> list[forms.BoundField]:
        """The fields that the chosen mode asks for, and those that hold a mistake."""
        asked = DETAILS_OF.get(self._mode(), ())
        return [self[name] for name in DETAILS if name in asked or name in self.errors]

    @property
    def opens_details(self) -> bool:
        """Whether details are shown at once: a mode was chosen, or one of them is wrong."""
        return bool(self._mode()) or any(name in self.errors for name in DETAILS)

    def begin_at(self, name: str) -> None:
        """Let the keyboard begin at a field."""
        if name:
            self.fields[name].widget.attrs["autofocus"] = True

    def clean_aboard(self) -> int:
        aboard = self.cleaned_data.get("aboard")
        return aboard_of(self.cleaned_data.get("mode", "")) if aboard is None else aboard

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name, build in _checks(cleaned).items():
            try:
                build()
            except InputError as error:
                self.add_error(name, _in_words(error))
        return cleaned

    def _mode(self) -> str:
        mode = self["mode"].value() or ""
        return mode if mode in Mode.values else ""


def aboard_of(mode: str, typed: str = "") -> int:
    """How many are aboard when a mode is chosen: what was typed if it goes with any mode, else the least it can be."""
    least = LEAST_ABOARD.get(mode, 1)
    return int(typed) if typed.isdecimal() and int(typed) > max(LEAST_ABOARD.values()) else least


def _vehicles(mode: str) -> list[tuple[Any, Any]]:
    groups = [(name, [(each.value, Vehicle(each.value).label) for each in kinds]) for name, kinds in KINDS_OF_VEHICLE]
    if mode in BY_CAR:
        groups = groups[0][1]
    elif mode == Mode.TRANSIT:
        groups = groups[1][1]
    return [("", _("On ne sait pas")), *groups]


def _checks(cleaned: Mapping[str, Any]) -> dict[str, Callable[[], object]]:
    """Return, by field, what the room refuses if the field is wrong: each is tried beside values that never are."""
    if not cleaned.get("mode"):
        return {}
    purpose, mode = trips.Purpose.OTHER, trips.Mode(cleaned["mode"])
    checks: dict[str, Callable[[], object]] = {}
    if (km := cleaned.get("one_way_km")) is not None:
        checks["one_way_km"] = lambda: trips.UsualTrip(purpose, mode, float(km), 1, aboard=2)
    if (count := cleaned.get("one_way_trips_per_week")) is not None:
        checks["one_way_trips_per_week"] = lambda: trips.UsualTrip(purpose, mode, 0, float(count), aboard=2)
    if (aboard := cleaned.get("aboard")) is not None:
        checks["aboard"] = lambda: trips.UsualTrip(purpose, mode, 0, 1, aboard=aboard)
    checks["drives"] = lambda: trips.UsualTrip(purpose, mode, 0, 1, cleaned.get("drives"), 2)
    if vehicle := cleaned.get("vehicle"):
        checks["vehicle"] = lambda: trips.Way(mode, trips.Vehicle(vehicle))
    if fuel := cleaned.get("fuel"):
        checks["fuel"] = lambda: trips.Way(mode, None, trips.Fuel(fuel))
    return checks


def _in_words(error: InputError) -> str:
    """Say what the room refuses in the words of the page: value, rule, remedy."""
    labels = {value: label for words in (Mode, Vehicle, Fuel) for value, label in words.choices}
    text = f"{error.rule} {error.remedy}"
    for value, label in Mode.choices:
        text = text.replace(f"« {value} »", f"« {label} »").replace(f"«\u00a0{value}\u00a0»", f"«\u00a0{label}\u00a0»")
    shown = labels.get(error.value, f"{error.value:g}" if isinstance(error.value, int | float) else error.value)
    return f"{str(shown).replace('.', ',')} : {text}"
