"""Forms of the exit, and of the news of the months after."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allant.web.cases.enums import Attempt, Contract, GoesWhereNeeded, NoAssessmentReason, OutcomeKind, Situation
from allant.web.cases.forms.admissions import not_in_the_future
from allant.web.cases.models import Case, Exit, FollowUpAnswer
from allant.web.ui.forms import DateInput, WithoutNir, WithPrompt

HOURS_IN_A_WEEK = 7 * 24
LONGEST_CONTRACT_MONTHS = 120
WITH_CONTRACT = {OutcomeKind.JOB, OutcomeKind.JOB_KEPT}
UNLIMITED = {Contract.PERMANENT, Contract.CIVIL_SERVICE}


class AboutContract(forms.BaseForm):
    """What every form that asks about a contract checks."""

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

    def check_contract(self, cleaned: dict[str, Any], *, has_job: bool, needs_contract: bool) -> None:
        """Ask for the contract of a job; leave out what belongs to no job."""
        if not has_job:
            cleaned.update(contract="", contract_months=None)
        elif needs_contract and not cleaned.get("contract"):
            self.add_error("contract", _("Pour un emploi, dites quel contrat."))
        if cleaned.get("contract") in UNLIMITED and cleaned.get("contract_months"):
            self.add_error("contract_months", _("Un CDI n’a pas de durée. Laissez vide."))


class ExitForm(WithoutNir, WithPrompt, AboutContract, forms.ModelForm):
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
            "contract_months": _("Vide pour un CDI. Sans durée, la catégorie d’un CDD reste à préciser."),
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
        has_job = cleaned.get("outcome") in WITH_CONTRACT
        self.check_contract(cleaned, has_job=has_job, needs_contract=True)
        return cleaned


class FollowUpForm(WithoutNir, WithPrompt, AboutContract, forms.ModelForm):
    """One minute: where the person is now, and whether they can go where they must."""

    goes_where_needed = forms.ChoiceField(
        label=_("Peut-elle aller là où elle doit aller ?"), choices=GoesWhereNeeded.choices, widget=forms.RadioSelect
    )
    situation = forms.ChoiceField(
        label=_("Où en est la personne ?"), choices=Situation.choices, widget=forms.RadioSelect
    )
    same_job = forms.NullBooleanField(label=_("Est-ce le même emploi qu’à la sortie ?"), required=False)

    class Meta:
        model = FollowUpAnswer
        fields = [
            "goes_where_needed",
            "situation",
            "same_job",
            "contract",
            "contract_months",
            "hours_per_week",
        ]
        localized_fields = ["hours_per_week"]
        help_texts = {"contract_months": _("Vide pour un CDI.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["same_job"].widget = forms.Select(
            choices=[("", _("Choisissez…")), ("true", _("oui")), ("false", _("non"))]
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        has_job = cleaned.get("situation") == Situation.WORKING
        self.check_contract(cleaned, has_job=has_job, needs_contract=False)
        if not has_job:
            cleaned.update(same_job=None, hours_per_week=None)
        return cleaned


class AttemptForm(forms.Form):
    """How and when somebody was tried in vain."""

    how = forms.ChoiceField(label=_("Par"), choices=Attempt.choices)
    on = forms.DateField(label=_("Le"), widget=DateInput(), initial=timezone.localdate)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        not_in_the_future(self, "on")
        return cleaned
