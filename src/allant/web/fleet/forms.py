"""Forms of the fleet."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allant.web.accounts.queries import open_points
from allant.web.cases.models import Case
from allant.web.fleet import inspection as looked_at
from allant.web.fleet.enums import Finding, LoanKind
from allant.web.fleet.models import Inspection, Loan, Payment, Vehicle
from allant.web.ui.formatting import euros
from allant.web.ui.forms import DateInput, WithoutNir, WithPrompt, WithWhatWasSeen

LONGEST_LOAN_DAYS = 366
MOST_PHOTOS = 8
FURTHEST_KM = 2_000_000


class VehicleForm(WithWhatWasSeen, WithoutNir, WithPrompt, forms.ModelForm):
    """A vehicle and its terms."""

    class Meta:
        model = Vehicle
        fields = [
            "label",
            "kind",
            "plate",
            "kept_at",
            "odometer_km",
            "daily_rate_eur",
            "deposit_eur",
            "km_per_day",
            "roadworthy_until",
            "insured_until",
            "entered_on",
            "withdrawn_on",
        ]
        localized_fields = ["daily_rate_eur", "deposit_eur"]
        widgets = {name: DateInput() for name in ("roadworthy_until", "insured_until", "entered_on", "withdrawn_on")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kept_at"].queryset = open_points(self.instance.organisation, self.instance.kept_at_id)
        self.fields["kept_at"].empty_label = _("Pas précisé")

    def clean_label(self) -> str:
        label = self.cleaned_data["label"]
        others = Vehicle.objects.filter(organisation=self.instance.organisation, label=label)
        if others.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(
                _("Un véhicule s’appelle déjà « %(label)s ». Donnez un autre nom."), params={"label": label}
            )
        return label

    def clean_daily_rate_eur(self) -> Decimal:
        return _not_negative(self.cleaned_data["daily_rate_eur"])

    def clean_deposit_eur(self) -> Decimal:
        return _not_negative(self.cleaned_data["deposit_eur"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        entered, withdrawn = cleaned.get("entered_on"), cleaned.get("withdrawn_on")
        if entered and withdrawn and withdrawn < entered:
            self.add_error(
                "withdrawn_on", _("Un véhicule est retiré après être entré dans la flotte. Vérifiez les deux dates.")
            )
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        # The platform is not typed, but its vehicles may not share a name.
        return super()._get_validation_exclusions() - {"organisation"}


class LoanForm(WithoutNir, WithPrompt, forms.ModelForm):
    """Which vehicle, from when to when, and why until then."""

    class Meta:
        model = Loan
        fields = ["vehicle", "kind", "starts_on", "ends_on", "end_reason", "step"]
        widgets = {"starts_on": DateInput(), "ends_on": DateInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        case: Case = self.instance.case
        today = timezone.localdate()
        in_fleet = Vehicle.objects.filter(organisation=case.organisation)
        self.fields["vehicle"].queryset = in_fleet.exclude(withdrawn_on__lte=today)
        self.fields["vehicle"].empty_label = _("Choisissez…")
        self.initial |= {"kind": LoanKind.RENTED, "starts_on": today}
        steps = case.steps.all()
        self.fields["step"].queryset = steps
        self.fields["step"].empty_label = _("Aucune")
        if not steps:
            del self.fields["step"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("Le prêt finit avant de commencer. Vérifiez les deux dates."))
        elif first and last and (last - first).days > LONGEST_LOAN_DAYS:
            self.add_error(
                "ends_on", _("Un prêt dure un an au plus. Choisissez une fin plus tôt, et prolongez ensuite.")
            )
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        # The terms come from the vehicle when the loan is booked.
        return {*super()._get_validation_exclusions(), "daily_rate_eur", "deposit_eur"}


class ManyFilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files at once, as a list."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list | tuple) else [data]
        kept = [super(ManyFilesField, self).clean(each, initial) for each in files if each]
        if len(kept) > MOST_PHOTOS:
            raise forms.ValidationError(
                _("Vous avez choisi %(count)d photos ; %(most)d au plus."),
                params={"count": len(kept), "most": MOST_PHOTOS},
            )
        return kept


class InspectionForm(WithoutNir, forms.ModelForm):
    """What is seen with the person: each point, the meter, photos."""

    photos = ManyFilesField(label=_("Photos"), required=False)

    class Meta:
        model = Inspection
        fields = ["odometer_km", "note", "agreed_by"]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"agreed_by": _("Nom de la personne qui a regardé le véhicule avec vous.")}

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._points = looked_at.points_for(kind)
        self.fields["photos"].widget.attrs |= {"accept": "image/jpeg,image/png"}
        for point in self._points:
            self.fields[f"point-{point.code}"] = forms.ChoiceField(
                label=point.label, choices=Finding.choices, widget=forms.RadioSelect, initial=Finding.GOOD
            )

    @property
    def points(self) -> list[Any]:
        """The fields of the points, in order."""
        return [self[f"point-{point.code}"] for point in self._points]

    def clean_odometer_km(self) -> Any:
        read = self.cleaned_data["odometer_km"]
        if read is not None and read > FURTHEST_KM:
            raise forms.ValidationError(_("Ce compteur est trop grand. Relisez-le, sans les décimales."))
        return read

    def save(self, commit: bool = False) -> Inspection:
        inspection = super().save(commit=commit)
        inspection.findings = {point.code: self.cleaned_data[f"point-{point.code}"] for point in self._points}
        return inspection


class RenewalForm(WithoutNir, forms.Form):
    """A new end, and why."""

    new_end_on = forms.DateField(label=_("Nouvelle fin"), widget=DateInput())
    reason = forms.CharField(label=_("Pourquoi ?"), max_length=120)


class PaymentForm(WithoutNir, forms.ModelForm):
    """Money received."""

    class Meta:
        model = Payment
        fields = ["paid_on", "amount_eur", "note"]
        localized_fields = ["amount_eur"]
        widgets = {"paid_on": DateInput()}

    def clean_paid_on(self) -> date:
        return _not_to_come(self.cleaned_data["paid_on"])

    def clean_amount_eur(self) -> Any:
        amount = self.cleaned_data["amount_eur"]
        if amount <= 0:
            raise forms.ValidationError(_("Un paiement est plus grand que zéro. Écrivez ce que vous avez reçu."))
        return amount


class DepositForm(WithoutNir, forms.ModelForm):
    """What happened to the deposit."""

    class Meta:
        model = Loan
        fields = ["deposit_received_on", "deposit_returned_on", "deposit_withheld_eur", "deposit_withheld_because"]
        localized_fields = ["deposit_withheld_eur"]
        widgets = {"deposit_received_on": DateInput(), "deposit_returned_on": DateInput()}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        withheld = cleaned.get("deposit_withheld_eur")
        if withheld is not None and not 0 <= withheld <= self.instance.deposit_eur:
            self.add_error(
                "deposit_withheld_eur",
                forms.ValidationError(
                    _("On retient entre zéro et la caution, %(deposit)s. Corrigez ce montant."),
                    params={"deposit": euros(self.instance.deposit_eur, "fr")},
                ),
            )
        elif withheld and not cleaned.get("deposit_withheld_because"):
            self.add_error("deposit_withheld_because", _("Dites pourquoi une partie de la caution est retenue."))
        if cleaned.get("deposit_returned_on") and not cleaned.get("deposit_received_on"):
            self.add_error("deposit_received_on", _("Une caution rendue a d’abord été reçue : dites quand."))
        return cleaned


class SignatureForm(forms.Form):
    """When the contract was signed."""

    signed_on = forms.DateField(label=_("Signé le"), widget=DateInput())

    def clean_signed_on(self) -> date:
        return _not_to_come(self.cleaned_data["signed_on"])


class ReasonForm(WithoutNir, forms.Form):
    """Why a vehicle is blocked, or let out again."""

    reason = forms.CharField(label=_("Raison"), max_length=200)


def _not_negative(amount: Decimal) -> Decimal:
    if amount < 0:
        raise forms.ValidationError(_("Un montant n’est pas négatif. Écrivez 0 si rien n’est demandé."))
    return amount


def _not_to_come(day: date) -> date:
    if day > timezone.localdate():
        raise forms.ValidationError(_("Cette date est dans le futur. Notez-la le jour venu."))
    return day
