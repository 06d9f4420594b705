"""What a device takes along, what becomes of the answers that waited there, and the page without a network."""

import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from tests.web import factories

from allant.sources.grids import read_grid
from allant.web.assessments.enums import Origin
from allant.web.assessments.queries import current_answers
from allant.web.cases import actions
from allant.web.cases.views import offline

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json"}


@pytest.fixture
def link(house, case):
    return factories.bilan(case=case, by=house.adviser, answers={"licence": "valid"})


def send(client, link, question, value, *, seen=0, **more):
    address = reverse("cases:bilan-answer", args=[link.assessment_id, question])
    return client.post(address, {f"q-{question}": value, f"r-{question}": seen} | more, headers=JSON)


def taken(client, link):
    return client.get(reverse("cases:bilan-taken", args=[link.assessment_id]), headers=JSON)


def test_device_takes_along_every_question_with_its_rule_and_answer(adviser, link):
    content = taken(adviser, link).json()
    grid = read_grid("fr-2026.1").questionnaire
    assert [each["code"] for each in content["questions"]] == [each.code for each in grid.questions]
    assert content["answers"]["licence"] == {"value": "valid", "revision": 1, "origin": "interview"}
    assert content["who"] == str(link.case)
    rules = {each["code"]: each["skip"] for each in content["questions"] if each["skip"]}
    assert set(rules) == {each.code for each in grid.questions if each.skip}
    assert rules["vehicle_state"]["counts_as"] == grid.question("vehicle_state").skip.counts_as


def test_what_is_taken_along_is_not_kept_by_the_browser_and_is_in_the_journal(adviser, link):
    response = taken(adviser, link)
    assert set(response["Cache-Control"].split(", ")) >= {"private", "no-store"}
    assert "bilan emporté hors connexion" in adviser.get(reverse("cases:journal", args=[link.case_id])).text


def test_closed_bilan_is_not_taken_along(adviser, link, house):
    actions.finish_bilan(link=link, by=house.adviser)
    response = taken(adviser, link)
    assert response.status_code == 403
    assert "Ce bilan est terminé" in response.json()["why"]


def test_taking_along_costs_the_same_with_more_answers(adviser, link, django_assert_max_num_queries):
    factories.give_answers(link.assessment, {"vehicle": "none", "bike": "works"})
    with django_assert_max_num_queries(10):
        assert taken(adviser, link).status_code == 200


def test_answer_that_waited_is_saved_with_the_revision_that_was_seen(adviser, link):
    outcome = send(adviser, link, "licence", "none", seen=1).json()
    assert outcome == {"state": "saved", "value": "none", "revision": 2, "origin": Origin.INTERVIEW}


def test_answer_sent_twice_is_saved_once(adviser, link):
    for _ in range(2):
        assert send(adviser, link, "licence", "none", seen=1).json()["state"] == "saved"
    assert link.assessment.answers.filter(question="licence").count() == 2


def test_answer_changed_elsewhere_meanwhile_comes_back_with_both_versions(adviser, link):
    send(adviser, link, "licence", "none", seen=1)
    outcome = send(adviser, link, "licence", "learning", seen=1).json()
    assert outcome["state"] == "conflict"
    assert (outcome["theirs"]["value"], outcome["theirs"]["revision"]) == ("none", 2)
    assert outcome["theirs_text"] == "Non"
    assert "je le prépare" in outcome["mine_text"]
    assert current_answers(link.assessment)["licence"].value == "none"


@pytest.mark.parametrize(
    ("question", "value", "words"),
    [
        ("what_blocks", "Son numéro est 1 84 12 76 451 089 46", "sécurité sociale"),
        ("licence", "perhaps", "n’existe pas"),
        ("what_blocks", "x" * 2001, "2001 caractères"),
        ("nothing", "x", "n’a pas cette question"),
    ],
)
def test_answer_that_the_grid_refuses_says_why(adviser, link, question, value, words):
    outcome = send(adviser, link, question, value).json()
    assert outcome["state"] == "refused"
    assert words in outcome["why"]
    assert current_answers(link.assessment).keys() == {"licence"}


def test_answer_declared_by_the_person_is_confirmed_from_a_device(adviser, case, house):
    link = factories.bilan(case=case, by=house.adviser)
    factories.give_answers(link.assessment, {"licence": "valid"}, origin=Origin.SELF_DECLARED)
    assert send(adviser, link, "licence", "valid", seen=1, confirm="licence").json()["origin"] == Origin.CONFIRMED


def test_answer_to_a_case_that_left_or_a_bilan_that_closed_says_so_in_json(adviser, link, house, browser):
    actions.finish_bilan(link=link, by=house.adviser)
    closed = send(adviser, link, "licence", "none", seen=1)
    assert (closed.status_code, "Ce bilan est terminé" in closed.json()["why"]) == (403, True)
    gone = send(browser(house.stranger), link, "licence", "none", seen=1)
    assert (gone.status_code, gone.json()) == (404, {"why": ""})
    assert current_answers(link.assessment)["licence"].value == "valid"


def test_page_says_which_questions_it_shows_as_closed(adviser, link):
    """Another window closed the questions on the car; this page still shows them, and learns it from any answer."""
    address = reverse("cases:bilan-answer", args=[link.assessment_id, "vehicle"])
    adviser.post(address, {"q-vehicle": "none", "r-vehicle": 0})
    again = {"q-vehicle": "none", "r-vehicle": 1}
    assert "bloc-vehicle_state" not in adviser.post(address, again).text
    assert "bloc-vehicle_state" in adviser.post(address, again | {"locked": ""}).text


def test_page_without_a_network_holds_nothing_about_anybody(adviser, browser, house, case):
    address = reverse("cases:offline")
    signed_in, nobody = adviser.get(address).text, browser().get(address).text
    assert signed_in == nobody
    assert house.adviser.full_name not in signed_in


def test_service_worker_keeps_the_files_of_its_page_and_no_page_of_anybody(browser):
    response = browser().get("/service-worker.js")
    assert response["Content-Type"].startswith("text/javascript")
    assert response["Service-Worker-Allowed"] == "/"
    assert response["Cache-Control"] == "no-cache"
    files = json.loads(re.search(r"const FILES = (\[.*?\]);", response.text)[1])
    assert files
    assert all(each.startswith("/static/") for each in files)
    assert 'const SHELL = "/sur-cet-appareil/"' in response.text


def test_page_without_a_network_finds_all_its_files_in_the_service_worker(browser):
    kept = set(json.loads(re.search(r"const FILES = (\[.*?\]);", browser().get("/service-worker.js").text)[1]))
    html = browser().get(reverse("cases:offline")).text
    named = set(re.findall(r'(?:src|href)="/static/([^"#]+)', html))
    for name in [each for each in named if each.startswith(("cases/", "ui/keeping"))]:
        named |= _imported(name)
    assert {f"/static/{name}" for name in named} <= kept
    assert {"ui/keeping/vault.js", "cases/offline/skip.js", "ui/icons.svg", "ui/theme.css"} <= named


def _imported(name):
    """Return the modules that a module imports, and those that they import."""
    path = Path(finders.find(name))
    root = Path(str(path).removesuffix(name))
    found = set()
    for other in re.findall(r'from "(\.[^"]+)"', path.read_text(encoding="utf-8")):
        full = (path.parent / other).resolve()
        inside = full.relative_to(root) if full.is_relative_to(root) else Path(*full.parts[-3:])
        found |= {str(inside), *_imported(str(inside))}
    return found


def test_another_file_makes_another_version_of_the_service_worker(browser, monkeypatch):
    def version():
        return re.search(r'const VERSION = "(\w+)"', browser().get("/service-worker.js").text)[1]

    before = version()
    offline._kept.cache_clear()
    assert version() == before
    monkeypatch.setattr(offline, "IMPORTED", (*offline.IMPORTED, "ui/journey.svg"))
    offline._kept.cache_clear()
    assert version() != before
    offline._kept.cache_clear()


def test_site_can_be_installed(browser):
    response = browser().get("/allant.webmanifest")
    content = response.json()
    assert response["Content-Type"] == "application/manifest+json"
    assert {each["sizes"] for each in content["icons"]} >= {"192x192", "512x512"}
    assert all(finders.find(each["src"].removeprefix("/static/")) for each in content["icons"])
