"""Writes of duplicates: two people who are one, or are not; and the way back."""

from datetime import date
from typing import Any

from django.apps import apps
from django.db import DatabaseError, models, transaction
from django.db.models import Max
from django.utils import timezone

from allant.errors import InputError
from allant.web.accounts.models import User
from allant.web.cases.duplicates import propose
from allant.web.cases.enums import Moment, PairState
from allant.web.cases.merging import Obstacle, in_the_way, in_the_way_back
from allant.web.cases.models import Admission, Case, CaseAssessment, DuplicatePair, MergeRecord, Step, Suspension
from allant.web.journal.actions import record
from allant.web.journal.models import Action
from allant.web.messaging.models import PersonalLink
from allant.web.people import search
from allant.web.people.models import Beneficiary, SearchKey

FIELDS_TO_CHOOSE = (
    "first_name",
    "last_name",
    "birth_date",
    "phone",
    "email",
    "address",
    "commune_id",
    "language",
    "needs_interpreter",
    "prefers",
)
STAYS = (DuplicatePair, MergeRecord, SearchKey, Beneficiary)
"""What speaks of the two people as two, or is made anew."""


@transaction.atomic
def say_distinct(*, pair: DuplicatePair, by: User) -> None:
    """Remember that two people who look alike are two; they are not proposed again."""
    _decide(pair, PairState.DISTINCT, by)


@transaction.atomic
def merge(*, pair: DuplicatePair, kept: Beneficiary, from_other: set[str], by: User) -> MergeRecord:
    """Make one person of two. `from_other` names the fields taken from the one that is not kept.

    The other person stays in the database, without files. Every changed value is written down, to be given back.
    """
    locked = Beneficiary.objects.select_for_update().in_bulk([pair.first_id, pair.second_id])
    kept = locked[kept.pk]
    other = locked[pair.second_id if kept.pk == pair.first_id else pair.first_id]
    _refuse(pair, in_the_way(pair))
    moving = _Moving()
    for name in sorted(from_other & set(FIELDS_TO_CHOOSE)):
        moving.set(kept, name, getattr(other, name))
    absorbed = _open_twice(pair, kept, other)
    moving.all_of(other, kept)
    for each in Beneficiary.objects.filter(merged_into=other):
        moving.set(each, "merged_into_id", kept.pk)
    if absorbed is not None:
        moving.case(*absorbed)
    moving.set(other, "merged_into_id", kept.pk)
    # Keys of search and of likeness follow the fields that were chosen.
    Beneficiary.objects.get(pk=kept.pk).save()
    _decide(pair, PairState.MERGED, by)
    merged = MergeRecord.objects.create(
        organisation=pair.organisation,
        kept=kept,
        merged=other,
        changes=moving.changes,
        stayed=sorted(moving.stayed),
        merged_by=by,
    )
    for each in (kept, other):
        search.index(each)
        record(by=by, action=Action.CHANGE, subject=each, detail="deux dossiers réunis")
    propose([kept], pair.organisation)
    return merged


@transaction.atomic
def undo_merge(*, merged: MergeRecord, by: User) -> None:
    """Give every value back that has not been changed since."""
    merged = MergeRecord.objects.select_for_update().get(pk=merged.pk)
    _refuse(merged, in_the_way_back(merged))
    for label, key, name, before, after in reversed(merged.changes):
        rows = apps.get_model(label)._base_manager.filter(pk=key, **{name: after})
        rows.update(**{name: before})
    for each in Beneficiary.objects.filter(pk__in=[merged.kept_id, merged.merged_id]):
        each.save()
        search.index(each)
        record(by=by, action=Action.CHANGE, subject=each, detail="deux dossiers séparés de nouveau")
    merged.undone_at, merged.undone_by = timezone.now(), by
    merged.save(update_fields=["undone_at", "undone_by"])
    pairs = DuplicatePair.objects.filter(organisation=merged.organisation, state=PairState.MERGED)
    for pair in pairs.filter(
        first__in=[merged.kept_id, merged.merged_id], second__in=[merged.kept_id, merged.merged_id]
    ):
        _decide(pair, PairState.DISTINCT, by)


class _Moving:
    """Changes rows one value at a time and writes each change down."""

    def __init__(self) -> None:
        self.changes: list[list[Any]] = []
        self.stayed: set[str] = set()

    def set(self, row: models.Model, name: str, value: Any) -> None:
        """Change one value of a row; one that the database refuses stays where it is, and is named."""
        before = getattr(row, name)
        if before == value:
            return
        try:
            with transaction.atomic():
                type(row)._base_manager.filter(pk=row.pk).update(**{name: value})
        except DatabaseError:
            # The one who is kept has theirs already, e.g. a draft of the same author: both stay.
            self.stayed.add(str(row._meta.verbose_name))
            return
        setattr(row, name, value)
        self.changes.append([row._meta.label, _plain(row.pk), name, _plain(before), _plain(value)])

    def all_of(self, owner: models.Model, heir: models.Model) -> None:
        """Give an heir whatever belongs to an owner, in every app."""
        for relation in owner._meta.get_fields(include_hidden=True):
            if not relation.auto_created or not (relation.one_to_many or relation.one_to_one):
                continue
            model, name = relation.related_model, relation.field.attname
            if model in STAYS:
                continue
            for row in model._base_manager.filter(**{name: owner.pk}).order_by("pk"):
                self.set(row, name, heir.pk)

    def case(self, former: Case, heir: Case) -> None:
        """Put what a file holds in another one: bilans that are already there become bilans on the way.

        A decision or a rest that both have in force ends in the file that goes; its links open the one that stays.
        """
        for moment in (Moment.ENTRY, Moment.EXIT):
            if heir.case_assessments.filter(moment=moment).exists():
                for link in CaseAssessment.objects.filter(case=former, moment=moment):
                    self.set(link, "moment", Moment.MID.value)
        last = heir.steps.aggregate(last=Max("position"))["last"] or 0
        for step in Step.objects.filter(case=former).order_by("position", "pk"):
            self.set(step, "position", last + step.position)
        for model, end in ((Admission, "ended_on"), (Suspension, "ends_on")):
            if model.objects.filter(case=heir, **{end: None}).exists():
                for row in model.objects.filter(case=former, **{end: None}):
                    self.set(row, end, _last_day(row))
        for link in PersonalLink.objects.filter(subject_type=Case._meta.model_name, subject_id=str(former.pk)):
            self.set(link, "subject_id", str(heir.pk))
        self.all_of(former, heir)
        self.set(former, "adviser_id", None)
        self.set(former, "merged_into_id", heir.pk)


def _open_twice(pair: DuplicatePair, kept: Beneficiary, other: Beneficiary) -> tuple[Case, Case] | None:
    """Return the two open files of one person, the one that goes first; ended supports stay files of their own."""
    still_open = Case.objects.filter(organisation=pair.organisation, exit=None)
    theirs, ours = (still_open.filter(beneficiary=each).order_by("pk").first() for each in (other, kept))
    return (theirs, ours) if theirs is not None and ours is not None else None


def _refuse(two: DuplicatePair | MergeRecord, obstacle: Obstacle | None) -> None:
    if obstacle is not None:
        raise InputError(value=str(two), rule=obstacle.rule, remedy=obstacle.remedy)


def _decide(pair: DuplicatePair, state: str, by: User) -> None:
    pair.state, pair.decided_at, pair.decided_by = state, timezone.now(), by
    pair.save(update_fields=["state", "decided_at", "decided_by"])


def _last_day(row: Admission | Suspension) -> date:
    begun = row.decided_on if isinstance(row, Admission) else row.starts_on
    return max(begun, timezone.localdate())


def _plain(value: Any) -> Any:
    return value if isinstance(value, int | str | None) else str(value)
