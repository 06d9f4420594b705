"""A real browser, a real server, a platform with its people; every journey says which pages it visits."""

import os
import shutil
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import django
import pytest
from django.contrib.auth.hashers import make_password
from playwright.sync_api import Browser, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

# pytest reads this file before pytest-django sets Django up, when the folder is named on the command line.
django.setup()

from tests.journeys.walker import PASSWORD, PATIENCE_MS, Walker  # noqa: E402
from tests.web import factories  # noqa: E402

from allant.web.accounts.enums import Role  # noqa: E402

SIZES = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 900}}
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--lang=fr-FR",
    "--no-first-run",
    "--no-sandbox",
]
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser")
"""The first is Chromium without its windows: the same pages, for less."""
MISSING = "No Chromium on this machine. On Debian: sudo apt-get install chromium-headless-shell"
COMMUNES = {
    "24322": ("Périgueux", "24000"),
    "24053": ("Boulazac Isle Manoire", "24750"),
    "24557": ("Trélissac", "24750"),
}


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "visits(*routes): the pages that this journey visits, all of them and no other")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    outcome = yield
    report = outcome.get_result()
    if report.when == "call":
        item.user_properties.append(("passed", report.passed))


@pytest.fixture(scope="session")
def live_server(django_db_setup: None) -> Iterator[LiveServer]:
    """The platform on this machine, gone before its database is.

    Its styles and scripts are served as in production, so that browsers keep them.
    """
    server = LiveServer("127.0.0.1", start=False)
    server.thread.static_handler = lambda application: application
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.fail(MISSING) if os.environ.get("CI") == "true" else pytest.skip(MISSING)
    # Playwright keeps an event loop in this thread; the tests still ask the database one thing at a time.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield started
        started.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def house(transactional_db: None) -> SimpleNamespace:
    """A platform in a real territory, its network, a prescriber and somebody in each role."""
    territory = factories.TerritoryFactory(name="Le Grand Périgueux", epci_code="200040392")
    for code, (name, postal_code) in COMMUNES.items():
        factories.CommuneFactory(territory=territory, code_insee=code, name=name, postal_codes=[postal_code])
    network = factories.OrganisationFactory(is_network=True, name="Réseau des mobilités")
    platform = factories.OrganisationFactory(territory=territory, network=network, name="Plateforme du Périgord")
    referrer = factories.OrganisationFactory(is_prescriber=True, territory=territory, name="Mission locale")
    password = make_password(PASSWORD)

    def account(full_name: str, organisation: object, role: str) -> object:
        return factories.UserFactory(full_name=full_name, organisation=organisation, role=role, password=password)

    return SimpleNamespace(
        platform=platform,
        referrer=referrer,
        adviser=account("Nadia Berger", platform, Role.ADVISER),
        manager=account("Paul Marchand", platform, Role.MANAGER),
        network_head=account("Inès Roche", network, Role.NETWORK_HEAD),
        prescriber=account("Léo Faure", referrer, Role.PRESCRIBER),
    )


@pytest.fixture
def case(house: SimpleNamespace) -> object:
    """The file of somebody whom the adviser follows."""
    beneficiary = factories.BeneficiaryFactory(first_name="Rosa", last_name="Diaz")
    return factories.CaseFactory(beneficiary=beneficiary, organisation=house.platform, adviser=house.adviser)


@pytest.fixture(params=list(SIZES))
def size(request: pytest.FixtureRequest) -> dict[str, int]:
    """The screen: a telephone, then a computer."""
    return SIZES[request.param]


@pytest.fixture
def person(
    request: pytest.FixtureRequest, chromium: Browser, live_server, house: SimpleNamespace, size: dict[str, int]
) -> Iterator[Callable[..., Walker]]:
    """Give a browser to each person of the journey; at the end, nothing was complained of and every page was met."""
    walkers: list[Walker] = []

    def sits_down(*, javascript: bool = True) -> Walker:
        walkers.append(Walker(chromium, live_server.url, size, javascript=javascript))
        return walkers[-1]

    yield sits_down
    for walker in walkers:
        walker.close()
    if ("passed", True) in request.node.user_properties:
        assert [complaint for walker in walkers for complaint in walker.complaints] == []
        claimed = {route for mark in request.node.iter_markers("visits") for route in mark.args}
        visited = {route for walker in walkers for route in walker.visited}
        # Whoever signs in passes by the today page, also on the way to something else.
        assert visited - {"day:today"} <= claimed <= visited
