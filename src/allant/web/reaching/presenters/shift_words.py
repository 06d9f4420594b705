"""The words of the employer's question: hours, days, what would bring somebody, what stands in the way."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allant.intervals import Estimate
from allant.reach import Change, Obstacle
from allant.trips import Mode
from allant.web.reaching.coming import Coming, Missing, Verdict
from allant.web.reaching.enums import Day
from allant.web.reaching.presenters.words import LANGUAGE, mode_words, range_words
from allant.web.reaching.shifts import Shift
from allant.web.ui.formatting import hour

VERDICTS = {
    Verdict.COMES: gettext_lazy("Peuvent venir"),
    Verdict.COULD: gettext_lazy("Pourraient venir"),
    Verdict.CANNOT: gettext_lazy("Ne peuvent pas venir"),
    Verdict.UNKNOWN: gettext_lazy("On ne sait pas"),
}
ONE_VERDICT = {
    Verdict.COMES: gettext_lazy("peut venir"),
    Verdict.COULD: gettext_lazy("pourrait venir"),
    Verdict.CANNOT: gettext_lazy("ne peut pas venir"),
    Verdict.UNKNOWN: gettext_lazy("on ne sait pas"),
}
CHANGES = {
    Change.CAR_REPAIRED: gettext_lazy("Voiture réparée"),
    Change.E_BIKE: gettext_lazy("Vélo électrique"),
    Change.LIFT: gettext_lazy("Covoiturage ou conduite par quelqu’un"),
    Change.LICENCE_AND_CAR: gettext_lazy("Permis et voiture"),
}
DAYS = {
    Day.WEEKDAY: gettext_lazy("du lundi au vendredi"),
    Day.SATURDAY: gettext_lazy("le samedi"),
    Day.SUNDAY: gettext_lazy("le dimanche"),
}
OBSTACLES = {
    Obstacle.NEEDS_LICENCE: gettext_lazy("pas de permis valable"),
    Obstacle.NEEDS_CAR: gettext_lazy("pas de voiture"),
    Obstacle.CAR_BROKEN: gettext_lazy("voiture en panne"),
    Obstacle.NEEDS_BICYCLE: gettext_lazy("pas de vélo"),
    Obstacle.CANNOT_CYCLE: gettext_lazy("ne fait pas de vélo"),
    Obstacle.CANNOT_WALK: gettext_lazy("ne peut pas marcher jusqu’à l’arrêt"),
    Obstacle.NEEDS_LIFT: gettext_lazy("personne pour conduire"),
    Obstacle.OVER_BUDGET: gettext_lazy("plus cher que son budget"),
    Obstacle.TOO_FAR: gettext_lazy("trop long"),
    Obstacle.NO_LINE: gettext_lazy("aucune ligne"),
    Obstacle.NO_LINE_AT_THAT_HOUR: gettext_lazy("aucune ligne à cette heure"),
    Obstacle.NO_WAY_BACK: gettext_lazy("aucun retour après le poste"),
    Obstacle.STOP_TOO_FAR: gettext_lazy("arrêt trop loin à pied"),
    Obstacle.UNKNOWN_WHEELCHAIR_ACCESS: gettext_lazy("accès en fauteuil inconnu"),
    Obstacle.UNKNOWN_MEANS: gettext_lazy("on ne sait pas"),
}
MISSING = {
    Missing.DOOR: gettext_lazy("Ni commune ni lieu connu près de chez elle."),
    Missing.BILAN: gettext_lazy("Pas encore de bilan : ses moyens ne sont pas connus."),
    Missing.MEANS: gettext_lazy("À demander :"),
}
SHORT = {
    Mode.TRANSIT: gettext_lazy("Bus ou train"),
    Mode.CAR: gettext_lazy("Voiture"),
    Mode.CARPOOL: gettext_lazy("Covoiturage"),
}
ASKED = {
    Mode.WALK: gettext_lazy("marche-t-elle sans difficulté ?"),
    Mode.WHEELCHAIR: gettext_lazy("peut-elle aller seule en fauteuil ?"),
    Mode.TRANSIT: gettext_lazy("peut-elle prendre le bus ou le train ?"),
    Mode.BICYCLE: gettext_lazy("peut-elle venir à vélo ?"),
    Mode.CAR: gettext_lazy("a-t-elle le permis, et une voiture ces jours-là ?"),
}


def question_words(shift: Shift) -> str:
    """Say which shift is asked about."""
    days = ", ".join(str(DAYS[day]) for day in shift.days)
    return _("De %(start)s à %(end)s, %(days)s, %(limit)d minutes de trajet au plus.") % {
        "start": hour(shift.starts_at, LANGUAGE),
        "end": hour(shift.ends_at, LANGUAGE),
        "days": days,
        "limit": shift.limit_min,
    }


def minutes_words(minutes: float) -> str:
    """Write how long one is on the way."""
    return f"{round(minutes)}\u00a0min"


def cost_words(cost: Estimate | None) -> str:
    """Write between how much and how much a month."""
    return _("inconnu") if cost is None else range_words(cost, "€")


def sets_off_at(shift: Shift, coming: Coming) -> time:
    """Return when one sets off at the latest."""
    before = coming.leaves_before if coming.leaves_before is not None else coming.minutes
    start = datetime.combine(datetime.min.date() + timedelta(days=1), shift.starts_at)
    return (start - timedelta(minutes=round(before))).time()


def coming_words(shift: Shift, coming: Coming) -> str:
    """Say by what, how long, setting off when."""
    return _("%(mode)s, %(minutes)s, départ à %(hour)s") % {
        "mode": mode_words(coming.mode),
        "minutes": minutes_words(coming.minutes),
        "hour": hour(sets_off_at(shift, coming), LANGUAGE),
    }


def brought_words(coming: Coming) -> str:
    """Say how long it would take, and for how much: what brings them says by what."""
    cost = _("%(cost)s par mois") % {"cost": cost_words(coming.eur_per_month)}
    return f"{minutes_words(coming.minutes)}, {cost}"


def change_words(change: Change, obstacles: Mapping[Mode, Sequence[Obstacle]]) -> str:
    """Say what would bring somebody; of the licence and the car, only what is known to be missing."""
    by_car = set(obstacles.get(Mode.CAR, ()))
    if change is Change.LICENCE_AND_CAR and (missing := by_car & {Obstacle.NEEDS_LICENCE, Obstacle.NEEDS_CAR}):
        if missing == {Obstacle.NEEDS_LICENCE} and Obstacle.CAR_BROKEN not in by_car:
            return _("Permis")
        if missing == {Obstacle.NEEDS_CAR}:
            return _("Voiture")
    return str(CHANGES[change])


def why_not_words(obstacles: Mapping[Mode, Sequence[Obstacle]]) -> list[str]:
    """Say, of public transport, a car and a lift, what stands in the way first."""
    return [
        _("%(mode)s : %(obstacle)s") % {"mode": SHORT[mode], "obstacle": OBSTACLES[first_of(told)]}
        for mode in SHORT
        if (told := obstacles.get(mode, ())) and not (mode is Mode.CARPOOL and Obstacle.OVER_BUDGET not in told)
    ]


def first_of(obstacles: Sequence[Obstacle]) -> Obstacle:
    """Return the obstacle to name: a way that is too long is so whatever one has."""
    return Obstacle.TOO_FAR if Obstacle.TOO_FAR in obstacles else obstacles[0]
