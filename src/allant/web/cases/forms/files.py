"""Forms of the file: who the person is, how they came."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allant.web.accounts.enums import OrganisationKind
from allant.web.accounts.models import Organisation
from allant.web.cases.models import Case
from allant.web.people.enums import ConsentPurpose
from allant.web.people.queries import has_consent
from allant.web.ui.forms import WithPrompt


class CaseForm(WithPrompt, forms.ModelForm):
    """Who sent the person, and whether they agree that the sender hears of them."""

    class Meta:
        model = Case
        fields = ["source", "prescriber"]

    prescriber_may_be_informed = forms.BooleanField(
        label=_("La personne accepte que le prescripteur sache où elle en est"), required=False
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        near = Q(kind=OrganisationKind.PRESCRIBER, territory=organisation.territory)
        # Whoever sent the person stays, also after the case has gone to another territory.
        self.fields["prescriber"].queryset = Organisation.objects.filter(near | Q(pk=self.instance.prescriber_id))
        self.fields["prescriber"].empty_label = _("Aucun")
        self.fields["prescriber_may_be_informed"].initial = self._agrees()

    def _agrees(self) -> bool:
        case = self.instance
        return case.prescriber is not None and has_consent(
            case.beneficiary, ConsentPurpose.INFORM_PRESCRIBER, recipient=case.prescriber
        )
