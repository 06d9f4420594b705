"""Codes: easy to read aloud, opened once, hard to guess."""

import datetime
import threading
from collections import Counter

import pytest
import time_machine
from django.db import connection
from django.utils import timezone
from tests.web import factories

from allant.parameters import parameter
from allant.web.documents import actions, codes
from allant.web.documents.actions import CodeError
from allant.web.documents.models import Code, FailedTry

pytestmark = pytest.mark.django_db
PURPOSE = "mobility-test"
UNKNOWN = "22222222"


@pytest.fixture
def code():
    return actions.issue(purpose=PURPOSE)


def opened(typed, by):
    return actions.redeem(typed=typed, purpose=PURPOSE, by=by)


def refusal_of(typed, by):
    try:
        opened(typed, by)
    except CodeError as error:
        return error.rule


def test_alphabet_leaves_out_letters_taken_for_others():
    assert not set("01ILO") & set(codes.ALPHABET)
    assert len(set(codes.ALPHABET)) == len(codes.ALPHABET) == 31


def test_drawn_codes_are_well_formed_and_differ():
    drawn = {codes.draw() for _ in range(500)}
    assert len(drawn) == 500
    assert all(codes.is_well_formed(each) for each in drawn)


@pytest.mark.parametrize("typed", ["k7qx-m4td", " K7QX M4TD ", "k7qxm4td", "K7QX\u00a0–\u00a0M4TD"])
def test_dash_spaces_and_case_do_not_matter(typed):
    assert codes.normalise(typed) == "K7QXM4TD"


def test_code_opens_once_and_says_who_opened_it(code, house):
    assert opened(str(code), house.adviser).redeemed_by == house.adviser
    with pytest.raises(CodeError, match="déjà été utilisé"):
        opened(code.value, house.colleague)


def test_whoever_opened_a_code_may_type_it_again(code, house):
    first = opened(code.value, house.adviser)
    assert opened(code.value, house.adviser) == first


@pytest.mark.parametrize("typed", ["", "K7QX", "K7QX-M4T0", "K7QXM4TDA", "Ⅷ" * 8, "<script>", "é" * 4000, "\0" * 8])
def test_malformed_code_says_what_a_code_looks_like(typed, house):
    with pytest.raises(CodeError, match="8 caractères"):
        opened(typed, house.adviser)


def test_unknown_code_is_said_unknown(house):
    with pytest.raises(CodeError, match="n’existe pas"):
        opened(UNKNOWN, house.adviser)


def test_withdrawn_code_is_said_withdrawn(code, house):
    actions.revoke(code=code)
    with pytest.raises(CodeError, match="a retiré ce code"):
        opened(code.value, house.adviser)


def test_expired_code_says_when_it_expired(code, house):
    with time_machine.travel(code.expires_at, tick=False), pytest.raises(CodeError, match="expiré le"):
        opened(code.value, house.adviser)


def test_code_lives_as_long_as_the_page_says(code):
    lifetime = datetime.timedelta(days=int(parameter("documents/code_lifetime")))
    assert abs(code.expires_at - timezone.now() - lifetime) < datetime.timedelta(minutes=1)


def test_code_for_something_else_opens_nothing_here(house):
    other = actions.issue(purpose="attestation")
    with pytest.raises(CodeError, match="n’existe pas"):
        opened(other.value, house.adviser)


def test_guessing_is_stopped_for_one_account_however_long_it_goes_on(code, house, django_assert_max_num_queries):
    limit = int(parameter("documents/failed_tries_per_account"))
    rules = Counter(refusal_of(UNKNOWN, house.adviser) for _ in range(limit + 50))
    assert rules["Ce code n’existe pas."] == FailedTry.objects.count() == limit
    assert sum(count for rule, count in rules.items() if rule.startswith("Trop de codes refusés")) == 50
    # From here on the table of codes is not even looked at: ten thousand guesses are as good as none.
    with django_assert_max_num_queries(2) as counted:
        assert refusal_of(code.value, house.adviser).startswith("Trop de codes")
    assert not any("documents_code" in query["sql"] for query in counted.captured_queries)
    assert opened(code.value, house.colleague).redeemed_by == house.colleague


def test_guesses_of_many_accounts_are_stopped_together(code, house):
    limit = int(parameter("documents/failed_tries_in_all"))
    others = factories.UserFactory.create_batch(20, organisation=house.neighbour)
    FailedTry.objects.bulk_create(FailedTry(purpose=PURPOSE, by=others[rank % 20]) for rank in range(limit))
    with pytest.raises(CodeError, match="Trop de codes"):
        opened(code.value, house.adviser)
    assert FailedTry.objects.count() == limit


def test_guesser_may_try_again_after_the_delay(code, house):
    limit = int(parameter("documents/failed_tries_per_account"))
    FailedTry.objects.bulk_create(FailedTry(purpose=PURPOSE, by=house.adviser) for _ in range(limit))
    later = datetime.timedelta(minutes=int(parameter("documents/failed_tries_window")) + 1)
    with time_machine.travel(timezone.now() + later, tick=False):
        assert opened(code.value, house.adviser).redeemed_by == house.adviser


@pytest.mark.django_db(transaction=True)
def test_two_people_who_open_a_code_at_once_make_one_winner(code, house):
    start, winners, losers = threading.Barrier(2), [], []

    def race(user):
        start.wait()
        try:
            winners.append(opened(code.value, user).redeemed_by)
        except CodeError as error:
            losers.append(error.rule)
        finally:
            connection.close()

    threads = [threading.Thread(target=race, args=(user,)) for user in (house.adviser, house.colleague)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert losers == ["Ce code a déjà été utilisé."]
    assert winners == [Code.objects.get().redeemed_by]
