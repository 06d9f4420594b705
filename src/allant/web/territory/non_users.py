"""Who of the people followed here lives near public transport and does not take it: counts, never names."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allant.reach import Unused, UnusedReason, unused
from allant.web.accounts.enums import Role
from allant.web.accounts.models import Organisation, Territory, User
from allant.web.assessments.models import Score
from allant.web.cases.enums import Moment
from allant.web.reaching.enums import Mode
from allant.web.reaching.models import UsualTrip, WeekWithoutTrips
from allant.web.reaching.presenters.small_counts import is_small, shown_subset, smallest_shown

ROWS_AT_ONCE = 2000
REASONS = {
    UnusedReason.FEAR: gettext_lazy("inquiétude dans les transports, ou peur d’un lieu inconnu"),
    UnusedReason.SKILL: gettext_lazy("difficulté à préparer le trajet, à lire un plan ou à acheter un billet"),
    UnusedReason.FARE: gettext_lazy("trajets trop chers, ou plus de 20 € sur 100 € de revenus"),
    UnusedReason.HOURS: gettext_lazy("départs avant 7 h ou retours après 20 h, souvent"),
}


def organisations_of(user: User, territory: Territory) -> list[Organisation]:
    """Return whose people are counted for somebody: their platform's, or those of their network's platforms here."""
    if user.role == Role.NETWORK_HEAD:
        return list(Organisation.objects.filter(network=user.organisation, territory=territory))
    return [user.organisation]


def count_unused(organisations: list[Organisation]) -> Unused:
    """Count the people whose support goes on and whose usual week is known, by the answers of their entry bilan."""
    scores = Score.objects.filter(
        assessment__case_link__moment=Moment.ENTRY,
        assessment__case_link__case__organisation__in=organisations,
        assessment__case_link__case__exit=None,
        assessment__case_link__case__merged_into=None,
    ).order_by("assessment", "-computed_at", "-pk")
    last: dict[Any, dict[str, str]] = {}
    for assessment, answers in scores.values_list("assessment", "answers").iterator(ROWS_AT_ONCE):
        last.setdefault(assessment, answers)
    modes = _modes(organisations)
    return unused((answers, Mode.TRANSIT in modes[each]) for each, answers in last.items() if each in modes)


def _modes(organisations: list[Organisation]) -> dict[Any, set[str]]:
    """Return the modes of each usual week that was noted at an entry, by bilan; a week without trips has none."""
    here = {"link__case__organisation__in": organisations, "link__moment": Moment.ENTRY}
    empty = WeekWithoutTrips.objects.filter(**here).values_list("link__assessment", flat=True)
    found: dict[Any, set[str]] = {assessment: set() for assessment in empty}
    trips = UsualTrip.objects.filter(**here, removed_at=None).values_list("link__assessment", "mode")
    for assessment, mode in trips.iterator(ROWS_AT_ONCE):
        found.setdefault(assessment, set()).add(mode)
    return found


def unused_page(territory: Territory, counted: Unused) -> dict[str, Any]:
    """The counts in words; small ones are hidden, and what would give them away."""
    enough = not is_small(counted.not_taken) and not is_small(counted.near)
    return {
        "territory": territory,
        "counted": counted,
        "headline": _headline(counted) if enough else "",
        "smallest": smallest_shown(),
        "rows": [
            {"label": label, "count": shown_subset(counted.by_reason[reason], counted.not_taken)}
            for reason, label in REASONS.items()
        ]
        + [{"label": _("aucune de ces raisons"), "count": shown_subset(counted.without_reason, counted.not_taken)}],
    }


def _headline(counted: Unused) -> str:
    return _(
        "Sur %(answered)s personnes suivies dont la semaine est notée, %(near)s vivent près d’un arrêt où un bus "
        "passe ; %(not_taken)s d’entre elles ne le prennent pas."
    ) % {
        "answered": counted.answered,
        "near": shown_subset(counted.near, counted.answered),
        "not_taken": shown_subset(counted.not_taken, counted.near),
    }
