"""Turns the usual week of a bilan into plain values for templates."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allant.parameters import parameter
from allant.web.cases.models import CaseAssessment
from allant.web.cases.presenters import case_tabs
from allant.web.reaching import enums
from allant.web.reaching.forms import UsualTripForm
from allant.web.reaching.models import UsualTrip, WeekWithoutTrips
from allant.web.reaching.presenters.figures import figures
from allant.web.reaching.presenters.words import (
    ICONS,
    LANGUAGE,
    TAB,
    bilan_words,
    crumbs,
    day_words,
    km_words,
    whole,
)
from allant.web.reaching.starters import RENOUNCED, STARTERS
from allant.web.reaching.weeks import week
from allant.web.ui.formatting import date as date_words
from allant.web.ui.formatting import number


def week_page(
    link: CaseAssessment,
    rows: Sequence[UsualTrip],
    form: UsualTripForm,
    *,
    removed: UsualTrip | None,
    follows_removal: bool,
    entry: CaseAssessment | None,
    entry_count: int,
    without: WeekWithoutTrips | None,
) -> dict[str, Any]:
    """The week that one bilan took: its trips, what they amount to, and the form of one more."""
    may_change = not hasattr(link.case, "exit")
    return {
        "link": link,
        "case": link.case,
        "case_tabs": case_tabs(link.case, current=TAB),
        "crumbs": [*crumbs(link.case), (_("Se déplacer"), reverse(TAB, args=[link.case_id]))],
        "title": _("La semaine habituelle"),
        "lead": f"{link.case} · {bilan_words(link)}",
        "bilan_url": reverse("cases:bilan", args=[link.assessment_id]),
        "may_change": may_change,
        "is_finished": link.assessment.finished_at is not None,
        "trips": [_row(row) for row in rows if row.mode != enums.Mode.NOT_MADE],
        "renounced": [_row(row) for row in rows if row.mode == enums.Mode.NOT_MADE],
        "removed": {"pk": removed.pk, "title": _title(removed)} if removed and may_change else None,
        "follows_removal": follows_removal,
        "copy": _copy(entry, entry_count) if may_change and not rows and not without else None,
        "without": _without(without) if without else None,
        "may_be_without": may_change and not rows and not without,
        "so_far": _so_far(rows),
        "reads_first": bool(rows) and link.assessment.finished_at is not None,
        "starters": [{"code": each.code, "label": each.label, "icon": each.icon} for each in (*STARTERS, RENOUNCED)],
        "form": form,
        "figures": figures(week(rows)) if rows else None,
    }


def trip_page(trip: UsualTrip, form: UsualTripForm) -> dict[str, Any]:
    """One trip to correct."""
    week_url = reverse("reaching:week", args=[trip.link.assessment_id])
    return {
        "case": trip.link.case,
        "crumbs": [*crumbs(trip.link.case), (_("La semaine habituelle"), week_url)],
        "week_url": week_url,
        "lead": f"{trip.link.case} · {_title(trip)}",
        "trip": trip,
        "form": form,
    }


def _row(row: UsualTrip) -> dict[str, Any]:
    return {
        "pk": row.pk,
        "icon": ICONS.get(row.mode, "route"),
        "title": _title(row),
        "how": " · ".join(_how(row)),
        "often": _often(row),
    }


def _often(row: UsualTrip) -> str:
    """How many trips of how many km; by the month where a week has less than one."""
    count, km = float(row.one_way_trips_per_week), float(row.one_way_km)
    if count < 1:
        monthly = max(1, round(count * parameter("trips/weeks_per_month")))
        words = ngettext(
            "environ %(count)s trajet de %(km)s par mois", "environ %(count)s trajets de %(km)s par mois", monthly
        )
        return words % {"count": monthly, "km": km_words(km)}
    words = ngettext(
        "%(count)s trajet de %(km)s par semaine", "%(count)s trajets de %(km)s par semaine", 1 if count < 2 else 2
    )
    words = words % {"count": number(whole(count), LANGUAGE), "km": km_words(km)}
    if row.mode == enums.Mode.NOT_MADE:
        return words
    return _("%(trips)s, soit %(km)s") % {"trips": words, "km": km_words(count * km)}


def _title(row: UsualTrip) -> str:
    purpose = row.get_purpose_display().capitalize()
    return f"{purpose} · {row.place}" if row.place else purpose


def _how(row: UsualTrip) -> list[str]:
    if row.mode == enums.Mode.NOT_MADE:
        return []
    if row.mode == enums.Mode.TRANSIT and row.vehicle:
        return [_("En %(vehicle)s") % {"vehicle": row.get_vehicle_display()}]
    words = [row.get_mode_display().capitalize()]
    if row.mode == enums.Mode.CARPOOL and row.drives is not None:
        words.append(_("la personne conduit") if row.drives else _("quelqu’un d’autre conduit"))
    words += [each for each in (row.get_vehicle_display(), row.get_fuel_display()) if each]
    if row.aboard > 1:
        words.append(_("%(count)d à bord") % {"count": row.aboard})
    return words


def _copy(entry: CaseAssessment | None, count: int) -> dict[str, Any] | None:
    if entry is None or not (count or hasattr(entry, "week_without_trips")):
        return None
    url = reverse("reaching:week", args=[entry.assessment_id])
    words = ngettext("%(count)d trajet noté", "%(count)d trajets notés", count) if count else _("aucun trajet habituel")
    return {"day": day_words(entry), "url": url, "words": words % {"count": count}}


def _without(without: WeekWithoutTrips) -> dict[str, str]:
    return {"day": date_words(timezone.localdate(without.noted_at), LANGUAGE), "by": str(without.noted_by)}


def _so_far(rows: Sequence[UsualTrip]) -> str:
    """How many trips the list holds, said beside the form: on a phone the list is further down."""
    count = len(rows)
    return ngettext("%(count)d trajet noté", "%(count)d trajets notés", count) % {"count": count} if rows else ""
