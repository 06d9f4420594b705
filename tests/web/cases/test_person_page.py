"""How a person is reached and lives: dated rows beside one another, nothing overwritten, nothing asked twice."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from tests.web import factories

from allant.errors import InputError
from allant.web.accounts.models import Organisation
from allant.web.cases import actions
from allant.web.people.ages import age_years, is_minor
from allant.web.people.models import Beneficiary, Contact, FseEntry, Household, LegalGuardian, Situation
from allant.web.people.queries import lacks_guardian
from allant.web.people.wordings import wording_of
from allant.web.ui.formatting import date as date_words

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
NIR = "1 85 05 24 322 001 22"
FSE = {
    "entered_on": TODAY.isoformat(),
    "sex": "woman",
    "work": "unemployed",
    "schooling": "isced_3_4",
    "disability": "declined",
    "third_country": "no",
    "foreign_background": "declined",
    "minority": "declined",
    "homeless": "no",
    "rural": "yes",
}


def send(client, route, case, *more, **fields):
    prefix = route.partition("-")[0]
    data = {f"{prefix}-{name}": value for name, value in fields.items()}
    return client.post(reverse(f"cases:{route}", args=[case.pk, *more]), data)


def page(client, case):
    return client.get(reverse("cases:person", args=[case.pk])).content.decode().replace("\u00a0", " ")


def said(response):
    return response.content.decode().replace("\u00a0", " ")


@pytest.fixture
def minor(house):
    """The case of somebody who is sixteen."""
    born = TODAY.replace(day=1) - datetime.timedelta(days=16 * 366)
    return factories.CaseFactory(organisation=house.platform, adviser=house.adviser, beneficiary__birth_date=born)


def test_person_without_phone_nor_mail_is_normal(adviser, case):
    assert "par lettre ou en venant" in page(adviser, case)


def test_trusted_contact_is_added_and_removed(adviser, case):
    send(adviser, "contact-add", case, name="Ana Diaz", relation="sa sœur", phone="0639980001")
    assert "Ana Diaz" in page(adviser, case)
    send(adviser, "contact-remove", case, Contact.objects.get().pk)
    assert not Contact.objects.exists()


@pytest.mark.parametrize(
    ("fields", "reason"),
    [({"name": "Ana"}, "Donnez un téléphone"), ({"name": f"Ana {NIR}", "phone": "0639980001"}, "sécurité sociale")],
)
def test_contact_that_leads_nowhere_or_holds_a_number_is_refused(adviser, case, fields, reason):
    response = send(adviser, "contact-add", case, **fields)
    assert reason in said(response)
    assert "Ana" in said(response)
    assert not Contact.objects.exists()


def test_contact_of_somebody_else_is_not_removed_from_here(adviser, case):
    other = Contact.objects.create(person=factories.BeneficiaryFactory(), phone="+33639980001")
    assert send(adviser, "contact-remove", case, other.pk).status_code == 404
    assert Contact.objects.exists()


def test_new_situation_stands_beside_the_former_one(adviser, case, house):
    send(adviser, "situation-add", case, status="job_seeker", licence="none", vehicle="none", since="2026-01-05")
    send(adviser, "situation-add", case, status="working", licence="valid", vehicle="", since="2026-06-01")
    assert [each.status for each in Situation.objects.all()] == ["working", "job_seeker"]
    assert Situation.objects.first().recorded_by == house.adviser
    assert "en recherche d’emploi" in page(adviser, case)
    timeline = adviser.get(reverse("cases:timeline", args=[case.pk])).content.decode().replace("\u00a0", " ")
    assert "Situation : en emploi" in timeline


def test_income_is_a_bracket_that_is_kept_with_its_date_and_that_nobody_has_to_tell(adviser, case):
    send(adviser, "situation-add", case, status="working", income="from_650_to_1300", since="2026-01-05")
    send(adviser, "situation-add", case, status="working", income="declined", since="2026-06-01")
    assert [each.income for each in Situation.objects.all()] == ["declined", "from_650_to_1300"]
    html = page(adviser, case).replace("\u202f", " ")
    assert "ne souhaite pas le dire" in html
    assert "revenu du foyer par mois : de 650 € à moins de 1 300 €" in html
    assert '<option value="declined" selected>' in html


def test_what_the_bilan_said_is_proposed_and_not_asked_again(adviser, case, house):
    said_in_bilan = {"situation": "training", "licence": "learning", "vehicle": "sometimes"}
    factories.bilan(case=case, by=house.adviser, answers=said_in_bilan)
    html = page(adviser, case)
    for value in said_in_bilan.values():
        assert f'<option value="{value}" selected>' in html


def test_household_is_counted_and_its_drivers_are_adults(adviser, case):
    response = send(
        adviser, "household-add", case, adults="1", drivers="2", small_children="0", children="0", since="2026-01-05"
    )
    assert "que d’adultes" in said(response)
    send(adviser, "household-add", case, adults="2", drivers="1", small_children="1", children="0", since="2026-01-05")
    assert Household.objects.get().drivers == 1


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"since": "2999-01-01"}, "dans le futur"),
        ({"quotient_familial": "99999"}, "trop grand"),
        ({"status": "x"}, "Sélectionnez"),
        ({"income": "from_1_to_2"}, "Sélectionnez"),
    ],
)
def test_situation_that_cannot_be_says_why(adviser, case, fields, reason):
    response = send(adviser, "situation-add", case, **({"status": "working", "since": "2026-01-05"} | fields))
    assert response.status_code == 200
    assert "field-error" in said(response)
    assert not Situation.objects.exists()


@pytest.mark.parametrize(
    ("born", "as_of", "years"),
    [("2008-03-04", "2026-03-03", 17), ("2008-03-04", "2026-03-04", 18), ("2008-02-29", "2026-02-28", 17)],
)
def test_age_is_in_full_years_on_the_day(born, as_of, years):
    day, today = datetime.date.fromisoformat(born), datetime.date.fromisoformat(as_of)
    assert age_years(day, today) == years
    assert is_minor(day, today) == (years < 18)


def test_person_of_unknown_birth_date_is_not_taken_for_a_minor():
    assert not is_minor(None, TODAY)


def test_bilan_of_a_minor_is_not_finished_without_the_guardian_and_keeps_its_answers(adviser, minor, house):
    draft = factories.bilan(case=minor, by=house.adviser, answers={"licence": "none"})
    response = adviser.post(reverse("cases:bilan-finish", args=[draft.assessment_id]), follow=True)
    assert "responsable légal doit être d’accord" in said(response)
    assert "Responsable légal" in said(response)
    draft.assessment.refresh_from_db()
    assert draft.assessment.finished_at is None
    assert draft.assessment.answers.get().value == "none"
    send(adviser, "guardian-add", minor, name="Ana Diaz", relation="mère", agrees="on", how="paper")
    actions.finish_bilan(link=draft, by=house.adviser)
    draft.assessment.refresh_from_db()
    assert draft.assessment.finished_at is not None


def test_bilan_of_an_adult_asks_for_nobody(case, house):
    draft = factories.bilan(case=case, by=house.adviser, answers={"licence": "none"})
    assert actions.finish_bilan(link=draft, by=house.adviser) is not None


def test_guardian_who_has_not_agreed_or_no_longer_does_is_not_enough(adviser, minor):
    send(adviser, "guardian-add", minor, name="Ana", relation="mère")
    assert lacks_guardian(minor.beneficiary, as_of=TODAY)
    send(adviser, "guardian-add", minor, name="Ana", relation="mère", agrees="on", how="spoken")
    assert not lacks_guardian(minor.beneficiary, as_of=TODAY)
    guardian = LegalGuardian.objects.get(agreed_on__isnull=False)
    assert "J’accepte que la plateforme aide mon enfant" in guardian.wording
    page = adviser.get(reverse("cases:person", args=[minor.pk])).content.decode()
    assert f"Depuis le {date_words(guardian.agreed_on, 'fr')}, de vive voix" in page
    send(adviser, "guardian-withdraw", minor, guardian.pk)
    assert lacks_guardian(minor.beneficiary, as_of=TODAY)


def test_guardian_agrees_in_their_language_and_the_words_are_kept(adviser, minor):
    assert wording_of("guardian", "ar").text in page(adviser, minor)
    send(adviser, "guardian-add", minor, name="Ana", relation="mère", agrees="on", how="spoken", language="ar")
    guardian = LegalGuardian.objects.get()
    assert (guardian.wording, guardian.language) == (wording_of("guardian", "ar").text, "ar")
    assert 'lang="ar" dir="rtl">«' in page(adviser, minor)


def test_agreement_of_a_guardian_says_how_it_was_given(adviser, minor):
    response = send(adviser, "guardian-add", minor, name="Ana", relation="mère", agrees="on")
    assert "comment cet accord" in said(response)
    assert not LegalGuardian.objects.exists()


def test_guardian_is_not_asked_about_for_an_adult(adviser, case):
    assert "Responsable légal" not in page(adviser, case)


def test_fse_fields_are_asked_only_where_a_funder_asks(adviser, case, house, browser):
    assert "FSE+" not in page(adviser, case)
    assert send(adviser, "fse-enter", case, **FSE).status_code == 404
    browser(house.manager).post(reverse("cases:fse-asked"), {"asks": "yes"})
    assert "Entrée FSE+" in page(adviser, case)
    send(adviser, "fse-enter", case, **FSE)
    entry = FseEntry.objects.get()
    assert (entry.sex, entry.disability, entry.organisation) == ("woman", "declined", house.platform)
    browser(house.manager).post(reverse("cases:fse-asked"), {"asks": "no"})
    assert "FSE+" not in page(adviser, case)


@pytest.fixture
def entered(adviser, case):
    Organisation.objects.filter(pk=case.organisation_id).update(asks_fse=True)
    send(adviser, "fse-enter", case, **FSE)
    return FseEntry.objects.get()


def test_entry_is_corrected_by_another_with_its_reason_and_never_changed(adviser, case, entered):
    response = send(adviser, "fse-enter", case, **(FSE | {"work": "employed"}))
    assert response.status_code == 200
    assert FseEntry.objects.count() == 1
    send(adviser, "fse-enter", case, **(FSE | {"work": "employed", "reason": "Contrat de deux heures oublié"}))
    last, first = FseEntry.objects.all()
    assert (first.work, last.work, last.corrects) == ("unemployed", "employed", first)
    html = page(adviser, case)
    assert "Contrat de deux heures oublié" in html
    assert "au chômage" in html


def test_second_correction_corrects_the_last_one(adviser, case, entered):
    for reason in ("Une", "Deux"):
        send(adviser, "fse-enter", case, **(FSE | {"reason": reason}))
    assert [each.reason for each in FseEntry.objects.all()] == ["Deux", "Une", ""]
    assert FseEntry.objects.filter(corrected_by=None).get().reason == "Deux"


def test_entry_without_a_reason_is_refused_by_the_action_too(case, house, entered):
    from allant.web.people.actions import enter_fse

    fields = FSE | {"entered_on": TODAY}
    with pytest.raises(InputError, match="ne se remplace pas"):
        enter_fse(person=case.beneficiary, organisation=house.platform, by=house.adviser, **fields)


def test_correction_without_its_reason_is_refused_by_the_database(entered, house):
    with pytest.raises(IntegrityError), transaction.atomic():
        FseEntry.objects.filter(pk=entered.pk).update(reason="sans correction")


def test_address_and_language_are_kept(adviser, case):
    fields = {"first_name": "Zoé", "last_name": "L", "source": "spontaneous", "address": "3 rue du Pont"}
    adviser.post(
        reverse("cases:edit", args=[case.pk]),
        fields | {"language": "ar", "needs_interpreter": "on", "prefers": "letter"},
    )
    person = Beneficiary.objects.get(pk=case.beneficiary_id)
    assert (person.address, person.language, person.needs_interpreter) == ("3 rue du Pont", "ar", True)
    html = page(adviser, case)
    assert "arabe, avec un interprète" in html
    assert "3 rue du Pont" in html


def test_person_page_costs_the_same_with_a_long_history(adviser, case, django_assert_max_num_queries):
    for month in range(1, 12):
        send(adviser, "situation-add", case, status="working", since=f"2025-{month:02d}-01")
        send(adviser, "contact-add", case, phone="0639980001")
    with django_assert_max_num_queries(24):
        page(adviser, case)
