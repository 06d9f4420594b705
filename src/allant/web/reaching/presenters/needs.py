"""What somebody needs in order to travel, and the places where they have to be, ready for templates."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allant.web.cases.models import Case
from allant.web.cases.presenters import case_tabs
from allant.web.reaching.forms import PlaceToBeForm, TravelNeedsForm
from allant.web.reaching.models import PlaceToBe
from allant.web.reaching.presenters.words import LANGUAGE, TAB, crumbs, whole
from allant.web.reaching.proposals import Proposal
from allant.web.ui.formatting import number


def needs_page(case: Case, form: TravelNeedsForm) -> dict[str, Any]:
    """The form of what somebody needs."""
    return {"case": case, "form": form, "crumbs": _crumbs(case), "back_url": reverse("reaching:reach", args=[case.pk])}


def places_page(
    case: Case,
    places: Sequence[PlaceToBe],
    form: PlaceToBeForm,
    *,
    proposed: Iterable[Proposal],
    removed: PlaceToBe | None,
    follows_removal: bool,
) -> dict[str, Any]:
    """The places of a case, those of its usual week that are not placed yet, and the form of one more."""
    may_change = not hasattr(case, "exit")
    return {
        "case": case,
        "case_tabs": case_tabs(case, current=TAB),
        "crumbs": _crumbs(case),
        "form": form,
        "may_change": may_change,
        "places": [place_line(place) for place in places],
        "proposals": [_proposed(each) for each in proposed] if may_change else [],
        "removed": {"pk": removed.pk, "title": str(removed)} if removed and may_change else None,
        "follows_removal": follows_removal,
        "reach_url": reverse("reaching:reach", args=[case.pk]),
    }


def place_page(place: PlaceToBe, form: PlaceToBeForm) -> dict[str, Any]:
    """The form that corrects one place."""
    url = reverse("reaching:places", args=[place.case_id])
    crumbs_there = [*_crumbs(place.case), (_("Lieux où être"), url)]
    return {"place": place, "form": form, "crumbs": crumbs_there, "back_url": url}


def place_line(place: PlaceToBe) -> dict[str, Any]:
    """One place: what it is called, what for, how often."""
    return {"pk": place.pk, "name": place.name, "why": f"{place.get_purpose_display()}, {often_words(place)}"}


def often_words(place: PlaceToBe) -> str:
    """How often somebody goes to a place."""
    count = float(place.one_way_trips_per_week)
    words = ngettext("%(count)s trajet par semaine", "%(count)s trajets par semaine", 1 if count < 2 else 2)
    return words % {"count": number(whole(count), LANGUAGE)}


def _proposed(proposal: Proposal) -> dict[str, Any]:
    trip = proposal.trip
    return {
        "trip": str(trip.pk),
        "words": trip.place,
        "why": trip.get_purpose_display(),
        "purpose": trip.purpose,
        "trips": f"{float(trip.one_way_trips_per_week):g}",
        "names": proposal.names,
        "is_exact": proposal.is_exact,
    }


def _crumbs(case: Case) -> list[tuple[str, str]]:
    return [
        *crumbs(case),
        (_("Se déplacer"), reverse(TAB, args=[case.pk])),
        (_("Ce qui est à portée"), reverse("reaching:reach", args=[case.pk])),
    ]
