"""Writes of the papers of a case."""

from datetime import date, timedelta

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from allant.parameters import parameter
from allant.web.accounts.models import User
from allant.web.agenda import actions as agenda
from allant.web.agenda.enums import TaskKind
from allant.web.cases import queries
from allant.web.cases.models import Case
from allant.web.cases.papers import agreements, attestation, synthesis
from allant.web.cases.papers.agreements import Statement
from allant.web.cases.papers.summary import summary
from allant.web.documents import actions as documents
from allant.web.documents.enums import DocumentKind, PaperKind
from allant.web.documents.models import Paper, Signature


@transaction.atomic
def make_summary(*, case: Case, language: str, by: User) -> Paper:
    """Make the summary for the person, from the latest finished bilan."""
    link, score = queries.latest_bilan(case)
    _raise(attestation.no_bilan(link))
    title, content = summary(case, link, score, language=language)
    return _make(case, PaperKind.SUMMARY, title, content, by, language=language)


@transaction.atomic
def make_synthesis(*, case: Case, by: User) -> Paper:
    """Make the synthesis for the prescriber, only where the person agrees today."""
    _raise(synthesis.obstacle(case))
    return _make(case, PaperKind.SYNTHESIS, _("Synthèse de l’accompagnement mobilité"), synthesis.content(case), by)


@transaction.atomic
def issue_attestation(*, case: Case, finding: str, by: User) -> Paper:
    """Issue the attestation of the latest bilan; the team is reminded before it ends."""
    link, _score = queries.latest_bilan(case)
    _raise(attestation.obstacle(link))
    last_day = attestation.valid_until(link)
    paper = _make(
        case,
        PaperKind.ATTESTATION,
        _("Attestation de diagnostic mobilité"),
        attestation.content(case, link, finding=finding, by=by),
        by,
        valid_until=last_day,
        is_checkable=True,
    )
    for former in Paper.objects.filter(organisation=case.organisation, person=case.beneficiary).exclude(pk=paper.pk):
        agenda.settle_task(key=_reminder_key(former), by=by)
    agenda.raise_task(
        organisation=case.organisation,
        kind=TaskKind.ATTESTATION,
        title=_("L’attestation de %(name)s finit bientôt") % {"name": case.beneficiary.short_name},
        due_on=last_day - timedelta(days=int(parameter("documents/attestation_alert"))),
        person=case.beneficiary,
        assignee=case.adviser,
        key=_reminder_key(paper),
        address=reverse("cases:papers", args=[case.pk]),
        by=by,
    )
    return paper


@transaction.atomic
def make_contract(
    *,
    case: Case,
    objectives: list[str],
    person_commits: list[str],
    platform_commits: list[str],
    ends_on: date | None,
    by: User,
) -> Paper:
    """Make the contract of the pathway, to be signed."""
    content = agreements.contract(
        case,
        objectives=objectives,
        person_commits=person_commits,
        platform_commits=platform_commits,
        ends_on=ends_on,
    )
    return _make(case, PaperKind.CONTRACT, _("Contrat d’accompagnement mobilité"), content, by)


@transaction.atomic
def make_statement(*, case: Case, statement: Statement, detail: str, by: User) -> Paper:
    """Make a statement on one's honour, to be signed."""
    content = agreements.statement(case, statement, detail=detail)
    return _make(case, PaperKind.HONOUR, _("Attestation sur l’honneur"), content, by)


@transaction.atomic
def keep_signed_scan(*, paper: Paper, party: str, name: str, upload: UploadedFile, by: User) -> Signature:
    """Keep the sheet that somebody signed by hand, and note their signature."""
    scan = documents.keep_file(
        organisation=paper.organisation,
        person=paper.person,
        upload=upload,
        kind=DocumentKind.SIGNED,
        title=_("%(paper)s, signé") % {"paper": paper.title},
        by=by,
    )
    return documents.sign(paper=paper, party=party, name=name, scan=scan, by=by)


@transaction.atomic
def withdraw_paper(*, paper: Paper, reason: str, by: User) -> None:
    """Withdraw a paper; nobody needs to be reminded of it any more."""
    documents.withdraw(paper=paper, reason=reason, by=by)
    agenda.drop_task(key=_reminder_key(paper))


def _make(case: Case, kind: str, title: str, content: dict, by: User, **more: object) -> Paper:
    return documents.make_paper(
        organisation=case.organisation,
        person=case.beneficiary,
        kind=kind,
        title=title,
        content=content,
        by=by,
        **more,
    )


def _reminder_key(paper: Paper) -> str:
    return f"attestation-{paper.pk}"


def _raise(obstacle: Exception | None) -> None:
    if obstacle is not None:
        raise obstacle
