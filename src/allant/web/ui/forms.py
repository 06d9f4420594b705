"""What forms of every app share: prompts, the date picker, no social security number, nobody's work overwritten."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from allant.nir import holds_nir
from allant.web.ui import formatting
from allant.web.ui.mistakes import CHANGED


class WithPrompt:
    """Says what to do where nothing is chosen yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.TypedChoiceField):
                field.choices = [(value, label if value else _("Choisissez…")) for value, label in field.choices]


class DateInput(forms.DateInput):
    """The browser's own date picker."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class WithoutNir(forms.BaseForm):
    """Refuses whatever looks like a social security number, in every text of a form: nobody here may keep one."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in [name for name, value in cleaned.items() if isinstance(value, str) and holds_nir(value)]:
            self.add_error(
                name,
                _(
                    "Ce texte contient un numéro qui ressemble à un numéro de sécurité sociale. "
                    "Enlevez-le : nous n’avons pas le droit de le garder."
                ),
            )
        return cleaned


class WithWhatWasSeen(forms.BaseModelForm):
    """Lets two people change one row at once, field by field, and asks where both changed the same one.

    The form carries what was seen when it was shown (`{{ form.seen }}` in its template). What the person left as they
    saw it keeps what somebody saved meanwhile; what both changed comes back with the other value, and is saved when
    it is sent again.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._stored = {name: getattr(self.instance, name) for name in self._compared()} if self.instance.pk else {}
        self._now = {
            name: self._shown(name, self.get_initial_for_field(self.fields[name], name)) for name in self._stored
        }
        self.fields["seen"] = forms.CharField(required=False, widget=forms.HiddenInput, initial=json.dumps(self._now))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        seen, asked_again = self._read_seen(), False
        for name in [name for name, value in self._now.items() if name in seen and seen[name] != value]:
            raw = self.fields[name].widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
            typed = self._shown(name, raw)
            if typed == seen[name]:
                cleaned[name] = self._stored[name]
                self._errors.pop(name, None)
            elif typed != self._now[name]:
                asked_again = True
                self.add_error(name, forms.ValidationError(self._told(name), code=CHANGED))
        if asked_again:
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = json.dumps(self._now)
        return cleaned

    def _compared(self) -> list[str]:
        """The fields of the row itself, that are written as one value."""
        own = {field.name for field in self._meta.model._meta.concrete_fields}
        return [name for name in self.fields if name in own]

    def _shown(self, name: str, value: Any) -> str:
        field = self.fields[name]
        if isinstance(field, forms.NullBooleanField):
            return str(field.to_python(value))
        if isinstance(field, forms.BooleanField):
            return str(bool(value))
        return str(field.widget.format_value(field.prepare_value(value)) or "")

    def _read_seen(self) -> dict[str, str]:
        try:
            seen = json.loads(self.data.get(self.add_prefix("seen"), ""))
        except ValueError:
            return {}
        return seen if isinstance(seen, dict) else {}

    def _told(self, name: str) -> str:
        value = self._stored[name]
        if value in (None, ""):
            return _("Quelqu’un a vidé cette case entre-temps.")
        return _("Quelqu’un a enregistré « %(value)s » ici entre-temps.") % {"value": self._in_words(name, value)}

    def _in_words(self, name: str, value: Any) -> str:
        if isinstance(value, date):
            return formatting.date(value, get_language() or "fr")
        if isinstance(value, Decimal):
            return formatting.number(value, get_language() or "fr", max(0, -value.as_tuple().exponent))
        choices = dict(getattr(self.fields[name], "choices", ())) if isinstance(value, str | bool) else {}
        return str(choices.get(str(value), value))
