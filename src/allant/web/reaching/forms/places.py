"""The form of a place where somebody has to be."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from allant.web.reaching.doors import KnownPlace
from allant.web.reaching.forms.known import KnownPlaceField
from allant.web.reaching.models import PlaceToBe
from allant.web.ui.forms import WithoutNir, WithPrompt, WithWhatWasSeen

MOST_TRIPS_A_WEEK = 70
"""Ten a day."""


class PlaceToBeForm(WithWhatWasSeen, WithoutNir, WithPrompt, forms.ModelForm):
    """Which place, what for, how often."""

    name = forms.CharField()

    class Meta:
        model = PlaceToBe
        fields = ["name", "purpose", "one_way_trips_per_week"]
        localized_fields = ["one_way_trips_per_week"]
        help_texts = {"one_way_trips_per_week": _("Un aller-retour compte pour 2. Une semaine sur deux : 1.")}

    def __init__(self, *args: Any, known: Mapping[str, KnownPlace], look_up_url: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = self.instance.name
        self.known = dict(known)
        if kept:
            self.known.setdefault(kept, KnownPlace(kept, self.instance.lon, self.instance.lat))
        self.fields["name"] = KnownPlaceField(
            known=self.known,
            look_up_url=look_up_url,
            label=_("Lieu"),
            help_text=_("Tapez quelques lettres et choisissez dans la liste. Jamais l’adresse d’un particulier."),
        )
        self.fields["one_way_trips_per_week"].widget.attrs["inputmode"] = "decimal"

    def clean_one_way_trips_per_week(self) -> Decimal:
        count: Decimal = self.cleaned_data["one_way_trips_per_week"]
        if not 0 < count <= MOST_TRIPS_A_WEEK:
            raise ValidationError(
                _("%(count)s : le nombre de trajets par semaine dépasse 0 et ne dépasse pas %(most)d.")
                % {"count": f"{count:g}".replace(".", ","), "most": MOST_TRIPS_A_WEEK}
            )
        return count

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        place = self.known.get(cleaned.get("name", ""))
        if place is not None:
            self.instance.lon, self.instance.lat = place.lon, place.lat
        return cleaned
