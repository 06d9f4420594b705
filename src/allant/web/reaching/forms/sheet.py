"""What a practice sheet is asked for, in its address: so that it can be opened again, printed, and sent."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from allant.routing.trips import Mode
from allant.web.people.enums import Spoken
from allant.web.reaching import enums
from allant.web.reaching.sheets import Asked
from allant.web.ui.languages import LANGUAGES

OFFERED = (Mode.TRANSIT, Mode.WALK, Mode.WHEELCHAIR, Mode.BICYCLE, Mode.E_BIKE, Mode.CAR)


class SheetForm(forms.Form):
    """The language, the means, the day and the hours; empty is as usual for the person."""

    langue = forms.ChoiceField(
        label=_("Langue de la fiche"), choices=[(each.code, each.name) for each in LANGUAGES], required=False
    )
    comment = forms.ChoiceField(
        label=_("Comment"),
        choices=[("", _("comme c’est possible")), *((each.value, enums.Mode(each.value).label) for each in OFFERED)],
        required=False,
    )
    jour = forms.DateField(
        label=_("Jour"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    avant = forms.TimeField(
        label=_("Être sur place à"),
        help_text=_("Vide : le premier trajet à partir de l’heure de départ habituelle."),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    retour = forms.TimeField(
        label=_("Repartir à partir de"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )

    @property
    def asked(self) -> Asked:
        """What was asked for; nothing where the address makes no sense."""
        given = self.cleaned_data if self.is_valid() else {}
        mode = given.get("comment")
        return Asked(
            mode=Mode(mode) if mode else None,
            day=given.get("jour"),
            by=given.get("avant"),
            returns_at=given.get("retour"),
        )

    def language(self, person: Any) -> str:
        """The language asked for, else that of the person where we write it, else French."""
        given = self.cleaned_data.get("langue", "") if self.is_valid() else ""
        return given or (person.language if person.language != Spoken.OTHER else Spoken.FRENCH)
