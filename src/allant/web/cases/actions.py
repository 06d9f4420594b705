"""Writes of cases: opening, bilans, decision, steps, exit, imports. Each is atomic and journalled."""

from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from allant.errors import InputError
from allant.nir import without_nir
from allant.sources.grids import read_grid
from allant.web.accounts.enums import OrganisationKind
from allant.web.accounts.models import Commune, Organisation, User
from allant.web.assessments import actions as assessments
from allant.web.assessments import counsel
from allant.web.assessments.models import Handover, Score
from allant.web.assessments.queries import CurrentAnswer
from allant.web.cases import lists
from allant.web.cases.enums import Moment, Source, StepState
from allant.web.cases.models import Case, CaseAssessment, Exit, PendingImport, Step
from allant.web.journal.actions import record
from allant.web.journal.models import Action
from allant.web.people.models import Beneficiary


@transaction.atomic
def open_case(*, beneficiary: Beneficiary, organisation: Organisation, by: User, source: str, **details: Any) -> Case:
    """Open the file of a person; whoever opens it follows it until somebody else does."""
    beneficiary.save()
    details = {"adviser": by, "opened_on": timezone.localdate()} | details
    case = Case.objects.create(beneficiary=beneficiary, organisation=organisation, source=source, **details)
    record(by=by, action=Action.CREATE, subject=case, detail="dossier")
    return case


@transaction.atomic
def change_identity(*, case: Case, beneficiary: Beneficiary, by: User) -> None:
    """Save the identity and contacts of a person, who sent them and whether the sender may hear of them."""
    beneficiary.save()
    case.save(update_fields=["source", "prescriber", "prescriber_may_be_informed"])
    record(by=by, action=Action.CHANGE, subject=case, detail="identité et contacts")


@transaction.atomic
def open_case_from_test(*, beneficiary: Beneficiary, organisation: Organisation, by: User, handover: Handover) -> Case:
    """Open the file of somebody who came with the code of a test."""
    case = open_case(beneficiary=beneficiary, organisation=organisation, by=by, source=Source.TEST)
    attach_test(handover=handover, case=case, by=by)
    return case


@transaction.atomic
def attach_test(*, handover: Handover, case: Case, by: User) -> CaseAssessment:
    """Put a received test in a case."""
    link = CaseAssessment.objects.create(case=case, assessment=handover.assessment, moment=Moment.TEST)
    record(by=by, action=Action.CHANGE, subject=case, detail="test mobilité reçu")
    return link


@transaction.atomic
def start_bilan(
    *, case: Case, moment: str, by: User, language: str = "fr", setting: str = "", company: str = ""
) -> CaseAssessment:
    """Open a bilan; the first one takes over what the person already answered in the test."""
    if Exit.objects.filter(case=case).exists():
        raise InputError(
            value=Moment(moment).label,
            rule="La sortie est enregistrée : ce dossier est terminé.",
            remedy="Annulez la sortie pour rouvrir le dossier, puis faites le bilan.",
        )
    if moment in {Moment.ENTRY, Moment.EXIT} and case.case_assessments.filter(moment=moment).exists():
        raise InputError(
            value=Moment(moment).label,
            rule="Ce dossier en a déjà un.",
            remedy="Ouvrez-le, ou faites un bilan intermédiaire.",
        )
    assessment = assessments.start(
        grid_id=assessments.BILAN_GRID, by=by, language=language, setting=setting, company=company
    )
    link = CaseAssessment.objects.create(case=case, assessment=assessment, moment=moment)
    test = case.case_assessments.filter(moment=Moment.TEST).order_by("-assessment__started_at").first()
    if moment == Moment.ENTRY and test is not None:
        assessments.take_over(assessment=assessment, test=test.assessment)
    record(by=by, action=Action.CREATE, subject=case, detail=str(Moment(moment).label))
    return link


@transaction.atomic
def save_answer(
    *, link: CaseAssessment, question: str, value: str, seen_revision: int, by: User, origin: str
) -> CurrentAnswer:
    """Save one answer of a bilan; raise `ConflictError` when another tab has changed it to something else."""
    saved = assessments.save_answer(
        assessment=link.assessment,
        question=question,
        value=value,
        seen_revision=seen_revision,
        by=by,
        origin=origin,
    )
    if saved.revision > seen_revision:
        asked = read_grid(link.assessment.grid).questionnaire.question(question)
        topic = (asked.short or asked.label).in_language("fr").text
        record(by=by, action=Action.CHANGE, subject=link.case, detail=f"{link.get_moment_display()} : {topic}")
    return saved


@transaction.atomic
def finish_bilan(*, link: CaseAssessment, by: User) -> Score:
    """Close a bilan, store its result and, for the entry bilan, the support that it suggests."""
    score = assessments.finish(assessment=link.assessment)
    if link.moment == Moment.ENTRY:
        link.case.suggested_support = counsel.for_score(score).orientation.code
        link.case.save(update_fields=["suggested_support"])
    record(by=by, action=Action.CHANGE, subject=link.case, detail=f"{link.get_moment_display()} terminé")
    return score


@transaction.atomic
def decide_support(*, case: Case, support: str, reason: str, by: User) -> None:
    """Confirm or change the support that was suggested."""
    case.decided_support, case.decided_on, case.decision_reason = support, timezone.localdate(), reason
    case.save(update_fields=["decided_support", "decided_on", "decision_reason"])
    record(by=by, action=Action.CHANGE, subject=case, detail="décision d’accompagnement")


@transaction.atomic
def add_step(*, case: Case, by: User, **fields: Any) -> Step:
    """Add a step at the end of the pathway."""
    last = case.steps.aggregate(last=Max("position"))["last"] or 0
    step = Step(case=case, position=last + 1, **fields)
    return save_step(step=step, by=by)


@transaction.atomic
def save_step(*, step: Step, by: User) -> Step:
    """Save a step; a step that is done has a date, any other has none."""
    if step.state == StepState.DONE:
        step.done_on = step.done_on or timezone.localdate()
    else:
        step.done_on = None
    step.save()
    record(by=by, action=Action.CHANGE, subject=step.case, detail=f"étape : {step.label}"[:200])
    return step


@transaction.atomic
def move_step(*, step: Step, up: bool, by: User) -> None:
    """Swap a step with the one before or after it."""
    others = step.case.steps
    neighbour = (
        others.filter(position__lt=step.position).order_by("-position").first()
        if up
        else others.filter(position__gt=step.position).order_by("position").first()
    )
    if neighbour is None:
        return
    step.position, neighbour.position = neighbour.position, step.position
    step.save(update_fields=["position"])
    neighbour.save(update_fields=["position"])
    record(by=by, action=Action.CHANGE, subject=step.case, detail="ordre des étapes")


@transaction.atomic
def record_exit(*, exit_: Exit, by: User) -> Exit:
    """Record how the support ended."""
    exit_.recorded_by = by
    exit_.save()
    record(by=by, action=Action.CHANGE, subject=exit_.case, detail="sortie enregistrée")
    return exit_


@transaction.atomic
def reopen(*, case: Case, by: User) -> None:
    """Undo an exit that was recorded by mistake; the journal keeps what it said."""
    gone = case.exit
    said = f"sortie annulée : {gone.get_outcome_display()}, {gone.exited_on:%d/%m/%Y}"
    gone.delete()
    record(by=by, action=Action.ERASE, subject=case, detail=said)


@transaction.atomic
def check_import(*, organisation: Organisation, stream: BinaryIO, file_name: str, by: User) -> PendingImport:
    """Read and check a list, and keep it until somebody decides; whoever starts anew drops the former one."""
    report = lists.read_list(organisation=organisation, source=stream, file_name=file_name)
    PendingImport.objects.filter(organisation=organisation, by=by).delete()
    notices = [f"Ligne {each.row}, {each.field} : {each.text}" for each in report.notices]
    notices += [
        f"Ligne {each.row} : la référence est coupée à {lists.LONGEST_REFERENCE} caractères."
        for each in report.accepted
        if len(each.reference or "") > lists.LONGEST_REFERENCE
    ]
    if report.ignored_columns:
        notices.append(f"Colonnes non reprises : {', '.join(report.ignored_columns)}.")
    return PendingImport.objects.create(
        organisation=organisation,
        by=by,
        file_name=without_nir(file_name)[:200],
        rows=report.rows,
        accepted=[lists.as_plain(row) for row in report.accepted],
        refused=report.as_json()["refused"],
        notices=notices,
    )


@transaction.atomic
def import_people(*, organisation: Organisation, rows: Iterable[Mapping[str, Any]], by: User | None) -> int:
    """Open a case for every row of `lists.as_plain`, all or none; return how many."""
    communes = {commune.code_insee: commune for commune in Commune.objects.filter(territory=organisation.territory)}
    prescribers = {
        each.name.casefold(): each
        for each in Organisation.objects.filter(territory=organisation.territory, kind=OrganisationKind.PRESCRIBER)
    }
    count = 0
    for row in rows:
        beneficiary = Beneficiary.objects.create(
            first_name=row["first_name"],
            last_name=row["last_name"],
            birth_date=row["birth_date"],
            phone=row["phone"],
            email=row["email"],
            commune=communes.get(row["code_insee"]),
        )
        case = Case.objects.create(
            beneficiary=beneficiary,
            organisation=organisation,
            source=Source.IMPORT,
            reference=row["reference"],
            prescriber=prescribers.get(row["prescriber"].casefold()),
            opened_on=row["referred_on"] or timezone.localdate(),
        )
        record(by=by, action=Action.CREATE, subject=case, detail="liste importée")
        count += 1
    return count


@transaction.atomic
def confirm_import(*, pending: PendingImport, by: User) -> int:
    """Import a list that was checked before, once: a second press finds nothing left to import.

    Whoever became known since the check, e.g. by a colleague's copy of the same list, is left out.
    """
    locked = PendingImport.objects.select_for_update().filter(pk=pending.pk).first()
    if locked is None:
        return 0
    new = lists.unknown_rows(organisation=locked.organisation, rows=locked.accepted)
    count = import_people(organisation=locked.organisation, rows=new, by=by)
    locked.delete()
    return count


@transaction.atomic
def drop_import(*, pending: PendingImport) -> None:
    """Forget a list that was checked."""
    pending.delete()
