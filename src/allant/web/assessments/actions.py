"""Writes of answers, results and tests handed over."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from allant.errors import InputError
from allant.parameters import parameter
from allant.questionnaire import check_answer
from allant.sources.grids import read_grid
from allant.web.accounts.models import User
from allant.web.assessments import queries, scoring
from allant.web.assessments.enums import Origin
from allant.web.assessments.models import Answer, Assessment, Handover, Score
from allant.web.documents import actions as documents
from allant.web.documents.models import Code
from allant.web.journal.actions import record
from allant.web.journal.models import Action

TEST_GRID = "fr-2026.1-test"
BILAN_GRID = "fr-2026.1"
TEST_CODE = "mobility-test"
LONGEST_ANSWER = Answer._meta.get_field("value").max_length


class ConflictError(InputError):
    """The same answer was changed elsewhere since it was shown here."""

    def __init__(self, *, mine: str, theirs: queries.CurrentAnswer) -> None:
        self.theirs = theirs
        super().__init__(
            value=mine,
            rule="Cette réponse a été changée dans une autre fenêtre entre-temps.",
            remedy="Choisissez celle qui est juste.",
        )


@transaction.atomic
def start(*, grid_id: str, by: User | None, language: str = "fr", setting: str = "", company: str = "") -> Assessment:
    """Open a new filling of a grid."""
    return Assessment.objects.create(
        grid=grid_id,
        grid_checksum=read_grid(grid_id).checksum,
        language=language,
        setting=setting,
        company=company,
        started_at=timezone.now(),
        by=by,
    )


@transaction.atomic
def save_answer(
    *, assessment: Assessment, question: str, value: str, seen_revision: int, by: User | None, origin: str
) -> queries.CurrentAnswer:
    """Add a revision of one answer; raise `ConflictError` when another tab has changed it to something else."""
    checked = _checked(assessment, question, value)
    last = Answer.objects.filter(assessment=assessment, question=question).order_by("-revision").first()
    if last is not None and (last.value, last.origin) == (checked, origin):
        return queries.CurrentAnswer(last.value, last.revision, last.origin)
    revision = last.revision if last else 0
    if last is not None and seen_revision != revision:
        raise ConflictError(mine=checked, theirs=queries.CurrentAnswer(last.value, revision, last.origin))
    try:
        with transaction.atomic():
            Answer.objects.create(
                assessment=assessment,
                question=question,
                revision=revision + 1,
                value=checked,
                origin=origin,
                at=timezone.now(),
                by=by,
            )
    except IntegrityError as error:
        theirs = queries.current_answers(assessment)[question]
        raise ConflictError(mine=checked, theirs=theirs) from error
    return queries.CurrentAnswer(checked, revision + 1, origin)


def _checked(assessment: Assessment, question: str, value: str) -> str:
    """Return the value as the grid knows it; an empty one clears the answer."""
    questions = {each.code: each for each in read_grid(assessment.grid).questionnaire.questions}
    if question not in questions:
        raise InputError(
            value=question,
            rule=f"La grille {assessment.grid} n’a pas cette question.",
            remedy="Rechargez la page et recommencez.",
        )
    if len(value) > LONGEST_ANSWER:
        raise InputError(
            value=f"{value[:40]}…",
            rule=f"Cette réponse compte {len(value)} caractères ; le plus long texte gardé en compte {LONGEST_ANSWER}.",
            remedy="Raccourcissez-la.",
        )
    if "\0" in value:
        raise InputError(
            value=value.replace("\0", ""),
            rule="Cette réponse contient un caractère qui ne peut pas être gardé.",
            remedy="Tapez-la de nouveau au lieu de la coller.",
        )
    return check_answer(questions[question], value) if value else ""


@transaction.atomic
def take_over(*, assessment: Assessment, test: Assessment) -> int:
    """Copy the answers of a test that the bilan also asks, marked as declared by the person; return how many."""
    asked = {each.code for each in read_grid(assessment.grid).questionnaire.questions}
    shared = {code: answer for code, answer in queries.current_answers(test).items() if code in asked and answer.value}
    _add_first_revisions(
        assessment, {code: answer.value for code, answer in shared.items()}, Origin.SELF_DECLARED, timezone.now()
    )
    assessment.taken_over_from = test
    assessment.save(update_fields=["taken_over_from"])
    return len(shared)


@transaction.atomic
def propose(*, assessment: Assessment, answers: Mapping[str, str]) -> None:
    """Add answers that were seen on the ground; each awaits confirmation, as a new revision."""
    current = queries.current_answers(assessment)
    Answer.objects.bulk_create(
        Answer(
            assessment=assessment,
            question=code,
            revision=current[code].revision + 1 if code in current else 1,
            value=_checked(assessment, code, value),
            origin=Origin.OBSERVED,
            at=timezone.now(),
        )
        for code, value in answers.items()
    )


def _add_first_revisions(assessment: Assessment, answers: Mapping[str, str], origin: str, at: datetime) -> None:
    Answer.objects.bulk_create(
        Answer(assessment=assessment, question=code, revision=1, value=value, origin=origin, at=at)
        for code, value in answers.items()
    )


@transaction.atomic
def finish(*, assessment: Assessment) -> Score:
    """Close a filling and store its result; the answers stay as they are."""
    assessment.finished_at = timezone.now()
    assessment.save(update_fields=["finished_at"])
    return scoring.store(assessment)


@transaction.atomic
def hand_over(*, answers: Mapping[str, str], language: str, consent_wording: str) -> Handover:
    """Keep a finished test for an adviser, with the person's agreement, and give it a code."""
    erase_expired()
    now = timezone.now()
    assessment = start(grid_id=TEST_GRID, by=None, language=language)
    checked = {code: _checked(assessment, code, value) for code, value in answers.items()}
    _add_first_revisions(assessment, checked, Origin.SELF_DECLARED, now)
    finish(assessment=assessment)
    return Handover.objects.create(
        assessment=assessment,
        code=documents.issue(purpose=TEST_CODE),
        consent_wording=consent_wording,
        consented_at=now,
    )


@transaction.atomic
def withdraw(*, handover: Handover) -> bool:
    """Take a code back and erase the answers at once; return False if an adviser opened it first."""
    code = Code.objects.select_for_update().get(pk=handover.code_id)
    if code.redeemed_at is not None:
        return False
    documents.revoke(code=code)
    handover.assessment.delete()
    return True


@transaction.atomic
def erase_expired(now: datetime | None = None) -> int:
    """Erase tests whose code was not handed over in time, or that were opened and put in no case; return how many."""
    now = now or timezone.now()
    lifetime = timedelta(days=int(parameter("documents/code_lifetime")))
    never_opened = Q(handover__code__expires_at__lte=now, handover__code__redeemed_at__isnull=True)
    left_aside = Q(handover__code__redeemed_at__lte=now - lifetime, case_link__isnull=True)
    late = Assessment.objects.filter(never_opened | left_aside)
    count = late.count()
    late.delete()
    return count


def redeem(*, typed: str, by: User) -> Handover:
    """Open the test that a person's code stands for."""
    code: Code = documents.redeem(typed=typed, purpose=TEST_CODE, by=by)
    handover = Handover.objects.select_related("assessment").get(code=code)
    record(by=by, action=Action.READ, subject=handover, detail="test mobilité ouvert par son code")
    return handover
