"""Two advisers, or two windows, on one form: what each changed is kept, and what both changed is asked."""

import re
from html import unescape

import pytest
from django.urls import reverse
from tests.web import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows(house, case):
    return {
        "identity": (reverse("cases:edit", args=[case.pk]), case.beneficiary),
        "step": (lambda step: (reverse("cases:step", args=[step.pk]), step))(factories.StepFactory(case=case)),
        "objective": (lambda row: (reverse("cases:objective", args=[row.pk]), row))(
            factories.ObjectiveFactory(case=case)
        ),
        "place": (lambda row: (reverse("agenda:place", args=[row.pk]), row))(
            factories.ReceptionPointFactory(
                organisation=house.platform, commune=factories.CommuneFactory(territory=house.platform.territory)
            )
        ),
        "vehicle": (lambda row: (reverse("fleet:vehicle-edit", args=[row.pk]), row))(
            factories.VehicleFactory(organisation=house.platform, label="Clio")
        ),
    }


TWO_TEXTS = {
    "identity": ("first_name", "last_name"),
    "step": ("label", "partner"),
    "place": ("name", "address"),
    "vehicle": ("label", "plate"),
}


def shown(client, address):
    """Return what a form holds as a browser would send it back."""
    html = client.get(address).content.decode()
    form = max(re.findall(r"<form[^>]*method=\"post\".*?</form>", html, re.DOTALL), key=len)
    fields = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = (re.search(rf'{each}="([^"]*)"', tag) for each in ("name", "value"))
        is_off = re.search(r'type="(radio|checkbox)"', tag) and " checked" not in tag
        if name and not is_off:
            fields[name[1]] = unescape(value[1]) if value else ""
    for name, options in re.findall(r'<select[^>]*name="([^"]*)".*?>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)"[^>]* selected', options)
        fields[name] = chosen[1] if chosen else ""
    for name, text in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL):
        fields[name] = unescape(text)
    return fields


@pytest.mark.parametrize("what", TWO_TEXTS)
def test_what_each_changed_is_kept(what, rows, browser, house):
    (address, row), (mine, theirs) = rows[what], TWO_TEXTS[what]
    one, other = browser(house.manager), browser(house.manager)
    first, second = shown(one, address), shown(other, address)
    assert other.post(address, second | {theirs: "ZZ-999-ZZ"}).status_code == 302
    assert one.post(address, first | {mine: "Nom de Nadia"}).status_code == 302
    row.refresh_from_db()
    assert (getattr(row, mine), getattr(row, theirs)) == ("Nom de Nadia", "ZZ-999-ZZ")


@pytest.mark.parametrize("what", TWO_TEXTS)
def test_what_both_changed_comes_back_with_both_and_is_saved_when_asked_again(what, rows, browser, house):
    (address, row), (name, _) = rows[what], TWO_TEXTS[what]
    one, other = browser(house.manager), browser(house.manager)
    first, second = shown(one, address), shown(other, address)
    other.post(address, second | {name: "Celui d’Awa"})
    answer = one.post(address, first | {name: "Celui de Nadia"})
    html = answer.content.decode().replace("\u00a0", " ")
    assert answer.status_code == 200
    assert "« Celui d’Awa » ici entre-temps" in html
    assert "Celui de Nadia" in html
    row.refresh_from_db()
    assert getattr(row, name) == "Celui d’Awa"
    again = first | {name: "Celui de Nadia", "seen": unescape(re.search(r'name="seen" value="([^"]*)"', html)[1])}
    assert one.post(address, again).status_code == 302
    row.refresh_from_db()
    assert getattr(row, name) == "Celui de Nadia"


def test_choices_are_told_in_words_and_ticks_are_compared_too(rows, browser, house):
    address, row = rows["objective"]
    one, other = browser(house.adviser), browser(house.adviser)
    first, second = shown(one, address), shown(other, address)
    kinds = [kind for kind in ("job", "care", "budget") if kind != row.kind]
    second.pop("wished_by_person", None)
    assert other.post(address, second | {"kind": kinds[0]}).status_code == 302
    html = one.post(address, first | {"kind": kinds[1]}).content.decode()
    row.refresh_from_db()
    assert str(row.get_kind_display()) in html
    assert row.wished_by_person is False
    seen = unescape(re.search(r'name="seen" value="([^"]*)"', html)[1])
    one.post(address, first | {"kind": kinds[1], "seen": seen})
    row.refresh_from_db()
    assert row.kind == kinds[1]


def test_both_who_write_the_same_are_not_bothered(rows, browser, house):
    address, row = rows["identity"]
    one, other = browser(house.manager), browser(house.manager)
    first, second = shown(one, address), shown(other, address)
    for client, fields in ((other, second), (one, first)):
        assert client.post(address, fields | {"first_name": "Rosalie"}).status_code == 302
    row.refresh_from_db()
    assert row.first_name == "Rosalie"


@pytest.mark.parametrize("seen", ["", "[]", "{"])
def test_form_without_what_was_seen_is_saved_as_it_is(rows, browser, house, seen):
    address, row = rows["identity"]
    client = browser(house.manager)
    assert client.post(address, shown(client, address) | {"first_name": "Rosalie", "seen": seen}).status_code == 302
    row.refresh_from_db()
    assert row.first_name == "Rosalie"


def test_forged_memory_only_asks_again(rows, browser, house):
    address, row = rows["identity"]
    client, before = browser(house.manager), row.first_name
    forged = shown(client, address) | {"first_name": "Rosalie", "seen": '{"first_name": 3}'}
    assert "entre-temps" in client.post(address, forged).content.decode()
    row.refresh_from_db()
    assert row.first_name == before


@pytest.mark.parametrize(
    ("what", "name", "theirs", "mine", "told"),
    [
        ("identity", "birth_date", "1991-05-02", "1990-01-01", "« 2 mai 1991 » ici"),
        ("identity", "first_name", "Rosalie", "Rosita", "« Rosalie » ici"),
        ("vehicle", "daily_rate_eur", "4,50", "7", "« 4,50 » ici"),
        ("vehicle", "plate", "", "AB-123-CD", "a vidé cette case"),
    ],
)
def test_other_value_is_told_as_people_write_it_and_as_nobodys_mistake(
    rows, browser, house, what, name, theirs, mine, told
):
    address, row = rows[what]
    type(row).objects.filter(pk=row.pk).update(**({"plate": "EE-555-EE"} if what == "vehicle" else {}))
    one, other = browser(house.manager), browser(house.manager)
    first, second = shown(one, address), shown(other, address)
    assert other.post(address, second | {name: theirs}).status_code == 302
    html = one.post(address, first | {name: mine}).content.decode().replace("\u00a0", " ")
    assert told in html
    assert "Quelqu’un a changé cette page en même temps que vous" in html
    assert "à corriger" not in html
    assert mine in html


def test_a_mistake_beside_what_both_changed_is_counted_as_one(rows, browser, house):
    address, _row = rows["identity"]
    one, other = browser(house.manager), browser(house.manager)
    first, second = shown(one, address), shown(other, address)
    other.post(address, second | {"last_name": "Celui d’Awa"})
    html = one.post(address, first | {"last_name": "Celui de Nadia", "first_name": ""}).content.decode()
    assert "2 points à corriger" in html
    assert "Ce que vous avez écrit n’est pas perdu" in html


def test_what_was_seen_is_no_question_of_the_form(rows, browser, house):
    for address, _row in rows.values():
        assert "Seen" not in browser(house.manager).get(address).content.decode()
