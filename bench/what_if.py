"""« Et si… » in Chromium, and the area of a map, at the 95th percentile, while a study of the territory runs.

On the data of Porto Alegre (ALLANT_SHARED_DATA). The network is warm; each round sets off from another door, so that no
answer is one kept from before. The page is timed until its map is drawn, the area as a script of the page asks for it.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from random import Random
from statistics import quantiles
from threading import Thread
from time import perf_counter
from typing import Any

import polars as pl

from allant.routing.building import build_network
from bench.result import Result, result
from bench.routing import POA

ROUNDS, WARM_UP = int(os.environ.get("ALLANT_BENCH_ROUNDS", "40")), 4
PAGE_S, AREA_S = 2.0, 0.3
"""The most that the page and an area may take."""
KINDS = {"jobs": "jobs", "schools": "training", "healthcare": "health"}
DRAWN = "() => document.querySelector('#carte-et-si')?.dataset.map === 'drawn'"
ASK = """async (url) => { const start = performance.now(); const answer = await fetch(url);
    await answer.json(); return answer.ok ? (performance.now() - start) / 1000 : Infinity; }"""


def run() -> list[Result]:
    """Time the page and the area of each round."""
    if not POA.is_dir():
        raise SystemExit(f"The data of Porto Alegre are absent: {POA}. ALLANT_SHARED_DATA names another folder.")
    with tempfile.TemporaryDirectory(prefix="allant-bench-") as folder:
        _begin(Path(folder))
        case, ground, cookie = _somebody()
        with _served() as address, _study(ground, Path(folder)) as study:
            pages, areas = _rounds(case, ground, address, cookie)
            if study.poll() is not None:
                raise SystemExit("The study ended before the rounds did: these times are not those asked for.")
    return [
        result("what-if drawn in Chromium, 95 %, beside a study", _late(pages), "two seconds", PAGE_S, ROUNDS),
        result("area of the what-if map, 95 %, beside a study", _late(areas), "0.3 second", AREA_S, ROUNDS),
    ]


def _begin(folder: Path) -> None:
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "allant.web.config.settings",
        "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
        "ALLANT_VAR": str(folder),
        "ALLANT_DEBUG": "1",
        # Playwright keeps an event loop in this thread; the database is still asked one thing at a time.
        "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
    }
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def _somebody() -> tuple[Any, Path, str]:
    """Write a person with a bilan and two places to be, on the ground of Porto Alegre."""
    from django.conf import settings
    from django.test import Client
    from tests.web import factories

    from allant.web.accounts.enums import Role
    from allant.web.reaching.grounds import OPPORTUNITIES, folder_of

    territory = factories.TerritoryFactory(name="Porto Alegre", epci_code="")
    ground = folder_of(territory)
    build_network(POA / "poa_osm.pbf", [POA / "poa_eptc.zip", POA / "poa_trensurb.zip"], ground, as_of=date.today())
    cells = pl.read_csv(POA / "poa_hexgrid.csv").select("id", "lon", "lat", *KINDS).fill_null(0).rename(KINDS)
    cells.write_csv(ground / OPPORTUNITIES)
    platform = factories.OrganisationFactory(territory=territory)
    adviser = factories.UserFactory(organisation=platform, role=Role.ADVISER)
    case = factories.CaseFactory(organisation=platform, adviser=adviser)
    answers = factories.answers_to("fr-2026.1") | {"licence": "none", "vehicle": "none", "bike": "none"}
    factories.bilan(case=case, by=adviser, answers=answers, is_finished=True)
    for lon, lat in ((-51.2287, -30.0277), (-51.1582, -30.0538)):
        factories.PlaceToBeFactory(case=case, name=f"{lon} {lat}", lon=lon, lat=lat)
    factories.TravelNeedsFactory(case=case, cycles=True, has_e_bike=False)
    visitor = Client()
    visitor.force_login(adviser)
    return case, ground, visitor.cookies[settings.SESSION_COOKIE_NAME].value


@contextmanager
def _served() -> Iterator[str]:
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    class Quiet(WSGIRequestHandler):
        def log_message(self, *_: Any) -> None:
            """Say nothing of each request."""

    with ThreadedWSGIServer(("127.0.0.1", 0), Quiet) as server:
        server.daemon_threads = True
        server.set_app(StaticFilesHandler(get_wsgi_application()))
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@contextmanager
def _study(ground: Path, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Study all cells by all means, as a territory does, over all cores of this machine."""
    asked = ["--origins", "cells", "--resolution", "10", "--modes", "walk,bicycle,car,transit", "--minutes", "30,45,60"]
    asked += ["--opportunities", str(ground / "opportunities.csv"), "--departures", "2019-05-13T08:00,2019-05-13T14:00"]
    command = [
        sys.executable,
        "-c",
        "from allant.cli import main; main()",
        "study",
        "access",
        str(ground),
        *asked,
        "--out",
        str(folder / "study"),
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as study:
        try:
            yield study
        finally:
            study.terminate()


def _rounds(case: Any, ground: Path, address: str, cookie: str) -> tuple[list[float], list[float]]:
    from django.conf import settings
    from django.urls import reverse
    from playwright.sync_api import sync_playwright
    from tests.journeys.conftest import BROWSERS, QUIET

    doors = pl.read_csv(ground / "opportunities.csv").filter(pl.col("jobs") > 0).select("lon", "lat").rows()
    doors = Random(7).sample(doors, WARM_UP + ROUNDS)
    page_url = address + reverse("reaching:what-if", args=[case.pk]) + "?avec=e_bike"
    area_url = reverse("reaching:area", args=[case.pk]) + "?minutes=45&avec=walk,e_bike,transit"
    pages, areas = [], []
    with sync_playwright() as playwright:
        path = next(filter(None, map(shutil.which, BROWSERS)))
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        context = browser.new_context(viewport={"width": 1280, "height": 2000})
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": address}])
        page = context.new_page()
        for number, door in enumerate(doors):
            _moves(case, f"page {number}", *door)
            start = perf_counter()
            page.goto(page_url)
            page.wait_for_function(DRAWN, timeout=30_000)
            pages.append(perf_counter() - start)
            _moves(case, f"area {number}", door[0] + 1e-4, door[1])
            areas.append(page.evaluate(ASK, area_url))
        browser.close()
    return pages[WARM_UP:], areas[WARM_UP:]


def _moves(case: Any, name: str, lon: float, lat: float) -> None:
    from allant.web.reaching.models import TravelNeeds

    TravelNeeds.objects.filter(case=case).update(home_name=name, home_lon=lon, home_lat=lat)


def _late(seconds: list[float]) -> float:
    """Return the 95th percentile."""
    return quantiles(seconds, n=20)[-1]
