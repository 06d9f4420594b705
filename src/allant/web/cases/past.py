"""Reads lists of the past against what a platform knows: whose line it is, what is new, what cannot be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from django.db import models
from django.utils import timezone, translation

from allant.nir import without_nir
from allant.sources.names import comparable
from allant.sources.past import PastReport, PastRow, PersonRef, read_past
from allant.sources.people import person_key
from allant.sources.rows import WHOLE_ROW, Refusal
from allant.web.accounts.models import Organisation
from allant.web.cases.enums import (
    Contract,
    Decision,
    Moment,
    NoAssessmentReason,
    Obstacle,
    OutcomeKind,
    RefusalReason,
    StepKind,
    StepResult,
    StepState,
)
from allant.web.cases.models import Case


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of list: its fields, those that each line must fill, and the words of its coded fields."""

    fields: Sequence[str]
    required: Sequence[str]
    choices: Mapping[str, type[models.TextChoices]] = field(default_factory=dict)
    keeps_other_columns: bool = False


KINDS = {
    "cases": Kind(
        fields=("opened_on", "decision", "decided_on", "refusal_reason", "waiting_since", "waiting_until", "note"),
        required=("opened_on",),
        choices={"decision": Decision, "refusal_reason": RefusalReason},
    ),
    "steps": Kind(
        fields=(
            "label",
            "kind",
            "state",
            "planned_on",
            "done_on",
            "partner",
            "cost_eur",
            "out_of_pocket_eur",
            "minutes",
            "result",
            "obstacle",
        ),
        required=("label", "kind"),
        choices={"kind": StepKind, "state": StepState, "result": StepResult, "obstacle": Obstacle},
    ),
    "exits": Kind(
        fields=(
            "exited_on",
            "outcome",
            "outcome_on",
            "contract",
            "contract_months",
            "hours_per_week",
            "note",
            "no_assessment_reason",
        ),
        required=("exited_on", "outcome"),
        choices={"outcome": OutcomeKind, "contract": Contract, "no_assessment_reason": NoAssessmentReason},
    ),
    "assessments": Kind(
        fields=("moment", "day", "grid"),
        required=("moment", "day"),
        choices={"moment": Moment},
        keeps_other_columns=True,
    ),
}


@dataclass(slots=True)
class ImportReport:
    """What an import of the past gave, in the shape of that of people; `added` counts lines that were not there yet."""

    rows: int
    accepted: int
    added: int
    refused: list[Refusal]
    ignored_columns: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the report as `--json` prints it."""
        return {
            "rows": self.rows,
            "accepted": self.accepted,
            "added": self.added,
            "refused": [each.as_json() for each in sorted(self.refused, key=lambda each: each.row)],
        }


def read_list(*, kind: str, source: Path | BinaryIO, file_name: str) -> PastReport:
    """Return what a file holds, before it is held against the cases of the platform."""
    wanted = KINDS[kind]
    return read_past(
        source,
        file_name,
        fields=wanted.fields,
        required=wanted.required,
        vocabularies={name: _vocabulary(choices) for name, choices in wanted.choices.items()},
        as_of=timezone.localdate(),
        keeps_other_columns=wanted.keeps_other_columns,
    )


def _vocabulary(choices: type[models.TextChoices]) -> dict[str, str]:
    """Return the French words of an enumeration, then its codes."""
    with translation.override("fr"):
        words = {comparable(str(label)): code for code, label in choices.choices}
    return words | {comparable(code): code for code in choices.values}


class KnownCases:
    """The cases of a platform, by reference and by person; read once for a whole list."""

    def __init__(self, organisation: Organisation) -> None:
        self._by_reference: dict[str, set[int]] = {}
        self._by_person: dict[str, set[int]] = {}
        rows = Case.objects.filter(organisation=organisation).values_list(
            "pk", "reference", "beneficiary__last_name", "beneficiary__first_name", "beneficiary__birth_date"
        )
        for pk, reference, last_name, first_name, born_on in rows.iterator():
            self.add(pk, PersonRef(reference, last_name, first_name, born_on))

    def add(self, pk: int, person: PersonRef) -> None:
        """Know one more case."""
        if person.reference:
            self._by_reference.setdefault(comparable(person.reference), set()).add(pk)
        if person.last_name:
            for day in {person.born_on, None}:
                key = person_key(person.last_name, person.first_name, day)
                self._by_person.setdefault(key, set()).add(pk)

    def find(self, person: PersonRef) -> set[int]:
        """Return the cases that a line may speak of: by its reference, else by its person."""
        if person.reference and (found := self._by_reference.get(comparable(person.reference))):
            return found
        if not person.last_name:
            return set()
        return self._by_person.get(person_key(person.last_name, person.first_name, person.born_on), set())


def refusal(row: PastRow, value: object, rule: str, remedy: str) -> Refusal:
    """Refuse a line for what it says as a whole."""
    return Refusal(row.row, WHOLE_ROW, without_nir(str(value)), rule, remedy)


def who(person: PersonRef) -> str:
    """Name the person of a line, as the list does."""
    return person.reference or f"{person.last_name} {person.first_name}".strip()


def refuse_unknown(row: PastRow, found: set[int]) -> Refusal:
    """Refuse a line about nobody, or about several."""
    if found:
        return refusal(
            row, who(row.person), "Plusieurs dossiers correspondent.", "Donnez la référence ou la date de naissance."
        )
    return refusal(
        row, who(row.person), "Aucun dossier ne correspond.", "Importez d’abord les dossiers, ou corrigez la référence."
    )
