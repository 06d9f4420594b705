"""The page where a workplace is asked about: names for the team that follows the people, counts for everybody else."""

import csv
import io

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.web import factories
from tests.web.reaching.valley import ZONE

from allant.web.accounts.enums import Role
from allant.web.journal.models import Entry
from allant.web.reaching import scopes
from allant.web.reaching.permissions import workplace_asker
from allant.web.reaching.presenters.small_counts import shown_parts, shown_subset
from allant.web.reaching.views.workplace import READS

pytestmark = pytest.mark.django_db
MOST_QUERIES = 20
NOTHING = {"licence": "none", "vehicle": "none", "bike": "none", "transport_pass": "none", "walk": "easy"}
DRIVES = {"licence": "valid", "vehicle": "when_needed", "vehicle_state": "good"}
ROUTES = [
    pytest.param("workplace", marks=pytest.mark.denies("reaching:workplace")),
    pytest.param("workplace-places", marks=pytest.mark.denies("reaching:workplace-places")),
    pytest.param("workplace-export", marks=pytest.mark.denies("reaching:workplace-export")),
]
EVERYBODY = ("adviser", "colleague", "manager", "network_head", "prescriber", "stranger", "strange_manager")


@pytest.fixture
def there(house, territory):
    """Everybody of the house works in the valley."""
    for organisation in (house.platform, house.neighbour, house.referrer):
        organisation.territory = territory
        organisation.save()
    return house


@pytest.fixture
def somebody(lives_in, there):
    def opened(name, commune="Vernoisy", **answers):
        case = named(lives_in(commune), name)
        factories.bilan(case=case, by=there.adviser, answers=NOTHING | answers, is_finished=True)
        return case

    return opened


def named(case, name):
    case.beneficiary.first_name = name
    case.beneficiary.save()
    return case


def asked(route="workplace", **more):
    told = {"lieu": ZONE, "debut": "05:00", "fin": "13:00", "jour": "weekday", "minutes": "45"} | more
    return reverse(f"reaching:{route}"), told


def text(client, **more):
    address, told = asked(**more)
    answer = client.get(address, told)
    assert answer.status_code == 200
    return answer.content.decode()


def lines(client, **more):
    address, told = asked("workplace-export", **more)
    content = client.get(address, told).content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content), delimiter=";"))


# —— Who sees what ——


@pytest.mark.parametrize("route", ROUTES)
def test_nobody_asks_without_signing_in(route, there, browser):
    address, told = asked(route)
    assert browser().get(address, told).status_code == 302
    there.adviser.role = "garage"
    with pytest.raises(PermissionDenied):
        workplace_asker(there.adviser)


@pytest.mark.parametrize("name", EVERYBODY)
def test_names_are_for_the_team_that_follows_the_person(name, somebody, there, browser):
    case = somebody("Amandine", **DRIVES)
    user = getattr(there, name)
    seen = text(browser(user)) + str(lines(browser(user)))
    is_theirs = user.organisation == there.platform
    assert ("Amandine" in seen) is is_theirs
    assert (reverse("cases:case", args=[case.pk]) in seen) is is_theirs


def test_manager_counts_a_territory_without_a_name(somebody, there, browser):
    somebody("Amandine", **DRIVES)
    (_, everywhere) = scopes.scopes_of(there.manager)
    seen = text(browser(there.manager), qui=everywhere.code)
    assert "Amandine" not in seen
    assert "moins de 5" in seen
    assert "Amandine" not in str(lines(browser(there.manager), qui=everywhere.code))


def test_scope_of_somebody_else_is_one_s_own(somebody, there, browser):
    somebody("Amandine", **DRIVES)
    assert "Amandine" not in text(browser(there.network_head), qui=scopes.TEAM)
    (_, everywhere) = scopes.scopes_of(there.manager)
    assert "Amandine" in text(browser(there.adviser), qui=everywhere.code)


def test_network_counts_its_platforms_and_no_other(somebody, there, browser):
    for number in range(6):
        somebody(f"N{number}", **DRIVES)
    stranger = factories.OrganisationFactory(territory=there.platform.territory)
    for _ in range(7):
        factories.CaseFactory(organisation=stranger)
    assert scopes.scopes_of(there.network_head)[0].cases().count() == 6
    assert scopes.scopes_of(there.prescriber)[0].cases().count() == 13
    assert "sur 6" in text(browser(there.network_head))


def test_each_look_is_journalled_and_each_name_that_leaves(somebody, there, browser):
    case = somebody("Amandine", **DRIVES)
    text(browser(there.adviser))
    read = Entry.objects.filter(by=there.adviser, detail=READS)
    assert list(read.values_list("subject_type", "subject_id")) == [("organisation", str(there.platform.pk))]
    lines(browser(there.adviser))
    assert ("case", str(case.pk)) in read.values_list("subject_type", "subject_id")
    before = read.count()
    lines(browser(there.prescriber))
    assert read.count() == before


# —— The page ——


def test_question_in_the_address_gives_the_same_answer_to_a_colleague(somebody, there, browser):
    somebody("Amandine", **DRIVES)
    one, other = text(browser(there.adviser)), text(browser(there.colleague))
    for seen in (one, other):
        assert "Amandine" in seen
        assert "En voiture, au volant" in seen
        assert "De 5\u00a0h\u00a000 à 13\u00a0h\u00a000, du lundi au vendredi" in seen


def test_each_answer_lists_its_people(somebody, lives_in, there, browser):
    somebody("Amandine", **DRIVES)
    somebody("Bruno", **DRIVES | {"vehicle_state": "not_running"})
    named(lives_in("Vernoisy"), "Claire")
    seen = {group: text(browser(there.adviser), groupe=group) for group in ("comes", "could", "cannot", "unknown")}
    names = ("Amandine", "Bruno", "Claire")
    assert {group: [name for name in names if name in html] for group, html in seen.items()} == {
        "comes": ["Amandine"],
        "could": ["Bruno"],
        "cannot": [],
        "unknown": ["Claire"],
    }
    for group, words in (
        ("could", "Voiture réparée"),
        ("could", "voiture en panne"),
        ("cannot", "Personne dans ce cas"),
        ("unknown", "Pas encore de bilan"),
    ):
        assert words in seen[group]


def test_people_come_page_by_page(somebody, there, browser, monkeypatch):
    monkeypatch.setattr("allant.web.reaching.views.workplace.PEOPLE_A_PAGE", 1)
    names = ["Amandine", "Bruno"]
    for name in names:
        somebody(name, **DRIVES)
    pages = [text(browser(there.adviser), page=number) for number in (1, 2)]
    assert sorted(name for name in names for page in pages if name in page) == names
    assert "Page 1 sur 2" in pages[0]


def test_hours_noted_of_somebody_are_told_and_decide_nothing(somebody, there, browser):
    factories.TravelNeedsFactory(case=somebody("Amandine", **DRIVES), leaves_at="08:30")
    assert "départ à partir de 8\u00a0h\u00a030" in text(browser(there.adviser))


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"lieu": "3 rue des Lilas"}, "n’est pas un lieu connu"),
        ({"lieu": ""}, "Lieu de travail"),
        ({"fin": "05:00"}, "ne finit pas à l’heure où il commence"),
        ({"jour": []}, "Choisissez au moins un jour"),
        ({"debut": "tôt"}, "Une heure s’écrit comme 05:30"),
        ({"minutes": "600"}, "600"),
    ],
)
def test_mistake_is_told_and_nothing_typed_is_lost(told, words, somebody, there, browser):
    somebody("Amandine", **DRIVES)
    seen = text(browser(there.adviser), **told)
    assert words in seen
    assert "Amandine" not in seen
    assert 'value="13:00"' in seen or told.get("fin")


def test_file_of_a_mistaken_question_does_not_exist(there, browser):
    address, told = asked("workplace-export", lieu="nulle part")
    assert browser(there.adviser).get(address, told).status_code == 404


def test_place_is_proposed_while_it_is_typed_and_kept_from_a_case(there, browser):
    address, _told = asked("workplace-places")
    assert ZONE in browser(there.adviser).get(address, {"lieu": "entrepots"}).content.decode()
    page = browser(there.adviser).get(reverse("reaching:workplace"), {"lieu": ZONE}).content.decode()
    assert f'value="{ZONE}"' in page


def test_caseload_without_anybody_says_so(there, browser):
    assert "Aucun dossier ouvert" in text(browser(there.adviser))


def test_closed_case_is_not_asked_about(somebody, there, browser):
    factories.ExitFactory(case=somebody("Amandine", **DRIVES))
    assert "Amandine" not in text(browser(there.adviser))


def test_territory_without_ground_is_estimated_and_says_how_to_load_one(somebody, there, browser, settings, tmp_path):
    somebody("Amandine", **DRIVES)
    settings.GROUNDS = tmp_path / "nothing"
    seen = text(browser(there.adviser), lieu="Montbrelles")
    assert "allant ground load --territory" in seen
    assert "estimées à vol d’oiseau" in seen


def test_network_without_a_platform_has_nothing_to_ask(there, browser):
    alone = factories.OrganisationFactory(is_network=True)
    head = factories.UserFactory(organisation=alone, role=Role.NETWORK_HEAD)
    page = browser(head).get(reverse("reaching:workplace"))
    assert "Aucun lieu connu" in page.content.decode()


def test_file_says_of_each_person_what_the_page_says(somebody, there, browser):
    case = somebody("=Amandine", **DRIVES)
    heads, line = lines(browser(there.adviser))
    told = dict(zip(heads, line, strict=True))
    assert told["Dossier"] == str(case.pk)
    assert told["Prénom"] == "'=Amandine"
    assert (told["Réponse"], told["Comment"]) == ("peut venir", "En voiture, au volant")
    assert 0 < int(told["Euros par mois, bas"]) <= int(told["Euros par mois, haut"])
    assert 0 < int(told["Minutes"]) <= 45


def test_queries_do_not_grow_with_the_people(somebody, there, browser):
    client = browser(there.adviser)
    address, told = asked()

    def cost():
        with CaptureQueriesContext(connection) as counted:
            assert client.get(address, told).status_code == 200
        return len(counted)

    somebody("Amandine", **DRIVES)
    cost()
    before = cost()
    for number in range(12):
        somebody(f"N{number}", **(DRIVES if number % 2 else {}))
    assert before == cost() <= MOST_QUERIES


# —— Small counts ——


def test_small_part_is_hidden_with_what_would_give_it_away():
    assert shown_parts({"a": 3, "b": 20, "c": 40, "d": 0}) == {"a": "moins de 5", "b": "masqué", "c": "40", "d": "0"}
    assert shown_parts({"a": 8, "b": 20}) == {"a": "8", "b": "20"}
    assert shown_parts({"a": 3}) == {"a": "moins de 5"}


def test_two_small_parts_do_not_give_each_other_away():
    shown = shown_parts({"a": 1, "b": 1, "c": 9, "d": 30})
    assert shown == {"a": "moins de 5", "b": "moins de 5", "c": "masqué", "d": "30"}


def test_nearly_all_of_a_whole_is_hidden_too():
    assert shown_subset(18, 20) == "masqué"
    assert shown_subset(3, 20) == "moins de 5"
    assert (shown_subset(12, 20), shown_subset(20, 20), shown_subset(0, 20)) == ("12", "20", "0")
