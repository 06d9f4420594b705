"""Personal links: what they open, to whom, for how long, and what is kept of their secrets."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from tests.web import factories

from allant.parameters import parameter
from allant.web.journal.models import Entry
from allant.web.messaging import doors, links
from allant.web.messaging.models import PersonalLink

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.messaging.personal_urls")]
MONTH = timedelta(days=30)


@pytest.fixture(autouse=True)
def _trial(monkeypatch):
    monkeypatch.setattr(links, "DESTINATIONS", {"trial": "trial", "other": "trial"})


@pytest.fixture
def open_link(house):
    def opened(**own):
        values = {
            "purpose": "trial",
            "person": factories.BeneficiaryFactory(first_name="Rosa"),
            "lifetime": MONTH,
            "by": house.adviser,
        }
        return links.open_link(**(values | own))

    return opened


def page(link):
    return reverse("trial", args=[link.pk])


def test_link_and_its_code_open_the_page_for_a_while(open_link, browser):
    link, path, code = open_link()
    visitor = browser()
    assert "Tapez votre code" in visitor.get(path).content.decode()
    opened = visitor.post(path, {"code": code.lower()})
    assert (opened.status_code, opened.url) == (302, page(link))
    shown = visitor.get(page(link))
    assert "Bonjour Rosa" in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert (shown["Referrer-Policy"], shown["X-Robots-Tag"]) == ("same-origin", "noindex, nofollow")
    # The code is not asked twice on the same device.
    assert visitor.get(path).url == page(link)
    with time_machine.travel(timezone.now() + timedelta(seconds=doors.OPEN_S + 1)):
        closed = visitor.get(page(link))
        assert closed.status_code == 403
        assert "Ouvrez de nouveau votre lien" in closed.content.decode()
        assert "Tapez votre code" in visitor.get(path).content.decode()


def test_link_without_code_opens_at_once_and_its_use_is_dated(open_link, browser):
    link, path, code = open_link(asks_code=False)
    visitor = browser()
    assert (code, visitor.get(path).url) == ("", page(link))
    assert visitor.get(page(link)).status_code == 200
    link.refresh_from_db()
    assert link.last_used_at is not None


def test_neither_the_token_nor_the_code_is_kept(open_link):
    link, path, code = open_link()
    kept = " ".join(str(value) for value in PersonalLink.objects.values_list().get())
    token = path.split("/")[-2]
    assert len(token) >= 22
    assert token not in kept
    assert code.replace("-", "") not in kept
    assert links.resolve(token) == link


def test_wrong_code_is_told_with_what_to_do_and_nothing_opens(open_link, browser):
    link, path, _code = open_link()
    visitor = browser()
    assert "8 caractères" in visitor.post(path, {"code": "K7"}).content.decode()
    assert "ne va pas avec ce lien" in visitor.post(path, {"code": "K7QX-M4TD"}).content.decode()
    assert visitor.post(path, {"code": ""}).status_code == 200
    assert visitor.get(page(link)).status_code == 403


def test_code_of_another_link_opens_nothing(open_link, browser):
    _link, path, _code = open_link()
    _other, _path, code = open_link()
    assert "ne va pas avec ce lien" in browser().post(path, {"code": code}).content.decode()


def test_guessing_a_code_is_stopped_even_from_many_devices(open_link, browser):
    _link, path, code = open_link()
    for _ in range(int(parameter("documents/failed_tries_per_origin"))):
        browser().post(path, {"code": "22222222"})
    refused = browser().post(path, {"code": code})
    assert "Trop de codes refusés" in refused.content.decode()
    _other, other_path, other_code = open_link()
    assert browser().post(other_path, {"code": other_code}).status_code == 302


@pytest.mark.parametrize(
    ("reason", "status", "words"),
    [
        ("expired", 410, "n’est plus valable"),
        ("revoked", 410, "remplacé ou retiré"),
        ("unknown", 404, "n’ouvre rien"),
    ],
)
def test_link_that_opens_nothing_says_why_and_what_to_do(open_link, browser, house, reason, status, words):
    house.platform.phone = "05 53 00 00 00"
    house.platform.save()
    link, path, _code = open_link()
    if reason == "expired":
        PersonalLink.objects.update(expires_at=timezone.now())
    if reason == "revoked":
        links.revoke(link=link, by=house.adviser)
    response = browser().get(path if reason != "unknown" else reverse("messaging:link", args=["x" * 22]))
    assert response.status_code == status
    assert words in response.content.decode()
    assert ("05 53 00 00 00" in response.content.decode()) == (reason != "unknown")


def test_page_closes_as_soon_as_its_link_is_withdrawn(open_link, browser, house):
    link, path, _code = open_link(asks_code=False)
    visitor = browser()
    visitor.get(path)
    links.revoke(link=link, by=house.adviser)
    assert visitor.get(page(link)).status_code == 410


def test_link_for_one_purpose_does_not_open_the_page_of_another(open_link, browser):
    link, path, _code = open_link(purpose="other", asks_code=False)
    visitor = browser()
    visitor.get(path)
    assert visitor.get(page(link)).status_code == 404
    with pytest.raises(links.LinkError):
        links.resolve(path.split("/")[-2], "trial")


def test_number_of_a_link_opens_nothing_by_itself(open_link, browser):
    link, _path, _code = open_link(asks_code=False)
    assert browser().get(page(link)).status_code == 403


def test_forged_cookie_opens_nothing(open_link, browser):
    link, _path, _code = open_link(asks_code=False)
    visitor = browser()
    visitor.cookies[doors.COOKIE] = f'{{"{link.pk}": 9999999999}}'
    assert visitor.get(page(link)).status_code == 403


def test_two_links_stay_open_side_by_side_and_each_shows_its_own_person(open_link, browser):
    rosa, rosa_path, _ = open_link(asks_code=False)
    leo, leo_path, _ = open_link(asks_code=False, person=factories.BeneficiaryFactory(first_name="Léo"))
    visitor = browser()
    visitor.get(rosa_path)
    visitor.get(leo_path)
    assert "Rosa" in visitor.get(page(rosa)).content.decode()
    assert "Léo" in visitor.get(page(leo)).content.decode()


def test_opening_another_link_does_not_keep_the_first_one_open(open_link, browser):
    rosa, rosa_path, _ = open_link(asks_code=False)
    leo, leo_path, _ = open_link(asks_code=False)
    visitor, now = browser(), timezone.now()
    visitor.get(rosa_path)
    with time_machine.travel(now + timedelta(seconds=doors.OPEN_S - 60)):
        visitor.get(leo_path)
    with time_machine.travel(now + timedelta(seconds=doors.OPEN_S + 60)):
        assert visitor.get(page(rosa)).status_code == 403
        assert visitor.get(page(leo)).status_code == 200


def test_all_links_of_a_person_are_withdrawn_at_once(open_link, house):
    person = factories.BeneficiaryFactory()
    first, _, _ = open_link(person=person)
    open_link(person=person)
    open_link(person=person, purpose="other")
    assert links.revoke_all(person=person, purpose="trial", organisation=house.platform, by=house.adviser) == 2
    first.refresh_from_db()
    assert not first.is_open
    assert PersonalLink.objects.filter(revoked_at=None).get().purpose == "other"


def test_opening_and_withdrawing_are_told_by_the_journal_of_the_person(open_link, house):
    link, _, _ = open_link()
    links.revoke(link=link, by=house.adviser)
    lines = Entry.objects.filter(subject_type="beneficiary", subject_id=str(link.person_id)).order_by("pk")
    assert [each.detail for each in lines] == ["lien personnel ouvert (trial)", "lien personnel retiré (trial)"]


def test_link_remembers_what_it_is_about(open_link, case):
    link, _, _ = open_link(subject=case)
    assert (link.subject_type, link.subject_id) == ("case", str(case.pk))


def test_link_to_no_page_is_never_opened(open_link):
    with pytest.raises(LookupError, match="No page is registered"):
        open_link(purpose="unheard-of")


def test_address_in_messages_is_whole(settings):
    settings.PUBLIC_URL = "https://mobilite.exemple.fr"
    assert links.absolute("/lien/abc/") == "https://mobilite.exemple.fr/lien/abc/"
