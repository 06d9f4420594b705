"""The page of the employer's question: the form, the answer in words, counts and, for the team, names."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.paginator import Page
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from allant.web.cases.models import Case
from allant.web.reaching.caseload import Traveller
from allant.web.reaching.coming import Answered, Verdict
from allant.web.reaching.forms.workplace import ShiftForm
from allant.web.reaching.grounds import Ground
from allant.web.reaching.presenters.shift_words import VERDICTS, question_words
from allant.web.reaching.presenters.small_counts import masked
from allant.web.reaching.presenters.words import LANGUAGE
from allant.web.reaching.presenters.workplace_counts import Figures, figures, verdict_stats
from allant.web.reaching.presenters.workplace_people import person_line
from allant.web.reaching.scopes import MOST_PEOPLE, Scope
from allant.web.ui.formatting import date as date_words
from allant.web.ui.formatting import number

GROUP = "groupe"
"""In the address: the answer whose people are listed."""

HEADS = {
    Verdict.COMES: (gettext_lazy("Comment"), gettext_lazy("Coût par mois")),
    Verdict.COULD: (gettext_lazy("Avec quoi"), gettext_lazy("Pourquoi pas aujourd’hui")),
    Verdict.CANNOT: (gettext_lazy("Pourquoi"),),
    Verdict.UNKNOWN: (gettext_lazy("Ce qui manque"),),
}


def workplace_page(form: ShiftForm, scope: Scope | None, ground: Ground | None) -> dict[str, Any]:
    """The question before it is asked, or with a mistake in it."""
    return {
        "form": form,
        "scope": scope,
        "has_places": bool(form.known),
        "ground_notes": _ground_notes(ground) if ground else [],
        "answer": None,
    }


def answer_part(
    answered: Answered, scope: Scope, query: QueryDict, shown: Verdict, page: Page[int] | None, lines: Sequence[Any]
) -> dict[str, Any]:
    """The answer: in a sentence, in four figures, by mode, by change; and by name where these may be shown."""
    found = figures(answered, shows_names=scope.shows_names)
    return {
        "place": answered.shift.place.name,
        "question": question_words(answered.shift),
        "among": _among(found, scope, len(answered.replies)),
        "sentence": _sentence(found),
        "stats": verdict_stats(found),
        "by_mode": found.by_mode,
        "by_change": found.by_change,
        "by_reason": found.by_reason,
        "has_people": bool(answered.replies),
        "shows_names": scope.shows_names,
        "tabs": _tabs(found, query, shown) if scope.shows_names else [],
        "group": shown.value,
        "group_title": VERDICTS[shown],
        "heads": HEADS[shown],
        "page": page,
        "lines": lines,
        "hidden_note": "" if scope.shows_names else _hidden_note(found),
        "timetable_notes": _timetable_notes(answered),
        "export_query": query.urlencode(),
    }


def people_lines(
    cases: Sequence[Case], travellers: Mapping[int, Traveller], answered: Answered
) -> list[dict[str, Any]]:
    """The people of one answer."""
    return [person_line(case, travellers[case.pk], answered.replies[case.pk], answered.shift) for case in cases]


def _sentence(found: Figures) -> str:
    comes, could = found.verdicts[Verdict.COMES], found.verdicts[Verdict.COULD]
    return _(
        "Peuvent venir aujourd’hui : %(comes)s, sur %(people)s. Le pourraient avec un moyen de plus : %(could)s."
    ) % {
        "comes": comes,
        "people": found.people,
        "could": could,
    }


def _among(found: Figures, scope: Scope, people: int) -> str:
    if people >= MOST_PEOPLE:
        return _("%(scope)s : les %(most)s dossiers ouverts le plus récemment.") % {
            "scope": scope.label,
            "most": number(MOST_PEOPLE, LANGUAGE),
        }
    words = ngettext("%(count)s dossier ouvert", "%(count)s dossiers ouverts", people)
    return f"{scope.label}\u00a0: {words % {'count': found.people}}."


def _hidden_note(found: Figures) -> str:
    is_masked = masked() in {*found.verdicts.values(), *(line["count"] for line in found.by_change)}
    note = _("Les noms ne regardent que l’équipe qui suit les personnes ; les petits effectifs sont masqués.")
    more = _("« Masqué » évite qu’un petit effectif se retrouve par soustraction.")
    return f"{note} {more}" if is_masked else note


def _tabs(found: Figures, query: QueryDict, shown: Verdict) -> list[dict[str, Any]]:
    tabs = []
    for verdict in Verdict:
        address = query.copy()
        address.pop("page", None)
        address[GROUP] = verdict.value
        tabs.append(
            {
                "label": VERDICTS[verdict],
                "url": f"?{address.urlencode()}#personnes",
                "current": verdict is shown,
                "count": found.verdicts[verdict],
            }
        )
    return tabs


def _ground_notes(ground: Ground) -> list[dict[str, str]]:
    """What the figures lack, and the command that brings it."""
    territory = ground.territory.epci_code or ground.territory.name
    command = (
        f'allant ground load --territory "{territory}" --osm RUES.osm.pbf --gtfs HORAIRES.zip --opportunities LIEUX.csv'
    )
    if ground.is_estimated:
        text = _(
            "Aucun réseau de rues n’est chargé pour ce territoire : les durées sont estimées à vol d’oiseau, "
            "et des transports en commun on ne sait rien. Pour les charger :"
        )
    elif not ground.has_timetable:
        text = _(
            "Aucun horaire n’est chargé pour ce territoire : les réponses ne comptent pas les transports en commun. "
            "Pour les charger :"
        )
    else:
        return []
    return [
        {
            "title": str(_("Estimé") if ground.is_estimated else _("Sans transports en commun")),
            "text": text,
            "command": command,
        }
    ]


def _timetable_notes(answered: Answered) -> list[str]:
    if answered.slots is None:
        return []
    past = [slot for slot in answered.slots if slot.is_past]
    days = ", ".join(date_words(slot.starts.date(), LANGUAGE) for slot in answered.slots)
    if past:
        return [_("Horaires anciens : ceux du %(days)s, les derniers chargés.") % {"days": days}]
    return [_("Horaires de transport du %(days)s.") % {"days": days}]
