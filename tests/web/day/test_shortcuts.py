"""The shortcuts of the keyboard are each person's own to turn off."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db
TODAY = "/aujourdhui/"


def test_shortcuts_are_turned_off_and_on_for_oneself_alone(house, adviser, browser):
    assert 'data-on="yes"' in adviser.get(TODAY).content.decode()
    response = adviser.post(reverse("day:shortcuts"), {"on": "no", "back": "/dossiers/?qui=all"})
    assert response.url == "/dossiers/?qui=all"
    assert 'data-on="no"' in adviser.get(TODAY).content.decode()
    assert 'data-on="yes"' in browser(house.colleague).get(TODAY).content.decode()
    adviser.post(reverse("day:shortcuts"), {"on": "yes"})
    assert 'data-on="yes"' in adviser.get(TODAY).content.decode()


@pytest.mark.parametrize("back", ["https://mechant.example/", "//mechant.example/", "javascript:alert(1)"])
def test_shortcuts_never_lead_outside(adviser, back):
    assert adviser.post(reverse("day:shortcuts"), {"on": "no", "back": back}).url == TODAY
