"""Forms of papers: what each asks before it is made, who signs, why it is withdrawn."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allant.web.assessments.models import Score
from allant.web.cases.enums import ObjectiveState
from allant.web.cases.models import Case
from allant.web.cases.papers import agreements, attestation
from allant.web.documents.enums import Party
from allant.web.ui.forms import DateInput, WithoutNir
from allant.web.ui.languages import LANGUAGES

MOST_LINES, LONGEST_LINE = 12, 300


class LinesField(forms.CharField):
    """One text a line; empty lines do not count."""

    widget = forms.Textarea(attrs={"rows": 4})

    def to_python(self, value: Any) -> list[str]:
        lines = [line.strip(" -•\t") for line in (super().to_python(value) or "").splitlines()]
        return [line for line in lines if line]

    def validate(self, value: list[str]) -> None:
        if self.required and not value:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if len(value) > MOST_LINES:
            raise forms.ValidationError(
                _("%(count)d lignes : %(most)d au plus. Gardez l’essentiel."),
                params={"count": len(value), "most": MOST_LINES},
            )
        if any(len(line) > LONGEST_LINE for line in value):
            raise forms.ValidationError(
                _("Une ligne dépasse %(most)d signes. Coupez-la en deux."), params={"most": LONGEST_LINE}
            )

    def run_validators(self, value: list[str]) -> None:
        """Each line was looked at in `validate`."""


class WithoutNirInLines(WithoutNir):
    """Looks at each line too."""

    def clean(self) -> dict[str, Any]:
        lines = {name: value for name, value in self.cleaned_data.items() if isinstance(value, list)}
        for name, value in lines.items():
            self.cleaned_data[name] = "\n".join(value)
        cleaned = super().clean()
        return cleaned | {name: value for name, value in lines.items() if name in cleaned}


class PaperForm(forms.Form):
    """What is asked before a paper is made; `score` is the result of the latest bilan, where there is one."""

    def __init__(self, *args: Any, case: Case, score: Score | None, **kwargs: Any) -> None:
        self.case, self.score = case, score
        super().__init__(*args, **kwargs)


class SummaryForm(PaperForm):
    """In which language the person reads."""

    language = forms.ChoiceField(
        label=_("Dans quelle langue ?"),
        choices=[(each.code, each.name) for each in LANGUAGES],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = self.score.assessment.language if self.score else "fr"


class SynthesisForm(PaperForm):
    """Nothing to ask."""


class AttestationForm(PaperForm):
    """What the diagnosis finds: suggested by the bilan, decided by the adviser."""

    finding = forms.ChoiceField(
        label=_("Ce que le diagnostic constate"), choices=list(attestation.FINDINGS.items()), widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["finding"].initial = attestation.suggested_finding(self.score) if self.score else None


class ContractForm(WithoutNirInLines, PaperForm):
    """Objectives and commitments, one a line; the steps are those of the pathway."""

    objectives = LinesField(
        label=_("Où nous voulons arriver"), help_text=_("Un objectif par ligne, avec les mots de la personne.")
    )
    person_commits = LinesField(label=_("Ce à quoi la personne s’engage"), initial="\n".join(agreements.PERSON_COMMITS))
    platform_commits = LinesField(
        label=_("Ce à quoi la plateforme s’engage"), initial="\n".join(agreements.PLATFORM_COMMITS)
    )
    ends_on = forms.DateField(label=_("Jusqu’au"), required=False, widget=DateInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        aims = self.case.objectives.filter(state=ObjectiveState.OPEN).values_list("label", flat=True)
        self.fields["objectives"].initial = "\n".join(aims)

    def clean_ends_on(self) -> Any:
        ends_on = self.cleaned_data["ends_on"]
        if ends_on and ends_on <= timezone.localdate():
            raise forms.ValidationError(_("Cette date est passée. Donnez un jour à venir, ou laissez vide."))
        return ends_on


class StatementForm(WithoutNir, PaperForm):
    """Which statement, and what fills its blank."""

    statement = forms.ChoiceField(
        label=_("Ce que la personne déclare"),
        choices=[(each.code, each.title) for each in agreements.STATEMENTS],
        widget=forms.RadioSelect,
    )
    detail = forms.CharField(
        label=_("Précision"),
        required=False,
        max_length=200,
        help_text=_(
            "Pour les ressources : le montant et le nombre de personnes. Pour l’usage : où et pour quoi faire."
        ),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        chosen = next((each for each in agreements.STATEMENTS if each.code == cleaned.get("statement")), None)
        if chosen and chosen.asks and not cleaned.get("detail", "").strip():
            self.add_error("detail", _("Cette déclaration a besoin de : %(what)s.") % {"what": chosen.asks.lower()})
        return cleaned | {"statement": chosen}


class SignerForm(WithoutNir, forms.Form):
    """Who signs, and as whom."""

    party = forms.ChoiceField(label=_("Qui signe ?"), choices=Party.choices, widget=forms.RadioSelect)
    name = forms.CharField(label=_("Prénom et nom de qui signe"), max_length=200)

    def __init__(self, *args: Any, parties: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = [(each, str(Party(each).label).capitalize()) for each in parties]
        self.fields["name"].widget.attrs["autocomplete"] = "off"


class ScanForm(SignerForm):
    """The printed sheet, signed and scanned or photographed."""

    upload = forms.FileField(label=_("Scan ou photo du papier signé"))


class WithdrawForm(WithoutNir, forms.Form):
    """Why a paper is worth nothing any more."""

    reason = forms.CharField(
        label=_("Pourquoi le retirer ?"), max_length=200, help_text=_("Par exemple : une erreur de nom.")
    )
