"""The form by which somebody who works records what a person agrees to."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from allant.web.cases.models import Case
from allant.web.people.enums import ConsentPurpose, ConsentWay
from allant.web.ui.languages import LANGUAGES

ASKED = (ConsentPurpose.SUPPORT, ConsentPurpose.CONTACT, ConsentPurpose.INFORM_PRESCRIBER)
"""What is asked on the page of agreements; the one of a transfer is asked with the transfer."""


def asked_of(case: Case) -> list[ConsentPurpose]:
    """Return what can be asked in a case: without a prescriber, nobody is to be informed."""
    return [each for each in ASKED if each != ConsentPurpose.INFORM_PRESCRIBER or case.prescriber_id is not None]


class ConsentForm(forms.Form):
    """What the person agrees to, and how they said so."""

    purpose = forms.ChoiceField(widget=forms.HiddenInput)
    language = forms.ChoiceField(
        widget=forms.HiddenInput, choices=[(each.code, each.name) for each in LANGUAGES], required=False
    )
    how = forms.ChoiceField(
        label=_("Comment ?"), choices=[(each.value, each.label) for each in (ConsentWay.SPOKEN, ConsentWay.PAPER)]
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = [(each.value, each.label) for each in asked_of(case)]
