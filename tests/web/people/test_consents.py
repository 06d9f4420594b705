"""What people agreed to stays written: words, date, way; a withdrawal dates the row and takes effect at once."""

import re

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from tests.web import factories

from allant.web.journal.models import Entry
from allant.web.people.actions import give_consent, withdraw_consent
from allant.web.people.enums import ConsentPurpose, ConsentWay
from allant.web.people.models import Consent
from allant.web.people.queries import has_consent
from allant.web.people.wordings import GUARDIAN, WORDINGS, wording_of, wordings_of
from allant.web.ui.languages import LANGUAGES

pytestmark = pytest.mark.django_db


def given(person, by=None, **changes):
    values = {"purpose": ConsentPurpose.CONTACT, "wording": "J’accepte.", "how": ConsentWay.SPOKEN} | changes
    return give_consent(person=person, by=by, **values)


def test_agreement_keeps_words_date_way_and_who_recorded_it(house, case):
    consent = given(case.beneficiary, house.adviser)
    assert (consent.wording, consent.how, consent.recorded_by) == ("J’accepte.", "spoken", house.adviser)
    assert consent.is_active
    assert has_consent(case.beneficiary, ConsentPurpose.CONTACT)
    assert Entry.objects.get(subject_type="beneficiary").by == house.adviser


def test_person_without_agreement_did_not_agree(case):
    assert not has_consent(case.beneficiary, ConsentPurpose.CONTACT)


def test_same_words_agreed_to_twice_are_one_agreement_and_new_words_another(case):
    given(case.beneficiary)
    given(case.beneficiary)
    assert Consent.objects.count() == 1
    given(case.beneficiary, wording="J’accepte encore.")
    assert Consent.objects.count() == 2


def test_withdrawal_dates_every_agreement_of_that_purpose_and_erases_none(case, house):
    given(case.beneficiary)
    last = given(case.beneficiary, wording="J’accepte encore.")
    withdraw_consent(consent=last, by=None)
    assert not has_consent(case.beneficiary, ConsentPurpose.CONTACT)
    assert Consent.objects.exclude(withdrawn_at=None).count() == 2


def test_withdrawing_twice_keeps_the_first_date(case):
    consent = given(case.beneficiary)
    withdraw_consent(consent=consent, by=None)
    day = consent.withdrawn_at
    withdraw_consent(consent=consent, by=None)
    assert consent.withdrawn_at == day


def test_agreement_given_again_after_a_withdrawal_is_a_new_row(case):
    withdraw_consent(consent=given(case.beneficiary), by=None)
    given(case.beneficiary)
    assert has_consent(case.beneficiary, ConsentPurpose.CONTACT)
    assert Consent.objects.count() == 2


def test_agreement_about_one_organisation_does_not_stand_for_another(case, house):
    purpose = ConsentPurpose.INFORM_PRESCRIBER
    given(case.beneficiary, purpose=purpose, recipient=house.referrer)
    assert has_consent(case.beneficiary, purpose, recipient=house.referrer)
    assert not has_consent(case.beneficiary, purpose, recipient=house.neighbour)


def test_withdrawal_before_the_agreement_is_refused_by_the_database(case):
    consent = given(case.beneficiary)
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.filter(pk=consent.pk).update(withdrawn_at="2001-01-01T00:00Z")


@pytest.mark.parametrize("purpose", [*ConsentPurpose.values, GUARDIAN])
def test_every_purpose_has_one_text_in_each_language_of_the_pages(purpose):
    assert [each.language for each in wordings_of(purpose)] == [each.code for each in LANGUAGES]
    assert len({each.text for each in wordings_of(purpose)}) == len(LANGUAGES)
    assert re.search("[\u0600-\u06ff]", wording_of(purpose, "ar").text)
    assert wording_of(purpose, "xx") == wording_of(purpose, "fr")


def test_text_that_is_called_reviewed_says_by_whom():
    assert [each for each in WORDINGS if (each.status == "reviewed") != bool(each.reviewed_by)] == []


@pytest.mark.django_db(transaction=True)
def test_tick_of_former_versions_becomes_an_agreement_and_goes_back(house):
    ticked = factories.CaseFactory(organisation=house.platform, prescriber=house.referrer)
    factories.CaseFactory(organisation=house.platform, prescriber=house.referrer)
    before = ("cases", "0002_beneficiary_to_people")
    executor = MigrationExecutor(connection)
    try:
        executor.migrate([before])
        old = executor.loader.project_state([before]).apps.get_model("cases", "Case")
        old.objects.filter(pk=ticked.pk).update(prescriber_may_be_informed=True)
        executor = MigrationExecutor(connection)
        executor.migrate([("cases", "0003_consents_replace_a_flag")])
        agreement = Consent.objects.get()
        assert (agreement.person, agreement.recipient) == (ticked.beneficiary, house.referrer)
        assert agreement.how == ConsentWay.CARRIED
        executor = MigrationExecutor(connection)
        executor.migrate([before])
        assert list(old.objects.filter(prescriber_may_be_informed=True)) == [old.objects.get(pk=ticked.pk)]
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
