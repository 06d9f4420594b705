"""What going somewhere costs a month, in words: nothing that is unknown is shown as nothing."""

from django.utils.translation import gettext as _

from allant.reach import Budget
from allant.travel_cost import MonthCost
from allant.web.reaching.presenters.words import LANGUAGE, range_words
from allant.web.ui.formatting import euros

BUDGET_WORDS = {
    Budget.MAY_EXCEED: "peut dépasser le budget",
    Budget.EXCEEDS: "au-dessus du budget",
}


def month_cost_words(cost: MonthCost) -> str:
    """Between how much and how much a month; "au moins" where something is unknown."""
    total = cost.total
    if cost.unknown and not total.high:
        return _("inconnu")
    words = range_words(total, "€") if total.high else euros(0, LANGUAGE)
    return _("au moins %(cost)s") % {"cost": words} if cost.unknown else words


def budget_words(budget: Budget) -> str:
    """Say that a cost does not, or may not, hold in the budget."""
    return _(BUDGET_WORDS[budget]) if budget in BUDGET_WORDS else ""
