"""What the rows of the pathway say: decisions, suspensions, steps, exit, news of the months after."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from allant.web.cases.enums import Decision, StepState
from allant.web.cases.models import Case, Exit, FollowUpAnswer
from allant.web.cases.timeline import Moment, at_start_of


def admissions(case: Case) -> Iterator[Moment]:
    """Each decision, on the day it was taken."""
    for admission in case.admissions.select_related("recorded_by__organisation"):
        said = [admission.get_refusal_reason_display(), admission.note]
        yield Moment(
            at_start_of(admission.decided_on),
            _("Décision : %(decision)s") % {"decision": Decision(admission.decision).label},
            text=", ".join(each for each in said if each),
            kind=_("Parcours"),
            by=admission.recorded_by,
        )


def suspensions(case: Case) -> Iterator[Moment]:
    """When the support rested, and when it went on."""
    for suspension in case.suspensions.select_related("recorded_by__organisation"):
        yield Moment(
            at_start_of(suspension.starts_on),
            _("Suspension : %(reason)s") % {"reason": suspension.get_reason_display()},
            text=suspension.note,
            kind=_("Parcours"),
            by=suspension.recorded_by,
        )
        if suspension.ends_on:
            yield Moment(at_start_of(suspension.ends_on), _("Reprise de l’accompagnement"), kind=_("Parcours"))


def objectives(case: Case) -> Iterator[Moment]:
    """Objectives set, then reached or given up."""
    for objective in case.objectives.all():
        url = reverse("cases:objective", args=[objective.pk])
        title = _("Objectif : %(label)s") % {"label": objective.label}
        yield Moment(at_start_of(objective.set_on), title, url=url, kind=_("Parcours"))
        if objective.ended_on:
            words = str(objective.get_state_display()).capitalize()
            yield Moment(at_start_of(objective.ended_on), title, text=words, url=url, kind=_("Parcours"))


def steps(case: Case) -> Iterator[Moment]:
    """The steps that are done, and those that have a date already past."""
    today = timezone.localdate()
    for step in case.steps.all():
        day = step.done_on or step.planned_on
        if day is None or (step.state != StepState.DONE and day > today):
            continue
        said = [str(step.get_kind_display()).capitalize(), step.partner, step.get_state_display()]
        said += [step.get_obstacle_display(), step.result_note]
        yield Moment(
            at_start_of(day),
            step.label,
            text=", ".join(each for each in said if each),
            url=reverse("cases:step", args=[step.pk]),
            kind=_("Étapes"),
        )


def exits(case: Case) -> Iterator[Moment]:
    """The end of the support."""
    for exit_ in Exit.objects.filter(case=case).select_related("recorded_by__organisation"):
        yield Moment(
            at_start_of(exit_.exited_on),
            _("Sortie : %(outcome)s") % {"outcome": exit_.get_outcome_display()},
            text=exit_.note,
            url=reverse("cases:exit", args=[case.pk]),
            kind=_("Parcours"),
            by=exit_.recorded_by,
        )


def news(case: Case) -> Iterator[Moment]:
    """What was heard some months after, from the person or by the team."""
    answers = FollowUpAnswer.objects.filter(follow_up__case=case)
    for answer in answers.select_related("follow_up", "recorded_by__organisation"):
        yield Moment(
            answer.answered_at,
            _("Nouvelles à %(count)d mois : %(situation)s")
            % {"count": answer.follow_up.months, "situation": answer.get_situation_display()},
            text=str(answer.get_by_display()).capitalize(),
            url=reverse("cases:follow-up", args=[answer.follow_up_id]),
            kind=_("Parcours"),
            by=answer.recorded_by,
        )


ALL = (admissions, suspensions, objectives, steps, exits, news)
