"""What a person answers alone, by their link: one minute, in their language."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from allant.web.cases.enums import Contract, GoesWhereNeeded, Situation
from allant.web.cases.models import FollowUpAnswer
from allant.web.ui.forms import WithoutNir


class NewsForm(WithoutNir, forms.Form):
    """Six questions at most; those about a job show when there is one."""

    goes_where_needed = forms.ChoiceField(
        label=_("Pouvez-vous aller là où vous devez aller ?"),
        choices=[
            (GoesWhereNeeded.YES, _("Oui")),
            (GoesWhereNeeded.SOMETIMES, _("Parfois")),
            (GoesWhereNeeded.NO, _("Non")),
        ],
        widget=forms.RadioSelect,
    )
    situation = forms.ChoiceField(
        label=_("Que faites-vous aujourd’hui ?"),
        choices=[
            (Situation.WORKING, _("Je travaille")),
            (Situation.BUSINESS, _("Je travaille à mon compte")),
            (Situation.TRAINING, _("Je suis en formation ou en études")),
            (Situation.LOOKING, _("Je cherche du travail")),
            (Situation.NOT_LOOKING, _("Je ne cherche pas de travail")),
            (Situation.OTHER, _("Autre chose")),
        ],
        widget=forms.RadioSelect,
    )
    same_job = forms.TypedChoiceField(
        label=_("C’est le même travail qu’à la fin de notre aide ?"),
        choices=[("yes", _("Oui")), ("no", _("Non"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    contract = forms.ChoiceField(
        label=_("Quel contrat avez-vous ?"),
        choices=[
            (Contract.PERMANENT, _("CDI (contrat sans fin prévue)")),
            (Contract.FIXED_TERM, _("CDD (contrat avec une date de fin)")),
            (Contract.TEMPORARY, _("Intérim")),
            (Contract.APPRENTICESHIP, _("Apprentissage ou alternance")),
            ("unknown", _("Je ne sais pas")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Voulez-vous ajouter quelque chose ?"),
        max_length=FollowUpAnswer._meta.get_field("note").max_length,
        required=False,
    )
    wants_call = forms.BooleanField(label=_("Je veux que l’équipe m’appelle"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("situation") != Situation.WORKING:
            cleaned["same_job"], cleaned["contract"] = None, ""
        elif cleaned.get("contract") == "unknown":
            cleaned["contract"] = ""
        return cleaned
