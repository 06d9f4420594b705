"""The figures of a platform."""

from typing import Any

from django.utils.translation import gettext as _

from allant.parameters import parameter
from allant.web.cases import queries
from allant.web.cases.presenters.words import LANGUAGE
from allant.web.ui.formatting import number, signed_points


def platform_figures(figures: queries.PlatformFigures) -> dict[str, Any]:
    """The counts of a platform; small ones are hidden, and an unknown gain is not a zero."""
    smallest = int(parameter("cases/smallest_shown_count"))

    def is_small(count: int) -> bool:
        return 0 < count < smallest

    def shown(count: int, other: int = 0) -> str:
        if is_small(count):
            return _("moins de %d") % smallest
        # The total is shown: a small part would be found by subtraction if the other part were.
        return _("masqué") if is_small(other) and not is_small(figures.people) else number(count, LANGUAGE)

    hides_gain = figures.median_gain is None or figures.exits_measured < smallest
    return {
        "name": figures.organisation.name,
        "territory": str(figures.organisation.territory or ""),
        "people": shown(figures.people),
        "open_cases": shown(figures.open_cases, figures.exits),
        "exits": shown(figures.exits, figures.open_cases),
        "exits_measured": shown(figures.exits_measured),
        "median_gain": _("non connu") if hides_gain else signed_points(figures.median_gain, LANGUAGE, 1),
        "gain_note": _("sur %(measured)s sorties mesurées aux deux bouts, parmi %(exits)s")
        % {"measured": shown(figures.exits_measured), "exits": shown(figures.exits, figures.open_cases)},
    }
