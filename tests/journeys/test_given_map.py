"""A map given for a territory, in a real browser: its tiles are asked of this house and drawn under the rest."""

import json

import pytest
from playwright.sync_api import expect
from tests.web.reaching.given_map import write_map

from allant.web.reaching.backgrounds import TILES, background_layers
from allant.web.reaching.grounds import folder_of
from allant.web.ui.maps import MapLayer, drawing

pytestmark = [pytest.mark.journey, pytest.mark.visits("gallery", "cases:list")]
AROUND = {"type": "Feature", "properties": {}, "geometry": {"type": "MultiPoint", "coordinates": [[0, 45], [2, 46]]}}
DRAW = """plan => {
    const brought = document.querySelector("#carte-vide").cloneNode(true);
    Object.assign(brought, { id: "donnee" }).dataset.map = "waiting";
    brought.querySelector("script").textContent = plan;
    htmx.swap("#carte-vide", brought.outerHTML, { swapStyle: "outerHTML" });
}"""
COLOURS = """() => {
    const drawn = document.querySelector("#donnee canvas");
    const copy = Object.assign(document.createElement("canvas"), { width: drawn.width, height: drawn.height });
    const pen = copy.getContext("2d");
    pen.drawImage(drawn, 0, 0);
    const hex = ([red, green, blue]) => "#" + [red, green, blue].map((c) => c.toString(16).padStart(2, "0")).join("");
    return [hex(pen.getImageData(20, 20, 1, 1).data),
            getComputedStyle(drawn).getPropertyValue("--map-water").trim().toLowerCase()];
}"""


@pytest.mark.parametrize("raster", [False, True], ids=["vector", "pictures"])
def test_map_that_was_given_is_drawn_from_this_house(person, house, settings, tmp_path, raster):
    settings.GROUNDS = tmp_path
    folder_of(house.platform.territory).mkdir()
    write_map(folder_of(house.platform.territory) / TILES, raster=raster)
    layers = [
        *background_layers(house.platform.territory),
        MapLayer("places", data={"type": "FeatureCollection", "features": [AROUND]}),
    ]

    nadia = person()
    nadia.sign_in(house.adviser)
    nadia.go("gallery")
    with nadia.page.expect_response(lambda answer: "/tuiles/" in answer.url) as tile:
        nadia.page.evaluate(DRAW, json.dumps(drawing(layers).plan))
        nadia.page.locator("#donnee").scroll_into_view_if_needed()
    assert tile.value.status == 200
    expect(nadia.page.locator("#donnee")).to_have_attribute("data-map", "drawn")
    corner, water = nadia.page.evaluate(COLOURS)
    assert corner == ("#c81e3c" if raster else water)
