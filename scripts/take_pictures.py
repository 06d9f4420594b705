"""Take the README's pictures from a running demonstration.

make demo                                                        # in one terminal
.venv/bin/python scripts/take_pictures.py http://127.0.0.1:8000  # in another
"""

import re
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
ADVISER = ("nadia@val-allant.example", "val-allant-fictif")


def keep(page: Page, name: str) -> None:
    """Keep what the screen shows, once it stands still."""
    page.wait_for_load_state("networkidle")
    page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")


def take_test(page: Page, address: str) -> None:
    """Answer the public test as somebody whom several things slow down."""
    page.goto(f"{address}/test/")
    page.get_by_role("link", name="Commencer").click()
    for number in range(30):
        if "/resultat/" in page.url:
            break
        choices = page.locator("input[name=answer]")
        choices.nth(min(number % 3, choices.count() - 2)).check()
        if number == 5:
            keep(page, "test")
        page.get_by_role("button", name="Continuer").click()
    keep(page, "test-result")


def visit_the_day(page: Page, address: str) -> None:
    """Begin the day as an adviser, then open the showcase person's file and result."""
    page.goto(f"{address}/connexion/")
    page.fill("[name=username]", ADVISER[0])
    page.fill("[name=password]", ADVISER[1])
    page.get_by_role("button", name="Entrer").click()
    page.goto(f"{address}/aujourdhui/")
    keep(page, "today")
    page.goto(f"{address}/dossiers/?q=Sabrina+Meziane&qui=all&etat=any")
    page.get_by_role("link", name="Sabrina Meziane", exact=True).click()
    keep(page, "case")
    page.get_by_role("link", name="Bilan de sortie").click()
    keep(page, "result")
    page.goto(f"{address}/agenda/")
    keep(page, "agenda")
    page.goto(f"{address}/flotte/calendrier/")
    keep(page, "fleet")


def visit_own_page(page: Page, address: str) -> None:
    """Be given a link and a code by the adviser, and read one's own page on a phone."""
    desk = page.context.browser.new_context(viewport=DESK, locale="fr-FR").new_page()
    desk.goto(f"{address}/connexion/")
    desk.fill("[name=username]", ADVISER[0])
    desk.fill("[name=password]", ADVISER[1])
    desk.get_by_role("button", name="Entrer").click()
    desk.goto(f"{address}/dossiers/?q=Marchetti&qui=all&etat=any")
    desk.get_by_role("link", name="Élodie Marchetti", exact=True).click()
    desk.get_by_role("link", name="Sa page").click()
    desk.get_by_role("button", name=re.compile("Ouvrir sa page|Remplacer le lien")).first.click()
    given = desk.locator("main").inner_text()
    page.goto(re.search(r"http\S+/lien/\S+", given)[0])
    page.fill("[name=code]", re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", given)[0])
    page.get_by_role("button").filter(has_text=re.compile("Ouvrir|Continuer|Entrer")).first.click()
    keep(page, "own-page")


def main(address: str) -> None:
    """Take all pictures."""
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for size, visit in ((PHONE, take_test), (DESK, visit_the_day), (PHONE, visit_own_page)):
            visit(browser.new_context(viewport=size, locale="fr-FR").new_page(), address)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
