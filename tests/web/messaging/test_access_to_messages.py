"""Who opens which page of the messages: the team of the organisation that writes them, nobody else."""

import pytest
from django.urls import reverse
from tests.web import factories

from allant.web.messaging.enums import State
from allant.web.messaging.models import Message

denies = pytest.mark.denies
pytestmark = pytest.mark.django_db
OTHER_ROLES = ("network_head", "prescriber")
ABOUT_A_MESSAGE = [
    pytest.param("messaging:message", "get", marks=denies("messaging:message")),
    pytest.param("messaging:retry", "post", marks=denies("messaging:retry")),
    pytest.param("messaging:cancel", "post", marks=denies("messaging:cancel")),
    pytest.param("messaging:turn-into-letter", "post", marks=denies("messaging:turn-into-letter")),
]
OF_ONE_S_ORGANISATION = [
    pytest.param("messaging:messages", "get", marks=denies("messaging:messages")),
    pytest.param("messaging:contact", "get", marks=denies("messaging:contact")),
    pytest.param("messaging:contact", "post", marks=denies("messaging:contact")),
    pytest.param("messaging:retry-failed", "post", marks=denies("messaging:retry-failed")),
    pytest.param("messaging:letters", "get", marks=denies("messaging:letters")),
    pytest.param("messaging:letters-pdf", "get", marks=denies("messaging:letters-pdf")),
    pytest.param("messaging:mark-printed", "post", marks=denies("messaging:mark-printed")),
    pytest.param("messaging:undo-printed", "post", marks=denies("messaging:undo-printed")),
]
every_page = pytest.mark.parametrize(("route", "method"), [*ABOUT_A_MESSAGE, *OF_ONE_S_ORGANISATION])


@pytest.fixture
def message(house):
    return factories.MessageFactory(organisation=house.platform, is_failed=True)


@pytest.fixture
def ask(message):
    about = {each.values[0] for each in ABOUT_A_MESSAGE}

    def asked(client, route, method, **data):
        address = reverse(route, args=[message.pk] if route in about else [])
        return getattr(client, method)(address, data)

    return asked


@every_page
def test_page_sends_an_anonymous_visitor_to_sign_in(ask, browser, route, method):
    response = ask(browser(), route, method)
    assert response.status_code == 302
    assert response.url.startswith(reverse("accounts:sign-in"))


@every_page
@pytest.mark.parametrize("role", OTHER_ROLES)
def test_page_is_denied_to_every_other_role(ask, house, browser, route, method, role):
    assert ask(browser(getattr(house, role)), route, method).status_code == 403


@pytest.mark.parametrize("method", ["get", "post"])
def test_contact_of_the_platform_is_changed_by_its_manager_only(ask, adviser, house, browser, method):
    assert ask(adviser, "messaging:contact", method).status_code == 403
    assert ask(browser(house.manager), "messaging:contact", "get").status_code == 200


@pytest.mark.parametrize(("route", "method"), ABOUT_A_MESSAGE)
def test_message_of_another_platform_does_not_exist(ask, house, browser, message, route, method):
    assert ask(browser(house.stranger), route, method).status_code == 404
    message.refresh_from_db()
    assert message.state == State.FAILED


def test_lists_hold_the_messages_of_one_s_own_platform_only(adviser, house, browser, message):
    assert "Votre rendez-vous" in adviser.get(reverse("messaging:messages")).content.decode()
    assert "Votre rendez-vous" not in browser(house.stranger).get(reverse("messaging:messages")).content.decode()


def test_letters_of_another_platform_are_neither_shown_nor_marked(house, browser):
    letter = factories.MessageFactory(organisation=house.platform, is_letter=True)
    stranger = browser(house.stranger)
    assert stranger.get(reverse("messaging:letters"), {"lettre": letter.pk}).status_code == 302
    assert stranger.get(reverse("messaging:letters-pdf"), {"lettre": letter.pk}).status_code == 302
    stranger.post(reverse("messaging:mark-printed"), {"lettre": letter.pk})
    assert Message.objects.get().state == State.WAITING
