"""Signing in and out: no detour to another site, no session handed over, nothing said about who has an account."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from tests.web import factories

from allant.web.accounts.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "une-phrase-assez-longue"
SIGN_IN = "/connexion/"
PLACES = {
    "adviser": "/aujourdhui/",
    "manager": "/aujourdhui/",
    "network_head": "/reseau/",
    "prescriber": "/orientations/",
}


@pytest.fixture
def account(house):
    return User.objects.create_user(
        email="Ines@Exemple.fr",
        full_name="Ines Conseil",
        organisation=house.platform,
        role="adviser",
        password=PASSWORD,
    )


def sign_in(client, email="ines@exemple.fr", password=PASSWORD, **more):
    return client.post(SIGN_IN, {"username": email, "password": password} | more)


def test_right_password_opens_the_door(account, browser):
    client = browser()
    assert sign_in(client).url == "/"
    assert client.get("/").url == "/aujourdhui/"


@pytest.mark.parametrize("role", PLACES)
def test_each_role_starts_at_its_own_place(house, browser, role):
    client = browser(getattr(house, role))
    assert client.get("/").url == PLACES[role]
    assert client.get(PLACES[role]).status_code == 200


@pytest.mark.parametrize("email", ["ines@exemple.fr", "INES@EXEMPLE.FR", "Ines@exemple.fr"])
def test_case_of_the_address_does_not_matter(account, browser, email):
    assert sign_in(browser(), email=email).status_code == 302


def test_refusal_does_not_say_whether_the_account_exists(account, browser):
    wrong = sign_in(browser(), password="autre-phrase-longue").content.decode()
    unknown = sign_in(browser(), email="nobody@exemple.fr").content.decode()
    said = [
        html[html.index("error-summary") : html.index("</ul>", html.index("error-summary"))]
        for html in (wrong, unknown)
    ]
    assert said[0] == said[1]


def test_closed_account_does_not_open(account, browser):
    User.objects.filter(pk=account.pk).update(is_active=False)
    assert sign_in(browser()).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "https://mechant.example/",
        "//mechant.example",
        "/\\mechant.example",
        "javascript:alert(1)",
        "https:mechant.example",
    ],
)
def test_signing_in_never_leads_to_another_site(account, browser, address):
    assert sign_in(browser(), next=address).url == "/"
    signed_in = browser(account)
    assert signed_in.get(SIGN_IN, {"next": address}).url == "/"


def test_signing_in_leads_back_to_the_page_that_was_asked_for(account, browser):
    assert sign_in(browser(), next="/dossiers/nouveau/").url == "/dossiers/nouveau/"


@pytest.mark.parametrize("address", ["https://mechant.example/", "//mechant.example"])
def test_choosing_a_language_never_leads_to_another_site(browser, address):
    assert "mechant" not in browser().post(reverse("set_language"), {"language": "en", "next": address}).url


def test_session_chosen_by_somebody_else_is_not_taken_over(account, browser):
    client = browser()
    client.get(SIGN_IN)
    session = client.session
    session["planted"] = "yes"
    session.save()
    planted = session.session_key
    client.cookies["seance"] = planted
    sign_in(client)
    assert client.cookies["seance"].value != planted
    assert browser().session.get(SESSION_KEY) is None


def test_signing_out_closes_the_session(account, browser, case):
    client = browser(account)
    client.post("/deconnexion/")
    assert client.get("/dossiers/").status_code == 302


def test_link_of_another_site_cannot_sign_anybody_out(account, browser):
    client = browser(account)
    assert client.get("/deconnexion/").status_code == 405
    assert client.get("/dossiers/").status_code == 200


@pytest.mark.parametrize("weak", ["court", "motdepasse", "qwertyuiop", "914726385914"])
def test_weak_password_is_refused(weak):
    with pytest.raises(ValidationError):
        validate_password(weak)


def test_password_is_kept_as_a_slow_hash(account):
    assert account.password.startswith("argon2$")


def test_account_without_a_known_role_is_refused_by_the_database(house):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.UserFactory(organisation=house.platform, role="superuser")


def test_device_that_was_locked_has_no_session_any_more(house, browser):
    client = browser(house.adviser)
    client.cookies["locked"] = "1"
    response = client.get(reverse("cases:list"))
    assert response.url.startswith(reverse("accounts:sign-in"))
    assert response.cookies["locked"].value == ""
    assert client.get(reverse("cases:list")).status_code == 302


def test_visitor_of_a_public_page_is_not_troubled_by_the_lock(client):
    client.cookies["locked"] = "1"
    assert client.get(reverse("home")).status_code == 200
