"""What the rows of a case itself say: opened, bilans, agreements."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from allant.web.cases import queries
from allant.web.cases.enums import Moment as BilanMoment
from allant.web.cases.models import Case
from allant.web.cases.timeline import Moment, at_start_of
from allant.web.documents.queries import papers_of
from allant.web.people.models import Consent


def opening(case: Case) -> Iterator[Moment]:
    """The day the case was opened."""
    origin = _("Envoi : %(name)s") % {"name": case.prescriber} if case.prescriber else case.get_source_display()
    yield Moment(at_start_of(case.opened_on), _("Dossier ouvert"), text=str(origin), kind=_("Parcours"))


def bilans(case: Case) -> Iterator[Moment]:
    """Tests and bilans, finished or not."""
    for link in case.case_assessments.select_related("assessment__by__organisation"):
        assessment = link.assessment
        is_open = assessment.finished_at is None
        route = "cases:bilan" if is_open else "cases:bilan-result"
        title = str(link.get_moment_display()).capitalize()
        yield Moment(
            assessment.finished_at or assessment.started_at,
            _("%(bilan)s en cours") % {"bilan": title} if is_open else title,
            text=_("Mené par %(name)s") % {"name": assessment.by} if assessment.by else "",
            url="" if is_open and link.moment == BilanMoment.TEST else reverse(route, args=[assessment.pk]),
            kind=_("Bilans"),
            by=assessment.by,
        )


def notes(case: Case) -> Iterator[Moment]:
    """What advisers wrote down."""
    for note in case.notes.select_related("author__organisation"):
        yield Moment(
            at_start_of(note.happened_on),
            str(note.get_kind_display()).capitalize(),
            text=f"{note.text} — {note.author}",
            url=reverse("cases:note", args=[note.pk]),
            kind=_("Notes"),
            by=note.author,
        )


def consents(case: Case) -> Iterator[Moment]:
    """Agreements given and withdrawn."""
    for consent in Consent.objects.filter(person=case.beneficiary_id).select_related("recorded_by__organisation"):
        purpose = consent.get_purpose_display()
        yield Moment(
            consent.given_at,
            _("Accord donné : %(purpose)s") % {"purpose": purpose},
            text=str(consent.get_how_display()).capitalize(),
            kind=_("Accords"),
            by=consent.recorded_by,
        )
        if consent.withdrawn_at:
            yield Moment(
                consent.withdrawn_at, _("Accord retiré : %(purpose)s") % {"purpose": purpose}, kind=_("Accords")
            )


def papers(case: Case) -> Iterator[Moment]:
    """Papers made, signed and withdrawn."""
    for paper in papers_of(case.beneficiary, queries.teams_of(case)):
        kind, url = str(paper.get_kind_display()), reverse("cases:paper", args=[paper.pk])
        yield Moment(paper.made_at, kind.capitalize(), url=url, kind=_("Papiers"), by=paper.made_by)
        for signature in paper.signatures.all():
            title = _("Signé : %(paper)s") % {"paper": kind}
            yield Moment(signature.signed_at, title, text=signature.name, url=url, kind=_("Papiers"))
        if paper.is_withdrawn:
            title = _("Retiré : %(paper)s") % {"paper": kind}
            yield Moment(paper.withdrawal.at, title, text=paper.withdrawal.reason, url=url, kind=_("Papiers"))


def situations(case: Case) -> Iterator[Moment]:
    """Changes of situation."""
    for row in case.beneficiary.situations.select_related("recorded_by__organisation"):
        said = [row.get_licence_display(), row.get_vehicle_display()]
        yield Moment(
            at_start_of(row.since),
            _("Situation : %(status)s") % {"status": row.get_status_display()},
            text=", ".join(str(each) for each in said if each),
            url=reverse("cases:person", args=[case.pk]),
            kind=_("Situation"),
            by=row.recorded_by,
        )


ALL = (opening, bilans, notes, situations, consents, papers)
