"""What people do again and again on their way: take the test, go through a bilan."""

from urllib.parse import urlsplit

from playwright.sync_api import Locator, expect
from tests.journeys.walker import Walker

# A person without licence or car, whom the test should send to somebody.
TEST_ANSWERS = {
    "licence": "none",
    "vehicle": "none",
    "transport_pass": "none",
    "stop_distance": "over_20_min",
    "town_without_car": "hardly",
    "end_of_month": "not_always",
    "trips_given_up": "often",
    "walk": "easy",
    "stairs": "easy",
    "read_map": "hard",
    "plan_trip": "with_help",
    "unknown_place": "worried",
    "ready_to_try": "with_someone",
    "early_late": "sometimes",
    "children": "some",
    "children_trips": "a_little",
    "weekly_places": "three_or_four",
}
RESERVED = {"dk", "na"}


def answer_test(person: Walker, answers: dict[str, str], *, onward: str = "Continuer") -> list[str]:
    """Answer the question shown and those that follow, until the result; return what was asked."""
    asked = []
    while person.route == "assessments:test-question":
        code = urlsplit(person.page.url).path.strip("/").split("/")[-1]
        person.choose("answer", answers[code])
        person.press(onward)
        asked.append(code)
    return asked


def code_for_adviser(person: Walker, answers: dict[str, str]) -> str:
    """Take the whole test, agree, and return the code as it is read aloud."""
    person.go("assessments:test")
    person.follow("Commencer")
    answer_test(person, answers)
    person.page.get_by_label("J’accepte").check()
    person.press("Obtenir mon code")
    return person.page.locator(".code").inner_text()


def fill_section(adviser: Walker, *, rank: int) -> None:
    """Answer every question of the section shown with its option number `rank`; confirm what the person declared."""
    blocks = adviser.page.locator(".block").evaluate_all("all => all.map(one => one.id)")
    codes = [name.removeprefix("bloc-") for name in blocks]
    for code in codes:
        block = adviser.page.locator(f"#bloc-{code}")
        if "block-locked" in (block.get_attribute("class") or ""):
            continue
        if block.locator("textarea").count():
            _write(block)
        elif block.get_by_role("button", name="Confirmer").count():
            _confirm(block)
        else:
            _answer(adviser, block, code, rank)


def _confirm(block: Locator) -> None:
    block.get_by_role("button", name="Confirmer").click()
    expect(block).to_contain_text("Confirmé")


def _write(block: Locator) -> None:
    block.locator("textarea").fill("Le premier bus passe à 8 h.")
    block.locator("textarea").blur()
    expect(block.locator(".block-state")).to_contain_text("Enregistré")


def _answer(adviser: Walker, block: Locator, code: str, rank: int) -> None:
    values = block.locator("input[type=radio]").evaluate_all("all => all.map(one => one.value)")
    own = [value for value in values if value not in RESERVED]
    adviser.choose(f"q-{code}", own[min(rank, len(own) - 1)])
    expect(block.locator(".block-state")).to_contain_text("Enregistré")


def fill_bilan(adviser: Walker, *, rank: int) -> None:
    """Go through all the sections from the one shown, to the page where the bilan is read again."""
    while adviser.route == "cases:bilan-section":
        fill_section(adviser, rank=rank)
        adviser.press("Enregistrer et continuer")
