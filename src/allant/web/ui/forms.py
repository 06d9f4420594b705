"""What forms of every app share: a prompt in empty lists, the date picker, the refusal of social security numbers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from allant.nir import holds_nir


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
