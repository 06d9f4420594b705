"""What could change for somebody, in words: what it is called, what it brings, what it cannot bring."""

from collections.abc import Iterator
from itertools import chain

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from allant.advice import Solution
from allant.reach import Budget, Change, Obstacle
from allant.web.reaching.presenters.costs import budget_words, month_cost_words
from allant.web.reaching.presenters.obstacles import obstacles_words
from allant.web.reaching.presenters.places import minutes_words
from allant.web.reaching.presenters.ways import kind_words
from allant.web.reaching.presenters.words import LANGUAGE, mode_words, range_words
from allant.web.reaching.scenarios import OPENS, Scenario
from allant.web.ui.formatting import euros, hour, number, signed_points

LONGEST_LABEL = 160
"""What the label of a step has room for."""
SHORT = {
    None: gettext_lazy("Aujourd’hui"),
    Change.E_BIKE: gettext_lazy("+ vélo électrique"),
    Change.LICENCE_AND_CAR: gettext_lazy("+ permis et voiture"),
    Change.CAR_REPAIRED: gettext_lazy("+ voiture réparée"),
    Change.TRANSIT_PASS: gettext_lazy("+ abonnement"),
    Change.LIFT: gettext_lazy("+ covoiturage"),
    Change.HOURS_MOVED: gettext_lazy("+ départ à %(hour)s"),
}
WITH = {
    Change.E_BIKE: pgettext_lazy("et si", "Avec un vélo électrique"),
    Change.LICENCE_AND_CAR: pgettext_lazy("et si", "Avec le permis et une voiture"),
    Change.CAR_REPAIRED: pgettext_lazy("et si", "Avec sa voiture réparée"),
    Change.TRANSIT_PASS: pgettext_lazy("et si", "Avec un abonnement de transport"),
    Change.LIFT: pgettext_lazy("et si", "Si quelqu’un peut la conduire"),
    Change.HOURS_MOVED: pgettext_lazy("et si", "En partant à %(hour)s"),
}
CAUTIONS = {
    Change.E_BIKE: gettext_lazy(
        "Il faut savoir en faire, un endroit sûr où le ranger, et des routes où l’on ose rouler."
    ),
    Change.LICENCE_AND_CAR: gettext_lazy("Ni le permis ni l’achat de la voiture ne sont dans le coût du mois."),
    Change.CAR_REPAIRED: gettext_lazy("Le prix de la réparation n’est pas dans le coût du mois."),
    Change.TRANSIT_PASS: gettext_lazy("Un abonnement change le prix, pas les lignes ni leurs heures."),
    Change.LIFT: gettext_lazy(
        "Cela dépend de quelqu’un d’autre. La durée est celle d’une voiture, sans attente ni détour."
    ),
    Change.HOURS_MOVED: gettext_lazy(
        "L’employeur ou l’organisme doit être d’accord. Seuls les bus, cars et trains changent avec l’heure."
    ),
}
"""What no figure of a change says."""


def change_words(scenario: Scenario) -> str:
    """What a change is called, in short."""
    return str(SHORT[scenario.change]) % {"hour": hour(scenario.leaves_at, LANGUAGE)}


def with_words(scenario: Scenario) -> str:
    """The beginning of a sentence about a change."""
    return str(WITH[scenario.change]) % {"hour": hour(scenario.leaves_at, LANGUAGE)}


def step_label(solution: Solution, gains: list[str]) -> str:
    """What a step says: what is to be done, then as many of the gains expected as there is room for."""
    label = solution.label.in_language(LANGUAGE)
    for rank, gain in enumerate(gains):
        longer = label + (", " if rank else "\u00a0: ") + gain
        if len(longer) > LONGEST_LABEL:
            break
        label = longer
    return label


def opened(today: Scenario, chosen: Scenario, kind: int | None, limit: int) -> list[str]:
    """What a change opens: opportunities, then places to be."""
    gained = _gained(today, chosen, kind)
    counts = [_counted(gained, chosen, kind, limit, _("de plus"))] if gained > 0 else []
    return [*counts, *(line for line in _places(today, chosen) if line)]


def brought(today: Scenario, chosen: Scenario, kind: int | None, limit: int) -> list[str]:
    """All that a change brings."""
    lines = opened(today, chosen, kind, limit)
    before, after = today.eur_per_month, chosen.eur_per_month
    if before and after and after.central < before.central and chosen.places_reached >= today.places_reached:
        words = {"after": range_words(after, "€"), "before": range_words(before, "€")}
        lines.append(_("Un mois à %(after)s au lieu de %(before)s") % words)
    if chosen.index_gain and round(chosen.index_gain):
        gain = signed_points(chosen.index_gain, LANGUAGE, 0)
        lines.append(_("Environ %(gain)s d’indice de mobilité, si cela réussit") % {"gain": gain})
    return lines


def not_brought(today: Scenario, chosen: Scenario, kind: int | None, limit: int) -> list[str]:
    """All that a change cannot bring, takes away or depends on."""
    if chosen.change is None:
        return []
    opens = opened(today, chosen, kind, limit)
    lines = [] if opens else [_("Rien de plus à portée en %(limit)d minutes") % {"limit": limit}]
    gained = _gained(today, chosen, kind)
    lost = [_counted(-gained, chosen, kind, limit, _("de moins"))] if gained < 0 else []
    return [*lines, *lost, *_means(chosen), *_missed(chosen), str(CAUTIONS[chosen.change])]


def over_budget_words(scenario: Scenario) -> str:
    """Say that what a change opens is over their budget, or that the month may be; nothing where it holds."""
    way = next((way for way in scenario.possible.ways if way.mode is OPENS.get(scenario.change)), None)
    budget = scenario.possible.situation.profile.budget_eur_per_month
    if way is not None and way.budget is Budget.EXCEEDS:
        words = {
            "how": mode_words(way.mode),
            "cost": month_cost_words(scenario.possible.costs[way.mode]),
            "budget": euros(budget, LANGUAGE),
        }
        return _("%(how)s\u00a0: %(cost)s par mois, au-dessus du budget de %(budget)s") % words
    words = budget_words(scenario.budget)
    return _("%(words)s de %(budget)s") % {"words": words, "budget": euros(budget, LANGUAGE)} if words else ""


def _gained(today: Scenario, chosen: Scenario, kind: int | None) -> int:
    return 0 if kind is None else round(float(chosen.reached[kind] - today.reached[kind]))


def _counted(count: int, chosen: Scenario, kind: int | None, limit: int, more_or_less: str) -> str:
    words = {
        "count": number(count, LANGUAGE),
        "what": kind_words(chosen.possible.kinds[kind or 0]),
        "more": more_or_less,
        "limit": limit,
    }
    return _("%(count)s %(what)s %(more)s en %(limit)d minutes") % words


def _places(today: Scenario, chosen: Scenario) -> Iterator[str]:
    """Say which places are reached that were not, or are reached sooner."""
    together = zip(chosen.possible.situation.places, today.possible.best, chosen.possible.best, strict=True)
    for place, before, after in together:
        words = {"place": place.name, "after": minutes_words(after.minutes), "before": minutes_words(before.minutes)}
        if after.way is not None and before.way is None:
            yield _("%(place)s en %(after)s") % words
        elif after.way is not None and round(after.minutes) < round(before.minutes):
            yield _("%(place)s en %(after)s au lieu de %(before)s") % words


def _means(chosen: Scenario) -> Iterator[str]:
    """Say what else stands in the way of what the change opens: the budget, or a means that lacks or is unknown."""
    over = over_budget_words(chosen)
    if over:
        yield over[:1].upper() + over[1:]
    way = next((way for way in chosen.possible.ways if way.mode is OPENS.get(chosen.change)), None)
    if way is not None:
        others = [each for each in way.obstacles if each is not Obstacle.OVER_BUDGET]
        if others:
            yield obstacles_words(way.mode, others, chosen.possible.moments)


def _missed(chosen: Scenario) -> Iterator[str]:
    """Say which places stay out of reach, and why by what the change opens."""
    mode = OPENS[chosen.change]
    for place, best in zip(chosen.possible.situation.places, chosen.possible.best, strict=True):
        if best.way is None:
            reasons = [each for each in best.obstacles.get(mode, ()) if each is not Obstacle.OVER_BUDGET]
            why = obstacles_words(mode, reasons[-1:], chosen.possible.moments)
            yield _("%(place)s reste hors de portée. %(why)s") % {"place": place.name, "why": why}


def delay_words(solutions: tuple[Solution, ...]) -> str:
    """How long it takes before a change is there, in the words of the room of advice."""
    delays = dict.fromkeys(each.delay.in_language(LANGUAGE).strip(".") for each in solutions)
    first, *rest = chain(delays)
    return ", ".join([first, *(_("puis %(delay)s") % {"delay": each[:1].lower() + each[1:]} for each in rest)])
