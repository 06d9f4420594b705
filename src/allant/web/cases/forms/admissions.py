"""Forms of admission: the decision, a suspension, and its end."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allant.web.cases.enums import Decision, RefusalReason, SuspensionReason
from allant.web.cases.models import Admission, Case
from allant.web.ui.forms import DateInput, WithoutNir, WithPrompt


def not_in_the_future(form: forms.Form, name: str) -> None:
    """Refuse a day that has not come yet."""
    day = form.cleaned_data.get(name)
    if day and day > timezone.localdate():
        form.add_error(name, _("Cette date est dans le futur. Donnez la date à laquelle c’est arrivé."))


class AdmissionForm(WithoutNir, WithPrompt, forms.Form):
    """What is decided, since when, and why when it is a refusal or not what was suggested."""

    decision = forms.ChoiceField(label=_("Décision"), choices=Decision.choices, widget=forms.RadioSelect)
    refusal_reason = forms.ChoiceField(
        label=_("Raison du refus"), choices=[("", _("Choisissez…")), *RefusalReason.choices], required=False
    )
    decided_on = forms.DateField(label=_("Décidé le"), widget=DateInput(), initial=timezone.localdate)
    note = forms.CharField(
        label=_("En quelques mots"),
        max_length=Admission._meta.get_field("note").max_length,
        required=False,
        help_text=_("À remplir si vous changez la suggestion."),
    )

    def __init__(self, *args: Any, case: Case, current: Admission | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.suggested, self.current = case.suggested_support, current
        self.fields["decision"].initial = current.decision if current else case.suggested_support
        if current:
            self.fields["refusal_reason"].initial = current.refusal_reason
            self.fields["note"].initial = current.note

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        decision = cleaned.get("decision")
        if decision != Decision.REFUSED:
            cleaned["refusal_reason"] = ""
        elif not cleaned.get("refusal_reason"):
            self.add_error("refusal_reason", _("Un refus a une raison : choisissez-la, le prescripteur l’attend."))
        is_support = decision in {Decision.REINFORCED, Decision.LIGHT, Decision.ON_OWN}
        if self.suggested and is_support and decision != self.suggested and not cleaned.get("note"):
            self.add_error("note", _("Vous changez la suggestion : dites pourquoi en quelques mots."))
        not_in_the_future(self, "decided_on")
        return cleaned


class SuspensionForm(WithoutNir, WithPrompt, forms.Form):
    """Why and since when the support rests; it is open until somebody says that it goes on."""

    reason = forms.ChoiceField(label=_("Pourquoi"), choices=[("", _("Choisissez…")), *SuspensionReason.choices])
    starts_on = forms.DateField(label=_("Depuis le"), widget=DateInput(), initial=timezone.localdate)
    note = forms.CharField(
        label=_("Précision"),
        max_length=200,
        required=False,
        help_text=_("Ce que cela change pour l’accompagnement, jamais un diagnostic."),
    )


class ResumeForm(forms.Form):
    """Since when the support goes on."""

    ends_on = forms.DateField(label=_("Reprise le"), widget=DateInput(), initial=timezone.localdate)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        not_in_the_future(self, "ends_on")
        return cleaned
