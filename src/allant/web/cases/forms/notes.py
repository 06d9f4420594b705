"""The form of a note and of what follows it."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allant.web.cases.enums import NextStep, When
from allant.web.cases.models import CaseNote
from allant.web.ui.forms import DateInput, WithoutNir

LONGEST_TASK = 160
DAYS = {When.TOMORROW: timedelta(days=1), When.WEEK: timedelta(weeks=1), When.MONTH: timedelta(weeks=4)}
"""How far each press leads; a month is four weeks, so that the day of the week stays."""
MINUTES_IN_A_DAY = 24 * 60


class EditNoteForm(WithoutNir, forms.ModelForm):
    """What a note says."""

    class Meta:
        model = CaseNote
        fields = ["text", "kind", "happened_on", "minutes"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4}), "happened_on": DateInput()}
        help_texts = {"text": _("Les effets sur les déplacements, jamais un diagnostic.")}
        error_messages = {"text": {"required": _("Écrivez la note.")}}

    def clean_happened_on(self) -> date:
        day = self.cleaned_data["happened_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Cette date est dans le futur. Mettez-la dans « Et ensuite ? »."))
        return day

    def clean_minutes(self) -> int | None:
        minutes = self.cleaned_data["minutes"]
        if minutes is not None and minutes > MINUTES_IN_A_DAY:
            raise forms.ValidationError(
                _("%(count)d minutes font plus d’un jour. Vérifiez ce nombre."), params={"count": minutes}
            )
        return minutes


class NoteForm(EditNoteForm):
    """A new note and, if something follows, what and when."""

    next_step = forms.ChoiceField(
        label=_("Et ensuite ?"), choices=NextStep.choices, required=False, widget=forms.RadioSelect
    )
    next_label = forms.CharField(label=_("Quoi ?"), max_length=LONGEST_TASK, required=False)
    next_when = forms.ChoiceField(label=_("Quand ?"), choices=When.choices, required=False, widget=forms.RadioSelect)
    next_on = forms.DateField(label=_("Quel jour ?"), required=False, widget=DateInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["happened_on"].initial = timezone.localdate()
        self.fields["text"].widget.attrs |= {
            "aria-keyshortcuts": "n",
            "placeholder": _("Ce qui s’est dit, ce qui a été fait…"),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("next_step") == NextStep.OTHER and not cleaned.get("next_label"):
            self.add_error("next_label", _("Dites en quelques mots ce qu’il faut faire."))
        if self._names_a_task(cleaned) and not cleaned.get("next_when"):
            self.add_error("next_when", _("Dites pour quand."))
        if cleaned.get("next_when") == When.DAY and not cleaned.get("next_on") and "next_on" not in self.errors:
            self.add_error("next_on", _("Choisissez le jour."))
        if cleaned.get("next_when") and not self._names_a_task(cleaned):
            self.add_error("next_step", _("Vous donnez une date : dites ce qu’il faut faire."))
        return cleaned

    def _names_a_task(self, cleaned: dict[str, Any]) -> bool:
        return bool(cleaned.get("next_step") or cleaned.get("next_label"))

    @property
    def following(self) -> tuple[str, date] | None:
        """What follows, and on which day; None when nothing does."""
        data = self.cleaned_data
        if not self._names_a_task(data):
            return None
        label = data["next_label"] or str(NextStep(data["next_step"]).label)
        ahead = DAYS.get(data["next_when"])
        return label, data["next_on"] if ahead is None else timezone.localdate() + ahead
