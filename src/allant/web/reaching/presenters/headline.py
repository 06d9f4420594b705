"""What the page says first, in one sentence."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allant.reach import Obstacle
from allant.web.reaching.enums import Kind
from allant.web.reaching.possibilities import Possibilities
from allant.web.reaching.presenters.ways import Counted, count_words, share_words
from allant.web.reaching.presenters.words import LANGUAGE
from allant.web.ui.formatting import number

NOUNS = {
    Kind.JOBS: gettext_lazy("emplois"),
    Kind.TRAINING: gettext_lazy("formations"),
    Kind.HEALTH: gettext_lazy("lieux de soins"),
    Kind.CHILDCARE: gettext_lazy("lieux de garde d’enfants"),
    Kind.SHOPS: gettext_lazy("commerces"),
    Kind.ADMINISTRATIONS: gettext_lazy("administrations"),
}


def headline(possible: Possibilities, found: Counted, limit: int, kind: int | None) -> str:
    """Say how much they reach within the limit, beside what a car reaches from the same door."""
    name = possible.situation.case.beneficiary.first_name
    if not any(way.is_theirs for way in possible.ways):
        return _nothing_theirs(possible, name)
    if kind is None:
        return _without_counts(possible, name, limit)
    code = possible.kinds[kind]
    low, high = found.theirs(limit, kind)
    words = {
        "limit": limit,
        "name": name,
        "count": count_words(low, high),
        "what": str(NOUNS.get(Kind(code), code)) if code in Kind.values else code,
        "by_car": number(round(found.by_car(limit, kind)), LANGUAGE),
        "share": share_words(found, limit, kind),
    }
    if found.share(limit, kind) is None:
        return (
            _("En %(limit)d minutes, ni %(name)s ni une voiture n’atteignent de %(what)s depuis cet endroit.") % words
        )
    if round(high) == 0:
        return (
            _(
                "En %(limit)d minutes, %(name)s n’atteint rien : "
                "0 sur les %(by_car)s %(what)s qu’une voiture atteint du même endroit."
            )
            % words
        )
    return (
        _(
            "En %(limit)d minutes, %(name)s atteint %(count)s %(what)s "
            "sur les %(by_car)s qu’une voiture atteint du même endroit : %(share)s."
        )
        % words
    )


def has_unknown_means(possible: Possibilities) -> bool:
    """Whether somebody may have means that nobody has told: what they reach is then at least what the page says."""
    return any(Obstacle.UNKNOWN_MEANS in way.obstacles for way in possible.ways)


def _nothing_theirs(possible: Possibilities, name: str) -> str:
    if has_unknown_means(possible):
        return _("On ne sait pas encore avec quoi %(name)s peut se déplacer.") % {"name": name}
    return _("Rien de ce que l’on connaît de ses moyens ne permet à %(name)s de se déplacer.") % {"name": name}


def _without_counts(possible: Possibilities, name: str, limit: int) -> str:
    places = len(possible.going)
    if not places:
        return _("La carte montre jusqu’où %(name)s va en %(limit)d minutes.") % {"name": name, "limit": limit}
    reached = sum(best.way is not None and best.minutes <= limit for best in possible.best)
    words = {"limit": limit, "name": name, "reached": reached, "places": places}
    return _("En %(limit)d minutes, %(name)s atteint %(reached)d des %(places)d lieux où être.") % words
