"""Why a way to travel is not theirs, or does not get there, in plain French."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allant.reach import Obstacle
from allant.trips import Mode
from allant.web.reaching.moments import Moments
from allant.web.reaching.presenters.words import LANGUAGE
from allant.web.reaching.times import LONGEST_MIN
from allant.web.ui.formatting import hour

PHRASES = {
    Obstacle.NEEDS_LICENCE: gettext_lazy("Il faut le permis."),
    Obstacle.NEEDS_CAR: gettext_lazy("Il faut une voiture dont elle dispose."),
    Obstacle.CAR_BROKEN: gettext_lazy("La voiture ne roule pas : il faut la réparer."),
    Obstacle.NEEDS_BICYCLE: gettext_lazy("Il faut un vélo en état."),
    Obstacle.CANNOT_CYCLE: gettext_lazy("La personne ne fait pas de vélo."),
    Obstacle.CANNOT_WALK: gettext_lazy("La personne ne peut pas marcher jusque-là."),
    Obstacle.NEEDS_LIFT: gettext_lazy("Il faut quelqu’un pour la conduire."),
    Obstacle.OVER_BUDGET: gettext_lazy("C’est au-dessus de son budget."),
    Obstacle.TOO_FAR: gettext_lazy("C’est trop loin : plus de %(longest)d minutes."),
    Obstacle.NO_LINE: gettext_lazy("Aucune ligne n’y mène."),
    Obstacle.NO_LINE_AT_THAT_HOUR: gettext_lazy("Une ligne y mène, mais pas pour un départ à partir de %(leaves)s."),
    Obstacle.NO_WAY_BACK: gettext_lazy(
        "On y va, mais on n’en revient pas en %(longest)d minutes à partir de %(returns)s : "
        "le dernier passage est trop tôt."
    ),
    Obstacle.STOP_TOO_FAR: gettext_lazy("L’arrêt est trop loin à pied pour elle."),
    Obstacle.UNKNOWN_WHEELCHAIR_ACCESS: gettext_lazy(
        "Une ligne y mène, mais personne n’a dit si l’on y monte en fauteuil roulant : à vérifier."
    ),
    Obstacle.UNKNOWN_MEANS: gettext_lazy("On ne sait pas encore si la personne en a les moyens."),
}
"""One sentence an obstacle."""
UNKNOWN = {
    Mode.WALK: gettext_lazy("On ne sait pas encore si la personne peut marcher."),
    Mode.TRANSIT: gettext_lazy("On ne sait pas encore si la personne peut marcher jusqu’à un arrêt."),
    Mode.BICYCLE: gettext_lazy("On ne sait pas encore si la personne a un vélo, électrique ou non, et peut en faire."),
    Mode.E_BIKE: gettext_lazy("On ne sait pas encore si la personne a un vélo électrique et peut en faire."),
    Mode.CAR: gettext_lazy("On ne sait pas encore si la personne a le permis et une voiture."),
    Mode.CARPOOL: gettext_lazy("On ne sait pas encore si quelqu’un peut la conduire."),
}
ANOTHER_BICYCLE = gettext_lazy("Il faut un vélo électrique.")


def obstacle_words(mode: Mode, obstacle: Obstacle, moments: Moments | None) -> str:
    """Say what stands in the way of a mode, at the hours that were asked."""
    if obstacle is Obstacle.UNKNOWN_MEANS and mode in UNKNOWN:
        return str(UNKNOWN[mode])
    if obstacle is Obstacle.NEEDS_BICYCLE and mode is Mode.E_BIKE:
        return str(ANOTHER_BICYCLE)
    return str(PHRASES[obstacle]) % {
        "longest": LONGEST_MIN,
        "leaves": hour(moments.leaves, LANGUAGE) if moments else _("cette heure"),
        "returns": hour(moments.returns, LANGUAGE) if moments else _("cette heure"),
    }


def obstacles_words(mode: Mode, obstacles: Iterable[Obstacle], moments: Moments | None) -> str:
    """Say all that stands in the way of a mode."""
    return " ".join(dict.fromkeys(obstacle_words(mode, each, moments) for each in obstacles))
