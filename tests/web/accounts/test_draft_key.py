"""The key of one's own drafts: the same for one person on one device, given to a signed-in session and nobody else."""

import uuid

import pytest
from django.urls import reverse

from allant.web.accounts.models import DraftSecret

pytestmark = pytest.mark.django_db
ADDRESS = "/brouillons/cle/"
DEVICE = str(uuid.UUID(int=7))
JSON = {"accept": "application/json"}


def key(client, device=DEVICE):
    return client.post(ADDRESS, {"device": device}, headers=JSON).json()["key"]


@pytest.mark.parametrize("role", ["adviser", "manager", "network_head", "prescriber"])
def test_key_is_the_same_each_time_for_one_person_on_one_device(house, browser, role):
    user = getattr(house, role)
    assert key(browser(user)) == key(browser(user))
    assert DraftSecret.objects.filter(user=user).count() == 1


def test_key_differs_from_person_to_person_and_from_device_to_device(house, browser):
    adviser = browser(house.adviser)
    keys = {key(adviser), key(adviser, str(uuid.UUID(int=8))), key(browser(house.colleague))}
    assert len(keys) == 3


def test_key_says_whose_it_is_and_is_never_kept_by_a_cache(house, browser):
    response = browser(house.adviser).post(ADDRESS, {"device": DEVICE}, headers=JSON)
    assert response.json()["owner"] == str(house.adviser.pk)
    assert set(response["Cache-Control"].split(", ")) >= {"private", "no-store"}


def test_secret_itself_is_not_given(house, browser):
    body = browser(house.adviser).post(ADDRESS, {"device": DEVICE}, headers=JSON).content
    assert bytes(DraftSecret.objects.get().secret) not in body


@pytest.mark.parametrize("device", ["", "x", "1" * 400])
def test_device_without_a_number_gets_no_key(house, browser, device):
    response = browser(house.adviser).post(ADDRESS, {"device": device}, headers=JSON)
    assert response.status_code == 400
    assert "Rechargez la page" in response.json()["why"]


@pytest.mark.denies("accounts:draft-key")
def test_key_is_given_to_nobody_who_is_not_signed_in(house, browser):
    assert browser().post(ADDRESS, {"device": DEVICE}).status_code == 302
    assert browser().post(ADDRESS, {"device": DEVICE}, headers=JSON).status_code == 401
    assert browser(house.adviser, enforce_csrf_checks=True).post(ADDRESS, {"device": DEVICE}).status_code == 403
    assert not DraftSecret.objects.exists()


def test_closed_account_gets_its_key_no_more(house, browser):
    client = browser(house.adviser)
    house.adviser.is_active = False
    house.adviser.save()
    assert client.post(ADDRESS, {"device": DEVICE}, headers=JSON).status_code == 401


@pytest.mark.parametrize("headers", [JSON, {"hx-request": "true"}])
def test_background_request_is_told_that_the_session_is_over(case, browser, headers):
    response = browser().get(reverse("cases:case", args=[case.pk]), headers=headers)
    assert response.status_code == 401
    assert response.content == b""
