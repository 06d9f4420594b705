"""For those who do not read: the page is heard, and the digits of the keyboard answer.

Chromium without a screen has no voices. Where a voice is needed, the journey gives the browser one that only notes
what it is asked to say, at once; everything else is the real page, its real script and its real keys. What a real
voice sounds like is not tested here.
"""

import json

import pytest
from playwright.sync_api import expect
from tests.journeys.walker import Walker

from allant.sources.grids import read_grid

pytestmark = pytest.mark.journey
NBSP = "\u00a0"
VOICE_THAT_NOTES = """(() => {
  const refuses = REFUSES;
  const note = (said) => {
    const all = JSON.parse(sessionStorage.getItem("said") || "[]");
    sessionStorage.setItem("said", JSON.stringify([...all, [said.lang, said.text]]));
  };
  let turn = 0;
  const speech = {
    getVoices: () => [
      {name: "of the network", lang: "ar-SA", localService: false},
      {name: "of the device", lang: "fr-FR", localService: true},
    ],
    cancel: () => { turn += 1; },
    addEventListener: () => {},
    speak: (said) => {
      const mine = turn;
      setTimeout(() => {
        if (mine !== turn) return;
        if (refuses) { said.onerror({error: "not-allowed"}); return; }
        said.onstart();
        note(said);
        setTimeout(() => { if (mine === turn) said.onend(); });
      });
    },
  };
  Object.defineProperty(window, "speechSynthesis", {value: speech});
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
})()"""
HOW_TO_ANSWER = "Touchez votre réponse"


def _give_voice(visitor: Walker, *, refuses: bool = False) -> None:
    visitor.page.add_init_script(VOICE_THAT_NOTES.replace("REFUSES", str(refuses).lower()))


def _heard(visitor: Walker, ending: str) -> list[str]:
    """Wait until a sentence is said; return what was said until then, and forget it."""
    visitor.page.wait_for_function("end => (sessionStorage.getItem('said') || '').includes(end)", arg=ending)
    said = json.loads(visitor.page.evaluate("sessionStorage.getItem('said')"))
    visitor.page.evaluate("sessionStorage.removeItem('said')")
    assert {language for language, _ in said} == {"fr-FR"}
    return [words.replace(NBSP, " ") for _, words in said]


def _listen(visitor: Walker) -> None:
    visitor.page.get_by_role("button", name="Écouter", exact=True).press("Enter")


@pytest.mark.visits("assessments:test", "assessments:test-question", "assessments:test-result")
def test_the_test_passes_with_the_ears_the_digits_and_the_enter_key(person):
    visitor = person()
    _give_voice(visitor)
    visitor.go("assessments:test")
    _listen(visitor)
    assert "Un test court et gratuit" in _heard(visitor, "Pour continuer")[1]
    visitor.arrive(lambda: visitor.page.keyboard.press("Enter"))
    asked = 0
    while visitor.route == "assessments:test-question":
        said = _heard(visitor, HOW_TO_ANSWER)
        labels = visitor.page.locator(".choice label")
        assert said[0].startswith("Question ")
        assert visitor.text("h1") in said
        assert sum(words.startswith("Réponse ") for words in said) == labels.count()
        visitor.page.keyboard.press("2")
        assert _heard(visitor, "Vous avez choisi")[-1].startswith("Vous avez choisi : Réponse 2 : ")
        expect(visitor.page.locator(".choice input").nth(1)).to_be_checked()
        visitor.arrive(lambda: visitor.page.keyboard.press("Enter"))
        asked += 1
    # The second answer says "no children": their trips are not asked about.
    assert asked == len(read_grid("fr-2026.1-test").questionnaire.questions) - 1
    said = _heard(visitor, "J’accepte")
    assert said[0] == visitor.text("h1")
    assert any(words.startswith("Environ ") for words in said)
    assert "Par quoi commencer" in said


@pytest.mark.visits("assessments:test-question")
def test_the_voice_shows_what_it_reads_and_stops_when_told(person):
    visitor = person()
    _give_voice(visitor)
    visitor.go("assessments:test-question", "licence")
    _listen(visitor)
    said = _heard(visitor, HOW_TO_ANSWER)
    assert "Réponse 2 : Oui, mais je ne peux pas m’en servir. Il est suspendu, annulé, ou pas encore échangé." in said
    expect(visitor.page.get_by_role("button", name="Arrêter")).to_be_visible()
    visitor.look("lu à voix haute")
    visitor.page.evaluate("() => { const all = speechSynthesis; all.speak = (said) => said.onstart(); }")
    visitor.page.get_by_role("button", name="Réécouter").click()
    expect(visitor.page.locator(".is-being-read")).to_have_count(1)
    visitor.page.keyboard.press("Escape")
    expect(visitor.page.locator(".is-being-read")).to_have_count(0)
    expect(visitor.page.get_by_role("button", name="Écouter", exact=True)).to_be_visible()
    visitor.page.keyboard.press("1")
    assert visitor.page.locator(".choice input:checked").count() == 0
    visitor.arrive(visitor.page.reload)
    assert visitor.page.evaluate("sessionStorage.getItem('lecture')") is None


@pytest.mark.visits("assessments:test-question")
def test_a_missing_answer_is_heard_too(person):
    visitor = person()
    _give_voice(visitor)
    visitor.go("assessments:test-question", "licence")
    _listen(visitor)
    _heard(visitor, HOW_TO_ANSWER)
    visitor.press("Continuer")
    assert "Choisissez une réponse pour continuer." in _heard(visitor, HOW_TO_ANSWER)


@pytest.mark.visits("assessments:test", "assessments:test-question")
def test_without_a_voice_of_the_device_the_page_says_so(person):
    visitor = person()
    visitor.go("assessments:test")
    expect(visitor.page.get_by_text("cet appareil n’a pas de voix")).to_be_visible()
    assert visitor.page.get_by_role("button", name="Écouter").count() == 0
    _give_voice(visitor)
    visitor.page.locator("details.menu summary").click()
    visitor.press("العربية")
    visitor.go("assessments:test-question", "licence")
    expect(visitor.page.get_by_text("لا يوجد في هذا الجهاز صوت بلغتك")).to_be_visible()
    assert visitor.page.get_by_role("button", name="استمع").count() == 0


@pytest.mark.visits("assessments:test-question")
def test_a_browser_that_refuses_to_speak_is_explained(person):
    visitor = person()
    _give_voice(visitor, refuses=True)
    visitor.go("assessments:test-question", "licence")
    _listen(visitor)
    expect(visitor.page.get_by_text("le navigateur ne l’a pas permise")).to_be_visible()
    expect(visitor.page.get_by_role("button", name="Écouter", exact=True)).to_be_visible()
