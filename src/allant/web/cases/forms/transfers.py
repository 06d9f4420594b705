"""Forms of a case that goes to another platform."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from allant.web.accounts.enums import OrganisationKind
from allant.web.accounts.models import Organisation
from allant.web.people.enums import ConsentPurpose, ConsentWay
from allant.web.people.wordings import wording_of
from allant.web.ui.forms import WithoutNir

WAYS = [(each.value, each.label) for each in (ConsentWay.SPOKEN, ConsentWay.PAPER)]


class PlatformChoice(forms.ModelChoiceField):
    """A platform, named with its territory."""

    def label_from_instance(self, organisation: Organisation) -> str:
        return f"{organisation.name} – {organisation.territory}"


class TransferForm(WithoutNir, forms.Form):
    """To whom, why, and the person's agreement."""

    to_organisation = PlatformChoice(
        label=_("À quelle plateforme ?"), queryset=Organisation.objects.none(), empty_label=_("Choisissez…")
    )
    reason = forms.CharField(
        label=_("Pourquoi ?"), max_length=300, help_text=_("Par exemple : elle déménage le 1er mars.")
    )
    agrees = forms.BooleanField(
        label=_("La personne est d’accord"),
        error_messages={"required": _("Sans l’accord de la personne, le dossier reste ici. Demandez-le-lui d’abord.")},
    )
    how = forms.ChoiceField(label=_("Comment l’a-t-elle dit ?"), choices=WAYS, widget=forms.RadioSelect)

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        platforms = Organisation.objects.filter(kind=OrganisationKind.PLATFORM).exclude(pk=organisation.pk)
        self.fields["to_organisation"].queryset = platforms.select_related("territory")
        self.fields["agrees"].help_text = wording_of(ConsentPurpose.TRANSFER).text


class RefusalForm(WithoutNir, forms.Form):
    """Why a platform does not take a case over."""

    reason = forms.CharField(
        label=_("Pourquoi ?"),
        max_length=300,
        error_messages={"required": _("Dites pourquoi : l’autre équipe doit chercher ailleurs.")},
    )
