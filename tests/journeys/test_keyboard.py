"""With the keyboard alone: the way in is short, the focus is always seen, and nothing holds it."""

import pytest
from tests.web import factories

pytestmark = pytest.mark.journey

# What the eye needs: a line around what has the focus, or around the words of a hidden button.
FOCUS = """() => {
    const at = document.activeElement;
    if (!at || at === document.body) return {left: true};
    const drawn = [at, at.closest(".choice, .chip, .field-tick"), document.querySelector(`label[for="${at.id}"]`)];
    return {
        left: false,
        name: (at.id || at.textContent || at.name || at.tagName).trim().slice(0, 60),
        seen: drawn.filter(Boolean).some((each) => {
            const style = getComputedStyle(each);
            return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
        }),
    };
}"""
MOST_STOPS = 200


def _walk_through(walker, key):
    """Press a key until the focus leaves the page; return the stops."""
    stops = []
    while len(stops) < MOST_STOPS:
        walker.page.keyboard.press(key)
        at = walker.page.evaluate(FOCUS)
        if at["left"]:
            return stops
        stops.append(at)
    pytest.fail(f"The focus is held: {[at['name'] for at in stops[-5:]]}")


def _check_page(walker):
    forward = _walk_through(walker, "Tab")
    assert [at["name"] for at in forward if not at["seen"]] == []
    backward = _walk_through(walker, "Shift+Tab")
    assert len(backward) >= len(forward) - 1
    assert [at["name"] for at in backward if not at["seen"]] == []


@pytest.mark.visits("assessments:test", "assessments:test-question")
def test_the_test_is_answered_with_the_keyboard(person):
    visitor = person()
    visitor.go("assessments:test")
    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate("document.activeElement.className") == "skip-link"
    assert visitor.page.locator(".skip-link").bounding_box()["y"] >= 0
    visitor.page.keyboard.press("Enter")
    assert visitor.page.evaluate("document.activeElement.id") == "contenu"
    visitor.page.keyboard.press("Tab")
    visitor.arrive(lambda: visitor.page.keyboard.press("Enter"))
    visitor.page.locator("[name=answer]").first.focus()
    visitor.page.keyboard.press("ArrowDown")
    visitor.look("au clavier")
    visitor.arrive(lambda: visitor.page.keyboard.press("Enter"))
    assert visitor.route == "assessments:test-question"
    _check_page(visitor)


@pytest.mark.visits("cases:list", "cases:bilan-section")
def test_the_focus_is_seen_and_free_on_the_sheet_of_a_bilan(person, house, case):
    bilan = factories.bilan(case=case, by=house.adviser)
    nadia = person()
    nadia.sign_in(house.adviser)
    nadia.go("cases:bilan-section", bilan.assessment_id, "material")
    _check_page(nadia)
