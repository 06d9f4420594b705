"""Forms of the pathway: objectives, steps, time given."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allant.advice import solutions
from allant.web.cases.enums import ObjectiveState, Obstacle, StepKind, StepResult, StepState
from allant.web.cases.forms.admissions import not_in_the_future
from allant.web.cases.models import Objective, Step
from allant.web.cases.models.pathway import MINUTES_IN_A_DAY
from allant.web.ui.forms import DateInput, WithoutNir, WithPrompt, WithWhatWasSeen

USUAL_MINUTES = 45


class ObjectiveForm(WithWhatWasSeen, WithoutNir, WithPrompt, forms.ModelForm):
    """What the person wants to be able to do."""

    class Meta:
        model = Objective
        fields = ["label", "kind", "wished_by_person", "state", "ended_on"]
        widgets = {"ended_on": DateInput()}
        help_texts = {
            "label": _("Avec les mots de la personne, par exemple « aller seule à la crèche »."),
            "ended_on": _("Aujourd’hui si vous laissez vide."),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("state") == ObjectiveState.OPEN:
            cleaned["ended_on"] = None
        not_in_the_future(self, "ended_on")
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        # The date that an empty field stands for is set by the action.
        return {*super()._get_validation_exclusions(), "ended_on"}


class StepForm(WithWhatWasSeen, WithoutNir, WithPrompt, forms.ModelForm):
    """One step of the pathway: what, with whom, at what cost, and what came of it."""

    class Meta:
        model = Step
        fields = [
            "label",
            "kind",
            "objective",
            "partner",
            "state",
            "planned_on",
            "done_on",
            "result",
            "result_note",
            "obstacle",
            "obstacle_note",
            "cost_eur",
            "out_of_pocket_eur",
            "payer",
        ]
        localized_fields = ["cost_eur", "out_of_pocket_eur"]
        widgets = {"planned_on": DateInput(), "done_on": DateInput()}
        help_texts = {
            "done_on": _("Pour une étape faite ; aujourd’hui si vous laissez vide."),
            "partner": _("Garage, auto-école, association… Ou le nom de qui accompagne."),
            "obstacle": _("Pour une étape abandonnée ou sans résultat. Cela sert à améliorer l’offre."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        objectives = self.fields["objective"]
        objectives.queryset = self.instance.case.objectives.all()
        objectives.empty_label = _("Choisissez…")
        if self.instance.obstacle != Obstacle.UNSAID:
            asked = [each for each in Obstacle.choices if each[0] != Obstacle.UNSAID]
            self.fields["obstacle"].choices = [("", _("Choisissez…")), *asked]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        state, done_on = cleaned.get("state"), cleaned.get("done_on")
        if done_on and state != StepState.DONE:
            self.add_error("done_on", _("Seule une étape faite a une date de fin. Choisissez l’état « faite »."))
        if done_on and done_on > timezone.localdate():
            self.add_error("done_on", _("Cette date est dans le futur. Mettez-la dans « prévue le »."))
        if state != StepState.DONE:
            cleaned.update(result="", result_note="")
        if state != StepState.DROPPED and cleaned.get("result") != StepResult.NONE:
            cleaned.update(obstacle="", obstacle_note="")
        elif not cleaned.get("obstacle") and "obstacle" not in self.errors:
            self.add_error("obstacle", _("Dites pourquoi : une étape abandonnée ou sans résultat a une raison."))
        self._check_costs(cleaned)
        return cleaned

    def _check_costs(self, cleaned: dict[str, Any]) -> None:
        cost, own_share = cleaned.get("cost_eur"), cleaned.get("out_of_pocket_eur")
        for name, value in (("cost_eur", cost), ("out_of_pocket_eur", own_share)):
            if value is not None and value < 0:
                self.add_error(name, _("Un montant n’est pas négatif. Écrivez-le sans signe."))
        if cost is not None and own_share is not None and own_share > cost:
            self.add_error(
                "out_of_pocket_eur", _("La personne ne paie pas plus que le coût total. Vérifiez les deux montants.")
            )

    def _get_validation_exclusions(self) -> set[str]:
        # The date that an empty field stands for is set by the action; clean() has checked the reason.
        return {*super()._get_validation_exclusions(), "done_on", "obstacle", "result"}


class NewStepForm(WithoutNir, WithPrompt, forms.ModelForm):
    """The shortest way to a step: what, which type, when."""

    class Meta:
        model = Step
        fields = ["label", "kind", "planned_on", "solution"]
        widgets = {"planned_on": DateInput(), "solution": forms.HiddenInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].initial = StepKind.ADVICE

    def clean_solution(self) -> str:
        solution = self.cleaned_data["solution"]
        if solution and solution not in {each.code for each in solutions()}:
            raise forms.ValidationError(_("Cette solution n’existe pas. Rechargez la page."))
        return solution


class TimeForm(forms.Form):
    """Time given to the person, on a day."""

    minutes = forms.IntegerField(label=_("Minutes"), initial=USUAL_MINUTES)
    on = forms.DateField(label=_("Le"), widget=DateInput(), initial=timezone.localdate)

    def clean_minutes(self) -> int:
        minutes = self.cleaned_data["minutes"]
        if not 1 <= minutes <= MINUTES_IN_A_DAY:
            raise forms.ValidationError(
                _("Une journée compte %(day)d minutes. Écrivez le temps passé avec ou pour la personne."),
                params={"day": MINUTES_IN_A_DAY},
            )
        return minutes

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        not_in_the_future(self, "on")
        return cleaned
