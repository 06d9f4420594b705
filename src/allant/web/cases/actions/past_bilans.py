"""Writes of past bilans: answers as they were given, scored today, dated then."""

from collections import Counter
from datetime import datetime, time

from django.db import transaction
from django.utils import timezone

from allant.errors import GridError, InputError
from allant.sources.grids import read_grid
from allant.sources.past import PastReport, PastRow
from allant.sources.past_answers import answers_of, unknown_columns
from allant.sources.rows import Refusal
from allant.web.accounts.models import Organisation, User
from allant.web.assessments import scoring
from allant.web.assessments.actions import BILAN_GRID, TEST_GRID
from allant.web.assessments.enums import Origin
from allant.web.assessments.models import Answer, Assessment
from allant.web.assessments.queries import current_answers, values
from allant.web.cases.enums import Moment
from allant.web.cases.models import Case, CaseAssessment
from allant.web.cases.past import ImportReport, KnownCases, refusal, refuse_unknown, who
from allant.web.journal.actions import record
from allant.web.journal.models import Action

NOON = time(12)


@transaction.atomic
def import_past_bilans(
    *, organisation: Organisation, report: PastReport, by: User | None, grid: str = "", dry_run: bool = False
) -> ImportReport:
    """Write the bilans of a list that was read, whole; twice adds nothing. With `dry_run` nothing stays."""
    known = KnownCases(organisation)
    refused, added, accepted = list(report.refused), 0, 0
    ignored: Counter[str] = Counter()
    for row in report.accepted:
        outcome = _bilan(row, known, grid, by, ignored)
        if isinstance(outcome, bool):
            accepted, added = accepted + 1, added + outcome
        else:
            refused += outcome
    if dry_run:
        transaction.set_rollback(True)
    return ImportReport(report.rows, accepted, added, refused, tuple(ignored))


def _bilan(row: PastRow, known: KnownCases, grid: str, by: User | None, ignored: Counter[str]) -> bool | list[Refusal]:
    found = known.find(row.person)
    if len(found) != 1:
        return [refuse_unknown(row, found)]
    case, moment = Case.objects.get(pk=next(iter(found))), row.values["moment"]
    code = row.values.get("grid") or grid or (TEST_GRID if moment == Moment.TEST else BILAN_GRID)
    try:
        questionnaire = read_grid(code).questionnaire
    except (GridError, InputError) as error:
        return [refusal(row, code, "Cette grille n’existe pas.", str(error.remedy))]
    ignored.update(unknown_columns(questionnaire, iter(row.answers)))
    answers, wrong = answers_of(questionnaire, row.answers)
    if wrong:
        return [refusal(row, error.value, error.rule, error.remedy) for error in wrong]
    if not any(answers.values()):
        return [refusal(row, who(row.person), "Aucune réponse sur cette ligne.", "Vérifiez les titres des colonnes.")]
    return _write(row, case, code, answers, by)


def _write(row: PastRow, case: Case, grid: str, answers: dict[str, str], by: User | None) -> bool | list[Refusal]:
    moment, day = row.values["moment"], row.values["day"]
    for link in case.case_assessments.filter(moment=moment).select_related("assessment"):
        standing = link.assessment
        same_day = standing.finished_at is not None and timezone.localdate(standing.finished_at) == day
        if same_day and standing.grid == grid and values(current_answers(standing)) == answers:
            return False
        if same_day or moment in {Moment.ENTRY, Moment.EXIT}:
            rule = f"Ce dossier a déjà un autre {Moment(moment).label}."
            return [refusal(row, who(row.person), rule, "Comparez les deux, et gardez une seule ligne.")]
    at = timezone.make_aware(datetime.combine(day, NOON))
    assessment = Assessment.objects.create(
        grid=grid, grid_checksum=read_grid(grid).checksum, language="fr", started_at=at, finished_at=at, by=None
    )
    Answer.objects.bulk_create(
        Answer(assessment=assessment, question=code, revision=1, value=value, origin=Origin.IMPORTED, at=at)
        for code, value in answers.items()
        if value
    )
    scoring.unsaved_score(assessment, answers).save()
    CaseAssessment.objects.create(case=case, assessment=assessment, moment=moment)
    record(by=by, action=Action.CREATE, subject=case, detail=f"passé importé, {Moment(moment).label}")
    return True
