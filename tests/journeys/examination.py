"""What every page is examined for, in whichever state a journey finds it."""

import re
from pathlib import Path

from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE_SCRIPT = Axe().axe_script
"""For `add_init_script`: sent once a browser instead of once a look."""
VIOLATIONS = "axe.run({resultTypes: ['violations']}).then(({violations}) => ({violations}))"
SHOWN = """() => document.documentElement.outerHTML + [...document.querySelectorAll("input, select, textarea")].map(
    (field) => field.type === "hidden" ? "" : field.checked ? `${field.value} checked` : field.value).join()"""
# What differs between two showings of the same page: the form's secret, the server's door.
CHANGING = re.compile(r'(?<=name="csrfmiddlewaretoken" value=")\w+|(?<=127\.0\.0\.1:)\d+')
SCRIPTS = re.compile(r"<script\b.*?</script>", re.DOTALL)
# The gallery shows every component, so several main buttons; elsewhere a page has one main action.
MANY_ACTIONS = {"gallery"}
SHAPE = """() => ({
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    titles: document.querySelectorAll("h1").length,
    actions: [...document.querySelectorAll("main .btn-main")].filter((each) => each.checkVisibility()).length,
    unkept: document.querySelector("script[src*='keeping/forms.js']") === null ? [] : [...document.querySelectorAll(
        "form[method=post]:not([data-keep-draft], [data-autosave], [data-sheet]) textarea")].map((each) => each.name),
    undefinedWords: document.body.innerText.match(/\\b(None|undefined|NaN)\\b/g) || [],
})"""


def faults(page: Page, route: str) -> list[str]:
    """Return what is wrong with the page: accessibility, width, one title, one main action, long texts kept."""
    shape = page.evaluate(SHAPE)
    found = [] if shape["overflow"] <= 0 else [f"the page is {shape['overflow']} px wider than the screen"]
    if shape["titles"] != 1:
        found.append(f"{shape['titles']} titles of the first level instead of one")
    if shape["actions"] > 1 and route not in MANY_ACTIONS:
        found.append(f"{shape['actions']} main actions on one page")
    if shape["unkept"]:
        found.append(f"what is typed in {shape['unkept']} is not kept on the device: the form lacks data-keep-draft")
    if shape["undefinedWords"]:
        found.append(f"a value is missing: {shape['undefinedWords']}")
    results = AxeResults(page.evaluate(VIOLATIONS))
    if results.violations_count:
        found.append(results.generate_report())
    return found


def fingerprint(page: Page) -> str:
    """Return the document as shown and filled, the same for two pages that cannot differ to the eye."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    return f"{width} {CHANGING.sub('', page.evaluate(SHOWN))}"


def picture(page: Page, folder: str, name: str) -> None:
    """Keep the whole page as a picture, to be looked at."""
    page.evaluate("document.fonts.ready")
    page.screenshot(path=Path(folder) / f"{name}.png", full_page=True, animations="disabled")
