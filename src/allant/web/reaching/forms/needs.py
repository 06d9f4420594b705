"""The form of what somebody needs in order to travel."""

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from allant.web.agenda.forms.fields import TimeInput
from allant.web.reaching.doors import KnownPlace
from allant.web.reaching.forms.known import KnownPlaceField
from allant.web.reaching.models import TravelNeeds
from allant.web.reaching.moments import hour
from allant.web.ui.formatting import hour as hour_words
from allant.web.ui.forms import WithoutNir, WithWhatWasSeen

HIGHEST = {
    "budget_eur_per_month": (
        0,
        3000,
        _("un budget est de 0 à 3000 euros par mois. Laissez vide s’il n’est pas connu."),
    ),
    "pass_eur_per_month": (
        0,
        500,
        _("un abonnement coûte de 0 à 500 euros par mois. Laissez vide si vous ne savez pas."),
    ),
    "longest_walk_min": (1, 120, _("une marche dure de 1 à 120 minutes. Laissez vide pour la durée habituelle.")),
}
"""Between what and what a number is likely, and what to say beyond."""
UNKNOWN_TOO = ("cycles", "has_e_bike", "has_lift")


class TravelNeedsForm(WithWhatWasSeen, WithoutNir, forms.ModelForm):
    """From where, when, for how much, how far on foot, and with what that a bilan does not ask."""

    class Meta:
        model = TravelNeeds
        fields = [
            "home_name",
            "day",
            "leaves_at",
            "returns_at",
            "budget_eur_per_month",
            "pass_eur_per_month",
            "pace",
            "longest_walk_min",
            "uses_wheelchair",
            *UNKNOWN_TOO,
        ]
        localized_fields = ["pass_eur_per_month"]
        widgets = {
            "day": forms.RadioSelect,
            "pace": forms.RadioSelect,
            "leaves_at": TimeInput(),
            "returns_at": TimeInput(),
        }
        labels = {
            "day": _("Quand faut-il se déplacer ?"),
            "leaves_at": _("Départ à partir de"),
            "returns_at": _("Retour à partir de"),
            "budget_eur_per_month": _("Budget par mois pour se déplacer, en euros"),
            "pass_eur_per_month": _("Prix de l’abonnement aux transports, en euros par mois"),
            "pace": _("La personne marche…"),
            "longest_walk_min": _("Marche au plus, en minutes"),
        }
        help_texts = {
            "budget_eur_per_month": _(
                "Ce que la personne peut y mettre. Un moyen plus cher n’est pas compté à sa portée."
            ),
            "pass_eur_per_month": _("Le prix qu’elle paierait, réductions comprises."),
            "longest_walk_min": _("Jusqu’à un arrêt. Vide : la durée habituelle."),
        }

    def __init__(self, *args: Any, known: Mapping[str, KnownPlace], look_up_url: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = self.instance.home_name
        self.known = dict(known)
        if kept:
            self.known.setdefault(kept, KnownPlace(kept, self.instance.home_lon, self.instance.home_lat))
        self.fields["home_name"] = KnownPlaceField(
            known=self.known,
            look_up_url=look_up_url,
            required=False,
            label=_("Près de chez elle : un lieu connu"),
            help_text=_(
                "Une mairie, une école, un arrêt, un commerce. Jamais son adresse. Vide : le centre de sa commune."
            ),
        )
        self.fields["leaves_at"].help_text = _("Vide : %(hour)s.") % {"hour": hour_words(hour("usual_departure"), "fr")}
        self.fields["returns_at"].help_text = _("Vide : %(hour)s. Avant l’heure du départ : le lendemain.") % {
            "hour": hour_words(hour("usual_return"), "fr")
        }
        for name in UNKNOWN_TOO:
            self.fields[name] = _yes_no_unknown(self.fields[name].label)
        for name in HIGHEST:
            self.fields[name].widget.attrs["inputmode"] = "decimal"
        self._see_what_is_stored()

    def clean_budget_eur_per_month(self) -> Any:
        return self._likely("budget_eur_per_month")

    def clean_pass_eur_per_month(self) -> Any:
        return self._likely("pass_eur_per_month")

    def clean_longest_walk_min(self) -> Any:
        return self._likely("longest_walk_min")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        place = self.known.get(cleaned.get("home_name", ""))
        self.instance.home_lon = place.lon if place else None
        self.instance.home_lat = place.lat if place else None
        return cleaned

    def _see_what_is_stored(self) -> None:
        """Compare with what was seen also the fields made above, and what nobody had stored when it was seen."""
        names = self._compared()
        self._stored = {name: getattr(self.instance, name) for name in names}
        self._now = {name: self._shown(name, self.get_initial_for_field(self.fields[name], name)) for name in names}
        self.fields["seen"].initial = json.dumps(self._now)

    def _likely(self, name: str) -> Any:
        value = self.cleaned_data.get(name)
        low, high, told = HIGHEST[name]
        if value is not None and not low <= value <= high:
            raise ValidationError(f"{value:g} : {told}")
        return value


def _yes_no_unknown(label: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=[("", _("On ne sait pas")), ("True", _("Oui")), ("False", _("Non"))],
        coerce=lambda value: value == "True",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
