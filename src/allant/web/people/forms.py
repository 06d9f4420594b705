"""The form of a person's identity and contacts."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allant.sources.person_fields import OLDEST_AGE_YEARS
from allant.web.accounts.models import Commune, Organisation
from allant.web.people.models import Beneficiary
from allant.web.ui.forms import DateInput, WithoutNir


class BeneficiaryForm(WithoutNir, forms.ModelForm):
    """Identity and contacts, kept to the necessary; nobody is refused for want of a phone or an address."""

    class Meta:
        model = Beneficiary
        fields = ["first_name", "last_name", "birth_date", "phone", "email", "commune"]
        widgets = {"birth_date": DateInput()}
        help_texts = {"phone": _("Sans téléphone ni courriel, laissez vide.")}

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Somebody who comes from another territory keeps their commune until it is changed.
        here = Q(territory=organisation.territory) | Q(pk=self.instance.commune_id)
        self.fields["commune"].queryset = Commune.objects.filter(here)
        self.fields["commune"].empty_label = _("Inconnue ou hors du territoire")
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
                _("Le %(day)s est trop ancien : personne n’a plus de %(age)d ans. Vérifiez l’année de naissance."),
                params={
                    "day": f"{birth_date.day:02d}/{birth_date.month:02d}/{birth_date.year}",
                    "age": OLDEST_AGE_YEARS,
                },
            )
        return birth_date
