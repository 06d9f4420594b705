"""What is to be mended in a form, gathered for the top of its page."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm, BaseFormSet, BoundField

CHANGED = "changed"
"""The code of an error that is nobody's mistake: somebody else saved another value meanwhile."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing to mend: where it stands (nowhere for the form as a whole), and what to do."""

    text: str
    label: str = ""
    anchor: str = ""
    is_changed: bool = False


@dataclass(frozen=True, slots=True)
class Mistakes:
    """All that is to be mended; `is_changed` when something is, `only_changed` when nothing else is."""

    lines: tuple[Mistake, ...]

    @property
    def is_changed(self) -> bool:
        return any(each.is_changed for each in self.lines)

    @property
    def only_changed(self) -> bool:
        return all(each.is_changed for each in self.lines)


def mistakes_of(form: BaseForm | None, rows: BaseFormSet | None = None) -> Mistakes:
    """Gather what is to be mended in a form and in its rows, which say their names in `row_name`."""
    return Mistakes((*_of_form(form), *_of_rows(rows)))


def was_changed(field: BoundField) -> bool:
    """Whether somebody else saved another value of a field meanwhile."""
    return any(each.code == CHANGED for each in field.errors.as_data())


def _of_form(form: BaseForm | None, row: str = "") -> Iterator[Mistake]:
    if not form or not form.errors:
        return
    for text in form.non_field_errors():
        yield Mistake(text, row)
    for field in form:
        label = ", ".join(str(each) for each in (row, field.label) if each)
        anchor = "" if field.is_hidden else field.id_for_label or field.auto_id
        for text in field.errors:
            yield Mistake(text, label, anchor, was_changed(field))


def _of_rows(rows: Any) -> Iterator[Mistake]:
    if rows is None or not rows.is_bound:
        return
    for text in rows.non_form_errors():
        yield Mistake(text)
    for rank, form in enumerate(rows.forms, start=1):
        yield from _of_form(form, f"{rows.row_name} {rank}")
