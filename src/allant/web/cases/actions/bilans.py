"""Writes of bilans: started, answered, closed."""

from django.db import transaction
from django.utils import timezone

from allant.errors import InputError
from allant.sources.grids import read_grid
from allant.web.accounts.models import User
from allant.web.assessments import actions as assessments
from allant.web.assessments import counsel
from allant.web.assessments.models import Score
from allant.web.assessments.queries import CurrentAnswer
from allant.web.cases.actions.observations import propose_observations
from allant.web.cases.enums import Moment
from allant.web.cases.models import Case, CaseAssessment, Exit
from allant.web.journal.actions import record
from allant.web.journal.models import Action
from allant.web.people.ages import age_years
from allant.web.people.queries import lacks_guardian


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
    propose_observations(case=case, assessment=assessment)
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
    today = timezone.localdate()
    if lacks_guardian(link.case.beneficiary, as_of=today):
        raise InputError(
            value=f"{age_years(link.case.beneficiary.birth_date, today)} ans",
            rule="La personne est mineure : son responsable légal doit être d’accord avant la fin du bilan.",
            remedy="Notez son accord dans « La personne », puis terminez. Les réponses sont gardées.",
        )
    score = assessments.finish(assessment=link.assessment)
    if link.moment == Moment.ENTRY:
        link.case.suggested_support = counsel.for_score(score).orientation.code
        link.case.save(update_fields=["suggested_support"])
    record(by=by, action=Action.CHANGE, subject=link.case, detail=f"{link.get_moment_display()} terminé")
    return score
