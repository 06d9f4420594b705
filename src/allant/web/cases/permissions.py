"""Who sees which case. The team of a platform shares its cases; nobody else opens them."""

import uuid
from typing import NoReturn

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from allant.web.accounts.access import on_ground_of, require_role
from allant.web.accounts.enums import Role
from allant.web.accounts.models import Organisation, User
from allant.web.assessments.models import Handover
from allant.web.cases import duplicates
from allant.web.cases.enums import TransferState
from allant.web.cases.models import (
    Case,
    CaseAssessment,
    CaseNote,
    DuplicatePair,
    FollowUp,
    MergeRecord,
    Objective,
    PendingImport,
    Reassignment,
    SavedView,
    Step,
    StepSession,
    TemplateUse,
    Transfer,
)
from allant.web.documents.models import Paper

TEAM = (Role.ADVISER, Role.MANAGER)
FOLLOWS = "son équipe suit la personne"


@on_ground_of(FOLLOWS)
def team(user: User) -> Organisation:
    """Advisers and managers, each for their own platform."""
    require_role(user, *TEAM)
    return user.organisation


def manager(user: User) -> Organisation:
    """The manager of a platform."""
    require_role(user, Role.MANAGER)
    return user.organisation


def network_head(user: User) -> Organisation:
    """The head of a network: figures of its platforms, never a person."""
    require_role(user, Role.NETWORK_HEAD)
    return user.organisation


@on_ground_of("avec l’accord de la personne")
def prescriber(user: User) -> Organisation:
    """Who works for a prescriber: the people that it referred."""
    require_role(user, Role.PRESCRIBER)
    return user.organisation


@on_ground_of(FOLLOWS)
def team_case(user: User, case_id: int) -> Case:
    """A case of one's own platform."""
    require_role(user, *TEAM)
    cases = Case.everything.select_related("beneficiary__commune", "organisation__territory", "adviser", "prescriber")
    case = cases.filter(pk=case_id, organisation=user.organisation).first()
    if case is not None and case.merged_into_id:
        # Somebody still has the second file of a person open: what they do goes to the one that was kept.
        case = cases.get(pk=case.merged_into_id)
    return case if case is not None else _not_here(user, Case.objects.filter(pk=case_id))


@on_ground_of(FOLLOWS)
def team_step(user: User, step_id: int) -> Step:
    """A step in a case of one's own platform."""
    require_role(user, *TEAM)
    return get_object_or_404(
        Step.objects.select_related("case__beneficiary"), pk=step_id, case__organisation=user.organisation
    )


@on_ground_of(FOLLOWS)
def team_objective(user: User, objective_id: int) -> Objective:
    """An objective in a case of one's own platform."""
    require_role(user, *TEAM)
    objectives = Objective.objects.select_related("case__beneficiary")
    return get_object_or_404(objectives, pk=objective_id, case__organisation=user.organisation)


@on_ground_of(FOLLOWS)
def team_session(user: User, session_id: int) -> StepSession:
    """Time noted on a step in a case of one's own platform."""
    require_role(user, *TEAM)
    sessions = StepSession.objects.select_related("step__case")
    return get_object_or_404(sessions, pk=session_id, step__case__organisation=user.organisation)


@on_ground_of(FOLLOWS)
def team_template_use(user: User, use_id: int) -> TemplateUse:
    """A template applied to a case of one's own platform."""
    require_role(user, *TEAM)
    uses = TemplateUse.objects.select_related("case")
    return get_object_or_404(uses, pk=use_id, case__organisation=user.organisation)


@on_ground_of(FOLLOWS)
def team_follow_up(user: User, follow_up_id: int) -> FollowUp:
    """News to ask about somebody of one's own platform."""
    require_role(user, *TEAM)
    follow_ups = FollowUp.objects.select_related("case__beneficiary", "case__adviser")
    return get_object_or_404(follow_ups, pk=follow_up_id, case__organisation=user.organisation)


@on_ground_of(FOLLOWS)
def team_note(user: User, note_id: int) -> CaseNote:
    """A note in a case of one's own platform."""
    require_role(user, *TEAM)
    notes = CaseNote.objects.select_related("case__beneficiary", "author")
    return get_object_or_404(notes, pk=note_id, case__organisation=user.organisation)


@on_ground_of(FOLLOWS)
def team_paper(user: User, paper_id: int) -> Paper:
    """A paper that one's own platform made, with the case it belongs to in `case`."""
    return _paper(user, paper_id, Q(organisation=user.organisation))


@on_ground_of(FOLLOWS)
def readable_paper(user: User, paper_id: int) -> Paper:
    """A paper that one's own platform made, or that came with the case it was given."""
    given = Transfer.objects.filter(
        case__organisation=user.organisation,
        case__beneficiary=OuterRef("person"),
        from_organisation=OuterRef("organisation"),
        state=TransferState.ACCEPTED,
    )
    return _paper(user, paper_id, Q(organisation=user.organisation) | Exists(given))


def _paper(user: User, paper_id: int, allowed: Q | Exists) -> Paper:
    require_role(user, *TEAM)
    papers = Paper.objects.select_related("person", "organisation", "made_by", "code", "withdrawal__by")
    paper = get_object_or_404(papers, allowed, pk=paper_id)
    cases = Case.objects.filter(beneficiary=paper.person_id, organisation=user.organisation)
    paper.case = get_object_or_404(cases.select_related("beneficiary", "organisation", "adviser").order_by("-pk")[:1])
    return paper


@on_ground_of(FOLLOWS)
def team_bilan(user: User, assessment_id: uuid.UUID) -> CaseAssessment:
    """A bilan in a case of one's own platform."""
    require_role(user, *TEAM)
    links = CaseAssessment.objects.select_related("assessment", "case__beneficiary", "case__organisation__territory")
    link = links.filter(assessment=assessment_id, case__organisation=user.organisation).first()
    return (
        link if link is not None else _not_here(user, Case.objects.filter(case_assessments__assessment=assessment_id))
    )


@on_ground_of(FOLLOWS)
def team_pair(user: User, pair_id: int) -> DuplicatePair:
    """Two people of one's own platform who may be one."""
    require_role(user, *TEAM)
    pairs = duplicates.pairs_of(user.organisation).select_related("first__commune", "second__commune", "organisation")
    return get_object_or_404(pairs, pk=pair_id)


@on_ground_of(FOLLOWS)
def team_merge(user: User, merge_id: int) -> MergeRecord:
    """Two files of one's own platform that were made one."""
    require_role(user, *TEAM)
    return get_object_or_404(duplicates.merges_of(user.organisation), pk=merge_id)


@on_ground_of("son équipe confie le dossier ou le reçoit")
def team_transfer(user: User, transfer_id: int) -> Transfer:
    """A case that one's own platform gives to another one, or is asked to take over."""
    require_role(user, *TEAM)
    transfers = Transfer.objects.select_related(
        "case__beneficiary", "from_organisation__territory", "to_organisation__territory", "consent", "asked_by"
    )
    mine = Q(from_organisation=user.organisation) | Q(to_organisation=user.organisation)
    return get_object_or_404(transfers, mine, pk=transfer_id)


def _not_here(user: User, cases: QuerySet[Case]) -> NoReturn:
    """Say to a team that gave a case away where it went; to anybody else, that it does not exist."""
    given = Transfer.objects.filter(from_organisation=user.organisation, state=TransferState.ACCEPTED, case__in=cases)
    gone = given.select_related("to_organisation").first()
    if gone is None:
        raise Http404
    raise PermissionDenied(
        f"Ce dossier est maintenant suivi par {gone.to_organisation.name}. Ce qui était enregistré y est ; "
        "ce que votre équipe a fait reste lisible dans « Dossiers confiés »."
    )


@on_ground_of(FOLLOWS)
def open_bilan(user: User, assessment_id: uuid.UUID) -> CaseAssessment:
    """A bilan of one's own platform that is not closed yet: a closed one is a fact."""
    link = team_bilan(user, assessment_id)
    if link.assessment.finished_at is not None:
        raise PermissionDenied("Ce bilan est terminé : ses réponses ne changent plus. Faites un nouveau bilan.")
    return link


@on_ground_of("la personne lui a donné son code")
def received_test(user: User, handover_id: int) -> Handover:
    """A test whose code one redeemed oneself."""
    require_role(user, *TEAM)
    handover = get_object_or_404(Handover.objects.select_related("assessment", "code"), pk=handover_id)
    if handover.code.redeemed_by_id != user.pk:
        raise Http404
    return handover


def own_import(user: User, import_id: int) -> PendingImport:
    """A checked list that waits for one's own decision."""
    require_role(user, *TEAM)
    return get_object_or_404(PendingImport, pk=import_id, organisation=user.organisation, by=user)


def own_view(user: User, view_id: int) -> SavedView:
    """A view that one keeps oneself; a manager may also put away one that is shared."""
    require_role(user, *TEAM)
    mine = Q(owner=user)
    if user.role == Role.MANAGER:
        mine |= Q(is_shared=True)
    return get_object_or_404(SavedView, mine, pk=view_id, organisation=user.organisation)


def own_reassignment(user: User, reassignment_id: int) -> Reassignment:
    """Cases that one gave to somebody oneself."""
    require_role(user, *TEAM)
    return get_object_or_404(Reassignment, pk=reassignment_id, by=user, organisation=user.organisation)
