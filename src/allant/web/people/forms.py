"""The form of a person's identity and contacts."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allant.sources.person_fields import OLDEST_AGE_YEARS
from allant.web.accounts.models import Commune, Organisation
from allant.web.people import income
from allant.web.people.enums import ConsentWay, Spoken
from allant.web.people.models import Beneficiary, Contact, FseEntry, Household, LegalGuardian, Situation
from allant.web.people.wordings import GUARDIAN, wording_of, wordings_of
from allant.web.ui.forms import DateInput, WithoutNir, WithPrompt, WithWhatWasSeen
from allant.web.ui.languages import language

HIGHEST_QUOTIENT_EUR = 20_000
SAID = (ConsentWay.SPOKEN, ConsentWay.PAPER)


class BeneficiaryForm(WithWhatWasSeen, WithoutNir, forms.ModelForm):
    """Identity and contacts, kept to the necessary; nobody is refused for want of a phone or an address."""

    class Meta:
        model = Beneficiary
        fields = [
            "first_name",
            "last_name",
            "birth_date",
            "phone",
            "email",
            "address",
            "commune",
            "language",
            "needs_interpreter",
            "prefers",
        ]
        widgets = {"birth_date": DateInput()}
        help_texts = {"phone": _("Sans téléphone ni courriel, laissez vide."), "address": _("Numéro et rue.")}

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Somebody who comes from another territory keeps their commune until it is changed.
        here = Q(territory=organisation.territory) | Q(pk=self.instance.commune_id)
        self.fields["commune"].queryset = Commune.objects.filter(here)
        self.fields["commune"].empty_label = _("Inconnue ou hors du territoire")
        self.fields["language"].required = False
        self.fields["phone"].widget.attrs |= {"autocomplete": "off", "inputmode": "tel"}

    def clean_birth_date(self) -> Any:
        birth_date = self.cleaned_data["birth_date"]
        if birth_date and birth_date > timezone.localdate():
            raise forms.ValidationError(
                _("Le %(day)s est dans le futur. Vérifiez l’année de naissance."),
                params={"day": birth_date.strftime("%d/%m/%Y")},
            )
        oldest = timezone.localdate().year - OLDEST_AGE_YEARS
        if birth_date and birth_date.year < oldest:
            raise forms.ValidationError(
                _("Le %(day)s est trop ancien : personne n’a plus de %(age)d ans. Vérifiez l’année de naissance."),
                params={
                    "day": f"{birth_date.day:02d}/{birth_date.month:02d}/{birth_date.year}",
                    "age": OLDEST_AGE_YEARS,
                },
            )
        return birth_date

    def clean_language(self) -> str:
        return self.cleaned_data["language"] or Spoken.FRENCH


class ContactForm(WithoutNir, forms.ModelForm):
    """Another number, or somebody whom the person trusts."""

    class Meta:
        model = Contact
        fields = ["name", "relation", "phone", "email"]
        help_texts = {
            "name": _("Vide si c’est un autre numéro de la personne elle-même."),
            "relation": _("Par exemple : sa sœur, son éducateur."),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("phone") and not cleaned.get("email") and not self.errors:
            self.add_error("phone", _("Donnez un téléphone ou une adresse électronique."))
        return cleaned

    def _post_clean(self) -> None:
        # The rule "a phone or an address" is told above in words; the database holds it too.
        if not self.errors:
            super()._post_clean()


class _DatedForm(forms.ModelForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["since"].initial = timezone.localdate()

    def clean_since(self) -> Any:
        day = self.cleaned_data["since"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Cette date est dans le futur. Écrivez depuis quand c’est ainsi."))
        return day


class HouseholdForm(_DatedForm):
    """With whom the person lives."""

    class Meta:
        model = Household
        fields = ["adults", "small_children", "children", "drivers", "since"]
        widgets = {"since": DateInput()}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        adults, drivers = cleaned.get("adults"), cleaned.get("drivers")
        if adults is not None and drivers is not None and drivers > adults:
            self.add_error("drivers", _("Plus de personnes qui conduisent que d’adultes. Vérifiez ces nombres."))
        return cleaned


class SituationForm(WithPrompt, _DatedForm):
    """What the person does, earns and drives."""

    income = forms.TypedChoiceField(
        label=_("Revenu du foyer par mois"),
        help_text=_("Toutes les ressources ensemble. Une tranche suffit."),
        choices=lambda: [("", ""), *income.choices()],
        required=False,
    )

    class Meta:
        model = Situation
        fields = ["status", "income", "quotient_familial", "licence", "vehicle", "since"]
        widgets = {"since": DateInput()}
        help_texts = {"quotient_familial": _("Sur l’attestation de la CAF ou de la MSA.")}

    def clean_quotient_familial(self) -> Any:
        amount = self.cleaned_data["quotient_familial"]
        if amount is not None and amount > HIGHEST_QUOTIENT_EUR:
            raise forms.ValidationError(
                _("%(amount)d € est trop grand pour un quotient familial mensuel. Vérifiez ce nombre."),
                params={"amount": amount},
            )
        return amount


class GuardianForm(WithoutNir, forms.ModelForm):
    """Who answers for a minor."""

    agrees = forms.BooleanField(
        label=_("Cette personne est d’accord"), required=False, help_text=wording_of(GUARDIAN).text
    )
    language = forms.ChoiceField(
        label=_("Texte lu ou montré en"),
        choices=[(each.language, language(each.language).name) for each in wordings_of(GUARDIAN)],
        required=False,
    )

    class Meta:
        model = LegalGuardian
        fields = ["name", "relation", "phone", "email", "agrees", "how", "language"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["how"].choices = [("", _("Choisissez…")), *((each.value, each.label) for each in SAID)]

    def clean_language(self) -> str:
        return self.cleaned_data["language"] or Spoken.FRENCH

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("agrees") and not cleaned.get("how"):
            self.add_error("how", _("Dites comment cet accord a été donné."))
        return cleaned


class FseForm(WithPrompt, forms.ModelForm):
    """What the funder asks at entry, as the person says it; nobody has to answer on what they are."""

    class Meta:
        model = FseEntry
        fields = [
            "entered_on",
            "sex",
            "work",
            "schooling",
            "disability",
            "third_country",
            "foreign_background",
            "minority",
            "homeless",
            "rural",
            "reason",
        ]
        widgets = {"entered_on": DateInput()}

    def __init__(self, *args: Any, is_correction: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["entered_on"].initial = timezone.localdate()
        self.fields["reason"].required = is_correction
        if not is_correction:
            del self.fields["reason"]

    def clean_entered_on(self) -> Any:
        day = self.cleaned_data["entered_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Cette date est dans le futur. Écrivez le jour de l’entrée."))
        return day

    def _post_clean(self) -> None:
        """The rules of the row are checked when it is written, with what it corrects."""
