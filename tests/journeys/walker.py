"""A person in front of a browser: goes, presses, chooses; every page reached is examined."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client
from django.urls import Resolver404, resolve, reverse
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, Response
from tests.journeys import examination

from allant.web.accounts.enums import Role
from allant.web.accounts.models import User

PATIENCE_MS = 30_000
"""A busy machine is slow, not wrong: every wait is for a state, and ends as soon as it comes."""
PASSWORD = "chemin-des-aulnes-27"
STARTS = {Role.ADVISER: "cases:list", Role.MANAGER: "cases:platform"}
"""Where a journey that is not about the today page begins."""
OF_THE_DRIVER = "GL Driver Message"
"""Said by the graphics driver of a machine without a graphics card, of its own slowness: no fault of a page."""
EXAMINED: set[str] = set()
"""Pages that this process found without looking for more: the same document at the same width is examined once."""
PICTURES = os.environ.get("ALLANT_PICTURES", "")


class Walker:
    """One person, one device. What the browser complains of is gathered in `complaints`, the pages in `visited`."""

    def __init__(self, browser: Browser, address: str, viewport: dict[str, int], *, javascript: bool = True) -> None:
        self.address = address
        self.visited: set[str] = set()
        self.states: set[tuple[str, str]] = set()
        self.complaints: list[str] = []
        self._expected_status = 200
        self._borne: set[str] = {OF_THE_DRIVER}
        self._method = "GET"
        self._javascript = javascript
        self._width = viewport["width"]
        self._context = browser.new_context(viewport=viewport, locale="fr-FR", java_script_enabled=javascript)
        self._context.set_default_timeout(PATIENCE_MS)
        self._context.on("request", self._hear_request)
        self._context.on("response", self._hear_response)
        self._context.on("console", self._hear_console)
        self._context.on("weberror", lambda error: self.complaints.append(f"script error: {error.error}"))
        self._twin = None if javascript else browser.new_context(viewport=viewport).new_page()
        examined = self._context if self._twin is None else self._twin.context
        examined.add_init_script(examination.AXE_SCRIPT)
        self.page: Page = self._context.new_page()

    def close(self) -> None:
        """Shut the browser's window."""
        if self._twin is not None:
            self._twin.context.close()
        self._context.close()

    # —— Going ——

    def go(self, route: str, *values: object, query: str = "", status: int = 200) -> None:
        """Open a page of the house by the name of its route."""
        self.open(reverse(route, args=values) + query, status=status)

    def open(self, path: str, *, status: int = 200) -> None:
        """Open an address."""
        self._expected_status = status
        self.page.goto(f"{self.address}{path}")
        self.look()

    def follow(self, name: str | re.Pattern[str]) -> None:
        """Follow a link by its words."""
        self.arrive(self.page.get_by_role("link", name=name).first.click)

    def press(self, name: str | re.Pattern[str], *, status: int = 200) -> None:
        """Press a button that leads to a page, by its words."""
        self._expected_status = status
        self.arrive(self.page.get_by_role("button", name=name).first.click)

    def arrive(self, by: Callable[[], object]) -> None:
        """Do what leads to another page, then look at that page."""
        with self.page.expect_navigation(wait_until="load"):
            by()
        self.look()

    def other_tab(self) -> Page:
        """Open a second tab of the same browser."""
        return self._context.new_page()

    def sign_in(self, user: User, *, stay: bool = False) -> None:
        """Sit down already signed in, at the list of cases or on the platform's page.

        With `stay`, the journey goes on from the today page, where the team starts its day.
        """
        visitor = Client()
        visitor.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        self._context.add_cookies([{"name": name, "value": visitor.cookies[name].value, "url": self.address}])
        self.go("home" if stay else STARTS.get(user.role, "home"))

    def sign_in_by_form(self, user: User, *, stay: bool = False) -> None:
        """Sign in from the front page, as a person who works; then begin where `sign_in` begins."""
        self.go("home")
        self.follow("Se connecter")
        self.fill(username=user.email, password=PASSWORD)
        self.press("Entrer")
        if not stay and user.role in STARTS:
            self.go(STARTS[user.role])

    def sign_out(self) -> None:
        """Sign out by the menu of one's own name."""
        self.page.locator(".masthead details.menu summary").click()
        self.press("Se déconnecter")

    def unplug(self) -> None:
        """Go where there is no network; what fails for that reason is no complaint."""
        self._borne |= {"ERR_INTERNET_DISCONNECTED", "htmx:"}
        self._context.set_offline(True)

    def replug(self) -> None:
        """Come back where there is a network."""
        self._context.set_offline(False)

    def bear(self, *statuses: int) -> None:
        """Take these answers of the server to background requests for what the journey is about."""
        self._borne |= {f"{words} {each}" for each in statuses for words in ("status of", "Error Code")}

    def behind_proxy(self, address: str, status: int) -> None:
        """Let the proxy answer, in place of the server, to what is asked at an address."""
        self.bear(status)
        self._context.route(address, lambda route: route.fulfill(status=status, body="proxy"))

    def without_proxy(self) -> None:
        """Reach the server again."""
        self._context.unroute_all()

    def lose_cookie(self, name: str) -> None:
        """Do as a browser whose cookie has gone."""
        self._context.clear_cookies(name=name)

    # —— Filling ——

    def fill(self, **fields: str) -> None:
        """Write in the fields of a form, by their names."""
        for name, value in fields.items():
            field = self.page.locator(f"[name={name}]")
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)

    def choose(self, name: str, value: str) -> None:
        """Choose an answer as a finger does: on its words."""
        control = self.page.locator(f"[name='{name}'][value='{value}']")
        self.page.locator(f"label[for='{control.get_attribute('id')}']").click()

    def unfold(self, title: str) -> None:
        """Open a part of the page that is folded."""
        self.page.locator("summary", has_text=title).click()

    def text(self, selector: str = "main") -> str:
        """Return the words of a part of the page, with plain spaces."""
        return re.sub(r"\s+", " ", self.page.locator(selector).first.inner_text())

    def part(self, heading: str) -> Locator:
        """Return the part of the page under a heading."""
        return self.page.locator("section").filter(has=self.page.get_by_role("heading", name=heading))

    # —— Looking ——

    @property
    def route(self) -> str:
        """The route of the page, empty when there is none."""
        try:
            return resolve(urlsplit(self.page.url).path).view_name
        except Resolver404:
            return ""

    def look(self, state: str = "") -> None:
        """Examine the page as it stands; `state` names what is particular about it."""
        route = self.route
        if self._expected_status == 200 and self._method == "GET":
            self.visited.add(route)
        self.states.add((route, state))
        fingerprint = examination.fingerprint(self.page)
        if fingerprint in EXAMINED:
            return
        EXAMINED.add(fingerprint)
        page = self._as_examined()
        where = f"{route or self.page.url} {state}".strip()
        self.complaints += [f"{where}: {fault}" for fault in examination.faults(page, route)]
        if PICTURES:
            Path(PICTURES).mkdir(parents=True, exist_ok=True)
            examination.picture(page, PICTURES, self._picture_name(route, state))

    def _as_examined(self) -> Page:
        """Return the page; without JavaScript, where no check can run, a twin that shows the same document."""
        if self._twin is None:
            return self.page
        if not self._twin.url.startswith(self.address):
            self._twin.goto(self.address + reverse("privacy"))
        self._twin.set_content(examination.SCRIPTS.sub("", self.page.content()))
        return self._twin

    def _picture_name(self, route: str, state: str) -> str:
        last = urlsplit(self.page.url).path.strip("/").split("/")[-1]
        detail = last if route in {"assessments:test-question", "cases:bilan-section", "assessments:grid"} else ""
        status = "" if self._expected_status == 200 else str(self._expected_status)
        words = [route or "sans-route", detail, status, state, "" if self._javascript else "sans-js", str(self._width)]
        return re.sub(r"[^\w.-]+", "-", "_".join(word for word in words if word))

    # —— Hearing what the browser complains of ——

    def _hear_request(self, request: Request) -> None:
        if request.is_navigation_request():
            self._method = request.method
        if not request.url.startswith((self.address, "data:", "about:")):
            self.complaints.append(f"asks outside for {request.url}")

    def _hear_response(self, response: Response) -> None:
        allowed = self._expected_status if response.request.is_navigation_request() else 200
        if f"status of {response.status}" in self._borne:
            return
        if response.status >= 400 and response.status != allowed:
            self.complaints.append(f"{response.request.method} {response.url} answers {response.status}")

    def _hear_console(self, message: ConsoleMessage) -> None:
        if any(each in message.text for each in self._borne):
            return
        expected = self._expected_status >= 400 and f"status of {self._expected_status}" in message.text
        if message.type in {"error", "warning"} and not expected:
            self.complaints.append(f"console: {message.text} ({self.page.url})")
