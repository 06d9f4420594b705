"""What is chosen on the page of a study."""

from collections.abc import Mapping

from allant.web.reaching.enums import Kind
from allant.web.territory.studies import Study
from allant.web.territory.zones import Choice

USUAL_MINUTES = 45.0
USUAL_HOUR = "T08:00"


def choice_of(asked: Mapping[str, str], study: Study) -> Choice:
    """Return what an address asks of a study; what it does not know, or asks wrongly, is the usual."""
    kinds, minutes, departures = study.asked["kinds"], study.asked["minutes"], study.asked["departures"]
    usual_kind = Kind.JOBS if Kind.JOBS in kinds else kinds[0]
    usual_minutes = USUAL_MINUTES if USUAL_MINUTES in minutes else minutes[-1]
    at_eight = [each for each in departures if USUAL_HOUR in each]
    usual_departure = at_eight[0] if at_eight else next(iter(departures), "")
    return Choice(
        _one_of(asked.get("sorte", ""), kinds, usual_kind),
        float(_one_of(asked.get("minutes", ""), [f"{each:g}" for each in minutes], f"{usual_minutes:g}")),
        _one_of(asked.get("depart", ""), departures, usual_departure),
    )


def _one_of(given: str, known: list[str], usual: str) -> str:
    return given if given in known else usual
