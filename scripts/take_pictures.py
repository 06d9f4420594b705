"""Take the README's pictures from a running demonstration.

make demo                                                        # in one terminal
.venv/bin/python scripts/take_pictures.py http://127.0.0.1:8000  # in another
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
ADVISER = ("nadia@val-allant.example", "val-allant-fictif")


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
            page.screenshot(path=PICTURES / "test.png")
        page.get_by_role("button", name="Continuer").click()
    page.screenshot(path=PICTURES / "test-result.png")


def visit_case(page: Page, address: str) -> None:
    """Open the showcase person's file and result."""
    page.goto(f"{address}/connexion/")
    page.fill("[name=username]", ADVISER[0])
    page.fill("[name=password]", ADVISER[1])
    page.get_by_role("button", name="Entrer").click()
    page.goto(f"{address}/dossiers/?q=Sabrina+Meziane&qui=all&etat=any")
    page.get_by_role("link", name="Sabrina Meziane").click()
    page.screenshot(path=PICTURES / "case.png", full_page=True)
    page.get_by_role("link", name="Bilan de sortie").click()
    page.screenshot(path=PICTURES / "result.png", full_page=True)


def main(address: str) -> None:
    """Take all pictures."""
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for size, visit in ((PHONE, take_test), (DESK, visit_case)):
            visit(browser.new_context(viewport=size, locale="fr-FR").new_page(), address)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
