"""The form of the employer's question: which workplace, which hours, which days, how long a way."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from allant.web.agenda.forms.fields import TimeInput
from allant.web.reaching.doors import KnownPlace
from allant.web.reaching.enums import Day
from allant.web.reaching.forms.known import KnownPlaceField
from allant.web.reaching.scopes import Scope
from allant.web.reaching.shifts import Shift
from allant.web.reaching.times import LIMITS_MIN, LONGEST_MIN


class ShiftForm(forms.Form):
    """Asked by an address that can be shared: nothing is stored."""

    debut = forms.TimeField(
        label=_("Début du poste"),
        widget=TimeInput(),
        error_messages={"invalid": _("Une heure s’écrit comme 05:30.")},
    )
    fin = forms.TimeField(
        label=_("Fin du poste"),
        widget=TimeInput(),
        error_messages={"invalid": _("Une heure s’écrit comme 13:00.")},
        help_text=_("Plus tôt que le début : le lendemain."),
    )
    jour = forms.MultipleChoiceField(
        label=_("Jours"),
        choices=[
            (Day.WEEKDAY, _("Du lundi au vendredi")),
            (Day.SATURDAY, _("Le samedi")),
            (Day.SUNDAY, _("Le dimanche")),
        ],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choisissez au moins un jour.")},
    )
    minutes = forms.TypedChoiceField(
        label=_("Trajet le plus long"),
        coerce=int,
        choices=[(minutes, f"{minutes}\u00a0minutes") for minutes in LIMITS_MIN],
        widget=forms.RadioSelect,
    )
    qui = forms.ChoiceField(label=_("Parmi qui ?"), required=False, widget=forms.RadioSelect)

    def __init__(
        self, *args: Any, known: Mapping[str, KnownPlace], look_up_url: str, scopes: Sequence[Scope], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.known = known
        place = KnownPlaceField(
            known=known,
            look_up_url=look_up_url,
            label=_("Lieu de travail"),
            help_text=_(
                "Tapez quelques lettres et choisissez dans la liste : un lieu connu du territoire, ou la commune."
            ),
        )
        self.fields = {"lieu": place} | self.fields
        if len(scopes) > 1:
            self.fields["qui"].choices = [(scope.code, scope.label) for scope in scopes]
        else:
            del self.fields["qui"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        starts, ends = cleaned.get("debut"), cleaned.get("fin")
        if starts is not None and starts == ends:
            self.add_error(
                "fin",
                _("%(hour)s : un poste ne finit pas à l’heure où il commence. Corrigez l’une des deux.")
                % {"hour": f"{ends:%H:%M}"},
            )
        return cleaned

    @property
    def shift(self) -> Shift:
        """The shift that was asked for; only of a form without a mistake."""
        told = self.cleaned_data
        days = tuple(day for day in Day if day.value in told["jour"])
        return Shift(self.known[told["lieu"]], told["debut"], told["fin"], days, told["minutes"])

    @staticmethod
    def beginning() -> dict[str, Any]:
        """What the form begins with."""
        return {"jour": [Day.WEEKDAY], "minutes": LONGEST_MIN}
