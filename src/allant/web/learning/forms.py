"""Forms of rehearsed trips."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allant.sources.grids import read_grid
from allant.web.assessments.actions import BILAN_GRID
from allant.web.learning.models import Rehearsal, RehearsalTrip
from allant.web.ui.forms import DateInput, WithoutNir, WithPrompt

LANGUAGE = "fr"
SKILLS = ("plan_trip", "read_map", "find_way", "ticket_machine", "ask_way", "public_transport", "unknown_place")
"""Items of the grid that a rehearsed trip lets somebody see."""

LONGEST_TRIP_MINUTES = 12 * 60


class RehearsalForm(WithoutNir, forms.ModelForm):
    """Which trip, and with whom."""

    class Meta:
        model = Rehearsal
        fields = ["from_place", "to_place", "route", "companion", "step"]
        widgets = {"route": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = self.instance.case.steps.all()
        self.fields["step"].queryset = steps
        self.fields["step"].label = _("Étape du parcours")
        self.fields["step"].empty_label = _("Aucune")
        if not steps:
            del self.fields["step"]


class TripForm(WithoutNir, WithPrompt, forms.ModelForm):
    """One time that the trip was made."""

    class Meta:
        model = RehearsalTrip
        fields = ["made_on", "stage", "went", "minutes", "note"]
        widgets = {"made_on": DateInput(), "note": forms.Textarea(attrs={"rows": 2})}

    def clean_made_on(self) -> Any:
        made_on = self.cleaned_data["made_on"]
        if made_on > timezone.localdate():
            raise forms.ValidationError(_("Cette date est dans le futur. Notez le trajet quand il est fait."))
        return made_on

    def clean_minutes(self) -> Any:
        minutes = self.cleaned_data["minutes"]
        if minutes is not None and not 0 < minutes <= LONGEST_TRIP_MINUTES:
            raise forms.ValidationError(
                _("Une sortie dure entre 1 et %(longest)d minutes. Vérifiez ce nombre, ou laissez vide."),
                params={"longest": LONGEST_TRIP_MINUTES},
            )
        return minutes


class SkillsForm(forms.Form):
    """What was seen: one answer a skill, none where nothing was seen."""

    seen_on = forms.DateField(label=_("Vu le"), widget=DateInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        questionnaire = read_grid(BILAN_GRID).questionnaire
        for code in SKILLS:
            question = questionnaire.question(code)
            options = [(each.code, each.label.in_language(LANGUAGE).text) for each in question.options]
            self.fields[code] = forms.ChoiceField(
                label=(question.short or question.label).in_language(LANGUAGE).text,
                choices=[("", _("Pas vu")), *options],
                required=False,
            )

    def clean_seen_on(self) -> Any:
        seen_on = self.cleaned_data["seen_on"]
        if seen_on > timezone.localdate():
            raise forms.ValidationError(_("Cette date est dans le futur. Notez ce que vous avez déjà vu."))
        return seen_on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not any(cleaned.get(code) for code in SKILLS) and not self.errors:
            raise forms.ValidationError(_("Choisissez au moins une compétence que vous avez vue."))
        return cleaned

    @property
    def skills(self) -> dict[str, str]:
        """The answers, by item."""
        return {code: self.cleaned_data[code] for code in SKILLS}
