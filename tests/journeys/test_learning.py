"""Learning to get about: a lesson read by anybody, and a trip rehearsed until the next bilan hears of it."""

import pytest

from allant.sources.lessons import read_lesson
from allant.web.cases.models import Observation

pytestmark = pytest.mark.journey


def _answer(visitor, card, *, is_right):
    place = next(number for number, choice in enumerate(card.choices) if choice.is_right is is_right)
    visitor.choose("answer", str(place))
    visitor.press("Vérifier")


@pytest.mark.visits("learning:lessons", "learning:lesson", "learning:lesson-end")
def test_somebody_learns_to_read_a_timetable(person):
    visitor = person()
    visitor.go("learning:lessons")
    visitor.follow("Lire un horaire de bus")
    cards = read_lesson("read_timetable").cards
    assert visitor.page.locator(".timetable").get_by_text("Gare").count() == 1
    for number, card in enumerate(cards, start=1):
        onward = "Terminer" if number == len(cards) else "Continuer"
        if card.is_practice and number == 2:
            visitor.press("Vérifier")
            visitor.look("sans réponse")
            _answer(visitor, card, is_right=False)
            assert "Pas tout à fait" in visitor.text()
            visitor.choose("answer", str(next(n for n, each in enumerate(card.choices) if each.is_right)))
            visitor.press("Essayer encore")
        elif card.is_practice:
            _answer(visitor, card, is_right=True)
        if card.is_practice:
            assert "C’est juste" in visitor.text()
        visitor.follow(onward)
    assert "Bravo" in visitor.text("h1")
    visitor.follow("Voir les autres leçons")


@pytest.mark.visits(
    "cases:list",
    "cases:bilan-new",
    "cases:bilan-section",
    "learning:case",
    "learning:rehearsal",
)
def test_a_trip_is_rehearsed_until_the_person_goes_alone(person, house, case):
    nadia = person()
    nadia.sign_in(house.adviser)
    nadia.go("learning:case", case.pk)
    nadia.press("Proposer la leçon Acheter un billet")
    assert "Proposée le" in nadia.text()
    nadia.press("Préparer ce trajet")
    nadia.look("à corriger")
    nadia.fill(
        from_place="Les Tilleuls", to_place="Zone des Aulnes", route="Ligne 1 puis 4, à la gare", companion="Léa"
    )
    nadia.press("Préparer ce trajet")
    nadia.look("prêt")
    for stage in ("with", "shadowed", "alone"):
        nadia.fill(stage=stage, went="well", minutes="50")
        nadia.press("Enregistrer la sortie")
    assert "Trajet appris" in nadia.text()
    nadia.fill(plan_trip="with_change")
    nadia.press("Noter ces compétences")
    nadia.look("appris")
    assert Observation.objects.get().answer == "with_change"
    nadia.go("cases:bilan-new", case.pk)
    nadia.press("Commencer")
    nadia.arrive(nadia.page.locator(".section-nav a", has_text="Se repérer").click)
    assert "Vu sur un trajet" in nadia.page.locator("#bloc-plan_trip").inner_text()
