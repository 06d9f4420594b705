"""The today page: what awaits somebody, the most urgent first, and what was done this month."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allant.web.accounts.models import Organisation, User
from allant.web.day import queries
from allant.web.day.presenters import lines
from allant.web.day.presenters.found import SHOWN, Found
from allant.web.ui.formatting import date as date_words
from allant.web.ui.formatting import number, signed, weekday_and_day

LANGUAGE = "fr"
MOST_EVENTS = 8


def today_page(organisation: Organisation, adviser: User | None, *, user: User, now: datetime) -> dict[str, Any]:
    """Everything that the page shows; `adviser` is None for the whole team."""
    day = now.date()
    found = Found(organisation, adviser, user, day)
    sections = _sections(found)
    if found.failures:
        failures = {"code": "messages", "title": _("Messages"), "lines": [lines.failures(found.failures)]}
        sections.insert(0, failures | {"more_url": ""})
    return {
        "title": lines.sentence(weekday_and_day(day, LANGUAGE)),
        "lead": _lead(found, user, sections),
        "events": lines.events(found, is_team=adviser is None)[:MOST_EVENTS],
        "more_events": max(0, len(found.appointments) + len(found.meetings) - MOST_EVENTS),
        "sections": sections,
        "figures": _figures(found, day),
        "loads": _loads(queries.team_load(organisation, day)) if adviser is None else [],
        "is_team": adviser is None,
        "tabs": _tabs(adviser) if user.role == "manager" else [],
    }


def _sections(found: Found) -> list[dict[str, Any]]:
    """What awaits somebody, the most urgent first; each list leads to the whole of it when there is more."""
    whose = "all" if found.adviser is None else "mine"
    tasks = f"{reverse('agenda:tasks')}?qui={whose}&quand=any"
    cases = f"{reverse('cases:list')}?qui={whose}"
    nobody_s = f"{reverse('cases:list')}?qui=none&tri=opened"
    shown = [
        ("taches", _("À faire"), found.tasks, lines.task, tasks),
        ("tests", _("Tests reçus"), found.tests, lines.received_test, ""),
        ("arrivees", _("Nouvelles personnes"), found.newcomers, lines.newcomer, nobody_s),
        ("brouillons", _("Bilans à finir"), found.drafts, lines.draft, f"{cases}&stade=assessing"),
        ("bilans", _("Bilans à commencer"), found.to_begin, lines.to_begin, f"{cases}&stade=to_assess&tri=opened"),
        ("attestations", _("Attestations qui se terminent"), found.attestations, lines.attestation, ""),
        ("sorties", _("Sorties à enregistrer"), found.exits, lines.exit_, ""),
        ("suivis", _("Nouvelles à demander"), found.follow_ups, lines.task, tasks),
    ]
    return [
        {
            "code": code,
            "title": title,
            "lines": [line(row, found) for row in rows[:SHOWN]],
            "more_url": url if len(rows) > SHOWN else "",
        }
        for code, title, rows, line, url in shown
        if rows
    ]


# —— The head of the page and what stands beside it ——


def _lead(found: Found, user: User, sections: Iterable[dict[str, Any]]) -> str:
    hello = _("Bonjour %(name)s.") % {"name": user.full_name.split()[0]}
    count = len(found.appointments) + len(found.meetings)
    meetings = ngettext("%(n)d rendez-vous", "%(n)d rendez-vous", count) % {"n": count} if count else ""
    late = ngettext("%(n)d chose en retard", "%(n)d choses en retard", found.late) % {"n": found.late}
    if found.late > queries.MOST_COUNTED:
        late = _("plus de %(n)d choses en retard") % {"n": queries.MOST_COUNTED}
    said = ", ".join(filter(None, [meetings, late if found.late else ""]))
    if said:
        return f"{hello} {lines.sentence(said)}. {_('Le reste peut attendre.')}"
    rest = _("Rien d’urgent aujourd’hui.") if any(sections) else _("Tout est à jour.")
    return f"{hello} {rest}"


def _figures(found: Found, day: date) -> list[dict[str, Any]]:
    """What was done this month, with what it rests on."""
    first = day.replace(day=1)
    gains = queries.gains_since(found.organisation, found.adviser, first)
    missing = gains.exits - gains.measured
    if not gains.exits:
        note = _("personne n’est sorti depuis le %(day)s") % {"day": date_words(first, LANGUAGE)}
    elif missing:
        words = ngettext("%(n)d sans mesure aux deux bouts", "%(n)d sans mesure aux deux bouts", missing)
        note = words % {"n": missing}
    else:
        note = _("toutes mesurées à l’entrée et à la sortie")
    figures = [
        {
            "label": _("Sorties ce mois-ci"),
            "value": number(gains.exits, LANGUAGE),
            "note": note,
            "href": f"{reverse('cases:list')}?qui={'all' if found.adviser is None else 'mine'}&etat=closed",
        }
    ]
    if gains.measured:
        over = ngettext("sur %(n)d personne mesurée", "sur %(n)d personnes mesurées", gains.measured)
        figures.append(
            {
                "label": _("Gain médian d’indice"),
                "value": signed(gains.median_points, LANGUAGE, 0),
                "note": _("%(over)s ; ce n’est pas un effet prouvé") % {"over": over % {"n": gains.measured}},
                "href": "",
            }
        )
    if found.adviser is not None:
        followed = queries.followed(found.organisation, found.adviser)
        label = _("Personnes suivies")
        url = f"{reverse('cases:list')}?qui=mine"
        figures.insert(0, {"label": label, "value": number(followed, LANGUAGE), "note": "", "href": url})
    return figures


def _loads(loads: Iterable[queries.Load]) -> list[dict[str, Any]]:
    return [
        {
            "name": load.adviser.full_name,
            "role": load.adviser.get_role_display(),
            "open_cases": number(load.open_cases, LANGUAGE),
            "late": load.late_tasks,
            "url": f"{reverse('cases:list')}?qui={load.adviser.pk}",
            "late_url": f"{reverse('agenda:tasks')}?qui=all&quand=late",
        }
        for load in loads
    ]


def _tabs(adviser: User | None) -> list[dict[str, Any]]:
    address = reverse("day:today")
    return [
        {"label": _("L’équipe"), "url": f"{address}?qui=equipe", "current": adviser is None, "count": None},
        {"label": _("Moi"), "url": f"{address}?qui=moi", "current": adviser is not None, "count": None},
    ]
