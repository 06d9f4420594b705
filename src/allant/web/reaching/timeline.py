"""What the timeline of a case says of the usual weeks: that one was noted, never where somebody goes."""

from collections.abc import Iterator
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allant.web.cases.models import Case
from allant.web.cases.timeline import Moment
from allant.web.reaching.enums import Mode
from allant.web.reaching.models import UsualTrip, WeekWithoutTrips


def usual_weeks(case: Case) -> Iterator[Moment]:
    """Usual weeks, each on the day its first trip was noted."""
    rows = UsualTrip.objects.filter(link__case=case, removed_at=None).select_related("link", "noted_by")
    for link, trips in groupby(rows.order_by("link_id", "noted_at"), key=lambda row: row.link):
        week = list(trips)
        yield Moment(
            week[0].noted_at,
            _("Semaine habituelle notée"),
            text=f"{link.get_moment_display().capitalize()} · {_what(week)}",
            url=reverse("reaching:week", args=[link.assessment_id]),
            kind=_("Se déplacer"),
            by=week[0].noted_by,
        )


def weeks_without_trips(case: Case) -> Iterator[Moment]:
    """Weeks in which no trip comes back."""
    for each in WeekWithoutTrips.objects.filter(link__case=case).select_related("link", "noted_by"):
        yield Moment(
            each.noted_at,
            _("Semaine habituelle notée"),
            text=_("%(moment)s · aucun trajet habituel") % {"moment": each.link.get_moment_display().capitalize()},
            url=reverse("reaching:week", args=[each.link.assessment_id]),
            kind=_("Se déplacer"),
            by=each.noted_by,
        )


def _what(week: list[UsualTrip]) -> str:
    renounced = sum(row.mode == Mode.NOT_MADE for row in week)
    made = len(week) - renounced
    words = [ngettext("%(count)d trajet", "%(count)d trajets", made) % {"count": made}] if made else []
    if renounced:
        given_up = ngettext("%(count)d auquel la personne renonce", "%(count)d auxquels la personne renonce", renounced)
        words.append(given_up % {"count": renounced})
    return ", ".join(words)


ALL = (usual_weeks, weeks_without_trips)
