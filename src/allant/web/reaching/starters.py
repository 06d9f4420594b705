"""What most weeks are made of, one press away: a purpose and how often, to be confirmed with the person."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from allant.web.reaching.enums import Mode, Purpose


@dataclass(frozen=True, slots=True)
class Starter:
    """A trip to begin with. Each way counts: five days there and back are ten trips."""

    code: str
    label: Any
    icon: str
    purpose: str
    one_way_trips_per_week: float
    mode: str = ""

    def initial(self) -> dict[str, Any]:
        """Return what the form then shows."""
        return {
            "purpose": self.purpose,
            "one_way_trips_per_week": self.one_way_trips_per_week,
            **({"mode": self.mode} if self.mode else {}),
        }


STARTERS = (
    Starter("plein-temps", _("Travail, 5 jours"), "clock", Purpose.WORK, 10),
    Starter("mi-temps", _("Mi-temps"), "clock", Purpose.WORK, 5),
    Starter("formation", _("Formation"), "learning", Purpose.TRAINING, 10),
    Starter("recherche", _("Recherche d’emploi"), "search", Purpose.JOB_SEARCH, 2),
    Starter("ecole", _("École, crèche"), "child", Purpose.CHILDCARE, 16),
    Starter("courses", _("Courses"), "bag", Purpose.SHOPPING, 2),
    Starter("sante", _("Santé"), "heart", Purpose.HEALTH, 0.5),
    Starter("demarches", _("Démarches"), "document", Purpose.ADMINISTRATION, 0.5),
    Starter("visites", _("Visites"), "people", Purpose.VISITS, 2),
    Starter("loisirs", _("Loisirs"), "face-easy", Purpose.LEISURE, 2),
)
RENOUNCED = Starter("renonce", _("Un trajet voulu, non fait"), "never", "", 2, Mode.NOT_MADE)


def starter(code: str) -> Starter | None:
    """Return a starter by its code."""
    return next((each for each in (*STARTERS, RENOUNCED) if each.code == code), None)
