"""What the rows of a case itself say: opened, bilans, decision, steps, exit, agreements."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from allant.web.cases.enums import Moment as BilanMoment
from allant.web.cases.enums import StepState, Support
from allant.web.cases.models import Case, Exit
from allant.web.cases.timeline import Moment, at_start_of
from allant.web.people.models import Consent


def opening(case: Case) -> Iterator[Moment]:
    """The day the case was opened, and the one of the decision."""
    origin = _("Envoi : %(name)s") % {"name": case.prescriber} if case.prescriber else case.get_source_display()
    yield Moment(at_start_of(case.opened_on), _("Dossier ouvert"), text=str(origin), kind=_("Parcours"))
    if case.decided_on:
        yield Moment(
            at_start_of(case.decided_on),
            _("Décision : %(support)s") % {"support": Support(case.decided_support).label},
            text=case.decision_reason,
            kind=_("Parcours"),
        )


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


def steps(case: Case) -> Iterator[Moment]:
    """The steps that are done, and those that have a date already past."""
    today = timezone.localdate()
    for step in case.steps.all():
        day = step.done_on or step.planned_on
        if day is None or (step.state != StepState.DONE and day > today):
            continue
        yield Moment(
            at_start_of(day),
            step.label,
            text=f"{str(step.get_kind_display()).capitalize()}, {step.get_state_display()}",
            url=reverse("cases:step", args=[step.pk]),
            kind=_("Étapes"),
        )


def exits(case: Case) -> Iterator[Moment]:
    """The end of the support."""
    for exit_ in Exit.objects.filter(case=case).select_related("recorded_by__organisation"):
        yield Moment(
            at_start_of(exit_.exited_on),
            _("Sortie : %(outcome)s") % {"outcome": exit_.get_outcome_display()},
            text=exit_.note,
            url=reverse("cases:exit", args=[case.pk]),
            kind=_("Parcours"),
            by=exit_.recorded_by,
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


ALL = (opening, bilans, steps, exits, consents)
