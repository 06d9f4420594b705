"""A map in a real browser: drawn from this house alone, read by keyboard, replaced by its table where it cannot be."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.journey, pytest.mark.visits("gallery")]
NO_WEBGL = """() => { const asked = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
        return kind.startsWith("webgl") ? null : asked.call(this, kind, ...more); }; }"""

BRING = """([old, name, url]) => {
    const brought = document.querySelector("#carte-cellules").cloneNode(true);
    Object.assign(brought, { id: name }).dataset.map = "waiting";
    brought.querySelector("[data-map-drawn]").hidden = true;
    brought.querySelector("[data-map-canvas]").replaceChildren();
    const plan = brought.querySelector("script");
    if (url) plan.textContent = JSON.stringify([{ kind: "areas", tone: "go", tones: {}, framed: true, url }]);
    htmx.swap(`#${old}`, brought.outerHTML, { swapStyle: "outerHTML" });
}"""
"""Brings a map by htmx in the place of another, as a part of a page does."""


def come_to(walker, name, state):
    """Go to a map of the gallery and wait until it is known what becomes of it."""
    figure = walker.page.locator(f"#{name}")
    figure.scroll_into_view_if_needed()
    expect(figure).to_have_attribute("data-map", state)
    return figure


def test_map_is_drawn_beside_its_table_and_read_without_a_mouse(person):
    nadia = person()
    nadia.go("gallery")
    reach = come_to(nadia, "carte-portee", "drawn")
    expect(reach.get_by_role("img", name="domicile")).to_be_visible()
    expect(reach.get_by_role("table")).to_be_visible()
    reach.get_by_role("region", name="Jusqu’où l’on va").focus()
    expect(reach.get_by_text("Entrée : lire le centre.")).to_be_visible()
    nadia.page.keyboard.press("Enter")
    expect(reach.get_by_role("status").first).to_contain_text("Avec un vélo électrique")
    expect(reach.locator(".maplibregl-cooperative-gesture-screen")).to_have_css("opacity", "0")
    nadia.look("carte dessinée")


def test_map_moves_by_arrows_and_comes_nearer_by_its_buttons(person):
    nadia = person()
    nadia.go("gallery")
    reach = come_to(nadia, "carte-portee", "drawn")
    home = reach.get_by_role("img", name="domicile")
    reach.get_by_role("region", name="Jusqu’où l’on va").focus()
    for act in (
        lambda: nadia.page.keyboard.press("ArrowDown"),
        reach.get_by_role("button", name="Rapprocher").click,
        reach.get_by_role("button", name="Revoir toute la carte").click,
    ):
        before = home.get_attribute("style")
        act()
        expect(home).not_to_have_attribute("style", before)


def test_table_folds_once_the_map_is_drawn_and_opens_again(person):
    nadia = person()
    nadia.go("gallery")
    cells = come_to(nadia, "carte-cellules", "drawn")
    expect(cells.get_by_role("table")).to_be_hidden()
    nadia.unfold("Les emplois par commune")
    expect(cells.get_by_role("table")).to_be_visible()
    expect(cells.get_by_text("Données anciennes")).to_be_visible()
    nadia.look("carte et tableau")


def test_empty_map_says_so(person):
    nadia = person()
    nadia.go("gallery")
    expect(come_to(nadia, "carte-vide", "empty")).to_contain_text("encore rien à dessiner")


def test_device_that_cannot_draw_shows_the_table_and_says_why(person):
    nadia = person()
    nadia.page.add_init_script(f"({NO_WEBGL})()")
    nadia.go("gallery")
    cells = come_to(nadia, "carte-cellules", "unable")
    expect(cells).to_contain_text("ne peut pas dessiner la carte")
    expect(cells.get_by_role("table")).to_be_visible()
    expect(cells.locator(".map-frame")).to_be_hidden()
    nadia.look("sans WebGL")


def test_library_that_does_not_come_leaves_the_table(person):
    nadia = person()
    nadia.behind_proxy("**/vendor/maplibre-gl.js", 503)
    nadia.go("gallery")
    cells = come_to(nadia, "carte-cellules", "missing")
    expect(cells).to_contain_text("La carte n’est pas arrivée")
    expect(cells.get_by_role("table")).to_be_visible()


def test_map_brought_later_is_drawn_and_one_whose_layer_does_not_come_says_so(person):
    nadia = person()
    nadia.go("gallery")
    come_to(nadia, "carte-vide", "empty")
    nadia.bear(404)
    nadia.page.evaluate(BRING, ["carte-vide", "neuve", None])
    expect(come_to(nadia, "neuve", "drawn").locator("canvas")).to_be_visible()
    nadia.page.evaluate(BRING, ["neuve", "perdue", "/nulle-part.geojson"])
    expect(come_to(nadia, "perdue", "missing")).to_contain_text("La carte n’est pas arrivée")


def test_without_javascript_the_table_is_all_there_is(person):
    nadia = person(javascript=False)
    nadia.go("gallery")
    cells = nadia.page.locator("#carte-cellules")
    expect(cells.get_by_role("table")).to_be_visible()
    expect(cells.locator(".map-frame")).to_be_hidden()
