"""What changed between two stored results, in words and points; or why they cannot be compared."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allant.mobility_index import (
    Assessment,
    Difference,
    NotComparable,
    Progression,
    compare,
    explain,
)
from allant.questionnaire import Questionnaire
from allant.sources.grids import read_grid
from allant.web.assessments import scoring
from allant.web.assessments.enums import EnvironmentSource
from allant.web.assessments.models import Score
from allant.web.ui.formatting import number, signed

LANGUAGE = "fr"
NAMED_IN_SENTENCE = 2
MOST_LINES = 8
"""Beyond, the smallest contributions are one line: a list that can be taken in at a glance."""
Line = tuple[str, float]
"""What brings points, in words, and how many."""
SMALLEST_SHOWN = 0.05
"""Points below which a line would read 0,0."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The outcome of comparing two results."""

    outcome: Progression | NotComparable
    questionnaire: Questionnaire

    @property
    def is_comparable(self) -> bool:
        """Does the difference mean something?"""
        return isinstance(self.outcome, Progression)


def of_scores(before: Score, after: Score) -> Comparison:
    """Compare two stored results from the answers that each was computed from.

    A grid is its fingerprint, not its name: results of a grid that changed under the same name are not compared.
    """
    if before.grid == after.grid and before.grid_checksum != after.grid_checksum:
        changed = Difference("grid", _version(before), _version(after))
        return Comparison(NotComparable((changed,)), read_grid(after.grid).questionnaire)
    outcome = compare(
        scoring.compiled(after.grid),
        _assessment(before),
        _assessment(after),
        entry_environment_on_exit_network=after.entry_environment,
    )
    return Comparison(outcome, read_grid(after.grid).questionnaire)


def _version(score: Score) -> str:
    return f"{score.grid} ({score.grid_checksum[:8]})"


def _assessment(score: Score) -> Assessment:
    return Assessment(
        grid=score.grid,
        answers=score.answers,
        environment=score.environment,
        environment_source=score.environment_source,
    )


def sentence(compared: Comparison) -> str:
    """The change in one sentence: "12 points de plus : Permis de conduire +8, Budget +4"."""
    outcome = compared.outcome
    if isinstance(outcome, NotComparable):
        return _("Ces deux bilans ne sont pas comparables.")
    if round(outcome.delta) == 0:
        return _("L’indice n’a pas bougé.")
    gained = outcome.delta > 0
    start = (
        ngettext("%(points)d point de plus", "%(points)d points de plus", round(abs(outcome.delta)))
        if gained
        else ngettext("%(points)d point de moins", "%(points)d points de moins", round(abs(outcome.delta)))
    ) % {"points": round(abs(outcome.delta))}
    main = _main_lines(answers(compared), compared, gained=gained)
    named = ", ".join(f"{label} {signed(points, LANGUAGE, 0)}" for label, points in main)
    return f"{start} : {named}"


def _main_lines(lines: list[Line], compared: Comparison, *, gained: bool) -> list[Line]:
    """The two lines to name: answers where two of them tell at least half of the change, else components."""
    delta = compared.outcome.delta
    largest = [line for line in lines if (line[1] > 0) == gained][:NAMED_IN_SENTENCE]
    if 2 * abs(sum(points for _label, points in largest)) >= abs(delta):
        return largest
    titles = _titles(compared.questionnaire)
    parts = sorted(compared.outcome.components, key=lambda part: -abs(part.points))
    return [(titles[part.code], part.points) for part in parts if (part.points > 0) == gained][:NAMED_IN_SENTENCE]


def note(compared: Comparison) -> str:
    """What makes the change honest: the noise of answers, and the part that was checked on paper."""
    outcome = compared.outcome
    if isinstance(outcome, NotComparable):
        return _("On ne montre donc pas de différence.")
    noise = number(outcome.noise, LANGUAGE, 0)
    words = (
        _("C’est plus que le bruit des réponses (± %(noise)s).")
        if outcome.beyond_noise
        else _("C’est dans le bruit des réponses (± %(noise)s) : on ne peut pas dire que l’indice a changé.")
    ) % {"noise": noise}
    if abs(outcome.from_facts) >= SMALLEST_SHOWN:
        words += " " + _("Dont %(points)s pour des faits vérifiés, qui ne sont jamais du bruit.") % {
            "points": signed(outcome.from_facts, LANGUAGE, 1)
        }
    return words


def three_parts(compared: Comparison) -> list[Line]:
    """What of the change comes from the person, from the network and from the place; empty where nobody can tell."""
    outcome = compared.outcome
    if not isinstance(outcome, Progression) or outcome.parts is None:
        return []
    return [
        (_("la personne"), outcome.parts.person),
        (_("le réseau : nouvelles lignes, nouveaux horaires"), outcome.parts.network),
        (_("le lieu : un déménagement, un autre point de départ"), outcome.parts.place),
    ]


def differences(compared: Comparison) -> list[str]:
    """Why two results cannot be compared, one reason a line."""
    if not isinstance(compared.outcome, NotComparable):
        return []
    words = {
        "grid": _("La grille n’est pas la même : %(entry)s, puis %(exit)s."),
        "environment_source": _("L’environnement ne vient pas de la même source : %(entry)s, puis %(exit)s."),
        "components": _("Les composantes non mesurées ne sont pas les mêmes : %(entry)s, puis %(exit)s."),
        "no_index": _("L’indice n’est pas mesuré : il manque %(entry)s."),
    }
    return [
        words[each.what] % {"entry": _named(each.entry), "exit": _named(each.exit)}
        for each in compared.outcome.differences
    ]


def _named(value: str) -> str:
    sources = {each.value: str(each.label) for each in EnvironmentSource}
    return sources.get(value, value) or _("aucune")


def contributions(compared: Comparison) -> list[Line]:
    """Where the points come from, in a few lines, the largest first; they add up to the change."""
    ranked = answers(compared)
    shown = [line for line in ranked[:MOST_LINES] if abs(line[1]) >= SMALLEST_SHOWN]
    rest = ranked[len(shown) :]
    others = sum(points for _label, points in rest)
    if abs(others) < SMALLEST_SHOWN:
        return shown
    if abs(others) > abs(shown[0][1] if shown else 0):
        # Many small changes: the components tell more than a heap of other answers.
        titles, parts = _titles(compared.questionnaire), compared.outcome.components
        lines = [(titles[part.code], part.points) for part in parts if abs(part.points) >= SMALLEST_SHOWN]
        return sorted(lines, key=lambda line: -abs(line[1]))
    label = ngettext("%(count)d autre réponse", "%(count)d autres réponses", len(rest)) % {"count": len(rest)}
    return [*shown, (label, others)]


def answers(compared: Comparison) -> list[Line]:
    """Every answer that brings or takes points, the largest first; they add up to the change exactly."""
    if not isinstance(compared.outcome, Progression):
        return []
    components = compared.outcome.components
    topics = {
        question.code: (question.short or question.label).in_language(LANGUAGE).text
        for question in compared.questionnaire.questions
    }
    titles = _titles(compared.questionnaire)
    lines = [(topics[item.code], item.points) for part in components for item in part.items]
    lines += [
        (_("%(part)s (calculé)") % {"part": titles[part.code]}, part.points) for part in components if part.is_given
    ]
    lines.append((_("Réponses données une seule fois"), sum(part.answered_once for part in components)))
    return sorted((line for line in lines if line[1] != 0), key=lambda line: -abs(line[1]))


def missing_points(score: Score) -> list[Line]:
    """What separates one index from 100, component by component, the largest first."""
    explained = explain(scoring.compiled(score.grid), score.answers, score.environment)
    if explained is None:
        return []
    titles = _titles(read_grid(score.grid).questionnaire)
    return sorted(((titles[each.code], -each.points) for each in explained.components), key=lambda line: line[1])


def _titles(questionnaire: Questionnaire) -> dict[str, str]:
    return {section.code: section.title.in_language(LANGUAGE).text for section in questionnaire.sections}
