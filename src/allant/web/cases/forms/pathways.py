"""Forms of the pathway: decision, steps, exit."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allant.advice import solutions
from allant.web.cases.enums import Contract, NoAssessmentReason, OutcomeKind, StepKind, StepState, Support
from allant.web.cases.models import Case, Exit, Step
from allant.web.ui.forms import DateInput, WithoutNir, WithPrompt

HOURS_IN_A_WEEK = 7 * 24


LONGEST_CONTRACT_MONTHS = 120


WITH_CONTRACT = {OutcomeKind.JOB, OutcomeKind.JOB_KEPT}


class DecisionForm(WithoutNir, forms.Form):
    """The adviser confirms or changes the support that was suggested."""

    support = forms.ChoiceField(label=_("Accompagnement décidé"), choices=Support.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Pourquoi ?"), max_length=200, required=False, help_text=_("À remplir si vous changez la suggestion.")
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.suggested = case.suggested_support
        self.fields["support"].initial = case.decided_support or case.suggested_support
        self.fields["reason"].initial = case.decision_reason

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        changed = self.suggested and cleaned.get("support") not in {None, self.suggested}
        if changed and not cleaned.get("reason"):
            self.add_error("reason", _("Vous changez la suggestion : dites pourquoi en quelques mots."))
        return cleaned


class StepForm(WithoutNir, WithPrompt, forms.ModelForm):
    """One step of the pathway."""

    class Meta:
        model = Step
        fields = ["label", "kind", "state", "planned_on", "done_on"]
        widgets = {"planned_on": DateInput(), "done_on": DateInput()}
        help_texts = {"done_on": _("Pour une étape faite ; aujourd’hui si vous laissez vide.")}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        done_on = cleaned.get("done_on")
        if done_on and cleaned.get("state") != StepState.DONE:
            self.add_error("done_on", _("Seule une étape faite a une date de fin. Choisissez l’état « faite »."))
        if done_on and done_on > timezone.localdate():
            self.add_error("done_on", _("Cette date est dans le futur. Mettez-la dans « prévue le »."))
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        # The date that an empty field stands for is set by the action.
        return {*super()._get_validation_exclusions(), "done_on"}


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


class ExitForm(WithoutNir, WithPrompt, forms.ModelForm):
    """What happened, as observed. No category is typed: it is derived from this."""

    class Meta:
        model = Exit
        fields = [
            "exited_on",
            "outcome",
            "outcome_on",
            "contract",
            "contract_months",
            "hours_per_week",
            "note",
            "no_assessment_reason",
        ]
        localized_fields = ["hours_per_week"]
        widgets = {"exited_on": DateInput(), "outcome_on": DateInput()}
        help_texts = {
            "outcome_on": _("Début du contrat, de la formation…"),
            "contract": _("À dire pour un emploi."),
            "contract_months": _("Vide pour un CDI."),
        }

    def __init__(self, *args: Any, case: Case, has_exit_bilan: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.case = case
        self.has_exit_bilan = has_exit_bilan
        if has_exit_bilan:
            del self.fields["no_assessment_reason"]
            self.instance.no_assessment_reason = ""
        else:
            self.fields["no_assessment_reason"].required = True
            self.fields["no_assessment_reason"].choices = [("", _("Choisissez…")), *NoAssessmentReason.choices]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        exited_on, opened_on = cleaned.get("exited_on"), self.instance.case.opened_on
        if exited_on and exited_on < opened_on:
            self.add_error(
                "exited_on",
                forms.ValidationError(
                    _("La sortie ne peut pas précéder l’ouverture du dossier, le %(day)s."),
                    params={"day": opened_on.strftime("%d/%m/%Y")},
                ),
            )
        if exited_on and exited_on > timezone.localdate():
            self.add_error("exited_on", _("Cette date est dans le futur. Revenez quand la sortie aura eu lieu."))
        self._check_contract(cleaned)
        return cleaned

    def _check_contract(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("outcome") in WITH_CONTRACT and not cleaned.get("contract"):
            self.add_error("contract", _("Pour un emploi, dites quel contrat."))
        if cleaned.get("contract") == Contract.PERMANENT and cleaned.get("contract_months"):
            self.add_error("contract_months", _("Un CDI n’a pas de durée. Laissez vide."))

    def clean_contract_months(self) -> Any:
        months = self.cleaned_data["contract_months"]
        if months is not None and not 0 < months <= LONGEST_CONTRACT_MONTHS:
            raise forms.ValidationError(
                _("Un contrat à durée limitée compte entre 1 et %(longest)d mois. Vérifiez ce nombre."),
                params={"longest": LONGEST_CONTRACT_MONTHS},
            )
        return months

    def clean_hours_per_week(self) -> Any:
        hours = self.cleaned_data["hours_per_week"]
        if hours is not None and not 0 < hours <= HOURS_IN_A_WEEK:
            raise forms.ValidationError(
                _("Une semaine compte 168 heures. Écrivez les heures du contrat, ou laissez vide.")
            )
        return hours
