"""Identity, arrival and lists of people."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.web import factories

from allant.web.cases.forms import CaseForm
from allant.web.cases.models import Case
from allant.web.cases.queries import referred
from allant.web.journal.models import Entry
from allant.web.people.models import Beneficiary, Consent

pytestmark = pytest.mark.django_db
NIR = "1850524322001"


def person(**changes):
    return {
        "first_name": "Zoé",
        "last_name": "Lefèvre",
        "birth_date": "1990-03-04",
        "phone": "",
        "email": "",
        "commune": "",
        "source": "spontaneous",
        "prescriber": "",
    } | changes


def opened(client, **changes):
    return client.post(reverse("cases:new"), person(**changes))


def listed(client, **query):
    return client.get(reverse("cases:list"), {"qui": "all", "etat": "any"} | query).content.decode()


def test_new_case_belongs_to_the_platform_and_to_whoever_opened_it(adviser, house):
    opened(adviser)
    case = Case.objects.get()
    assert (case.organisation, case.adviser, case.opened_on) == (house.platform, house.adviser, timezone.localdate())
    assert Entry.objects.get(subject_type="case", subject_id=str(case.pk)).action == "create"


def test_nobody_is_refused_for_want_of_a_phone_or_an_address(adviser):
    opened(adviser, birth_date="", phone="", email="", commune="")
    assert Case.objects.exists()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"first_name": ""}, "Remplissez"),
        ({"last_name": "x" * 101}, "100"),
        ({"birth_date": "2999-01-01"}, "dans le futur"),
        ({"birth_date": "1850-01-01"}, "trop ancien"),
        ({"birth_date": "0001-01-01"}, "trop ancien"),
        ({"birth_date": "1990-02-30"}, "date"),
        ({"email": "zoe"}, "adresse"),
        ({"phone": "0" * 17}, "16"),
        ({"last_name": f"Lefèvre {NIR}"}, "numéro de sécurité sociale"),
        ({"first_name": "1 85 05 24 322 001 22"}, "numéro de sécurité sociale"),
        ({"phone": NIR}, "numéro de sécurité sociale"),
        ({"first_name": "a\0b"}, "nul"),
        ({"source": "heaven"}, "heaven"),
    ],
)
def test_identity_that_cannot_be_kept_is_refused_with_its_reason(adviser, changes, reason):
    response = opened(adviser, **changes)
    assert response.status_code == 200
    assert reason in response.content.decode()
    assert not Beneficiary.objects.exists()


def test_commune_or_prescriber_of_another_territory_is_refused(adviser):
    foreign = factories.CommuneFactory()
    prescriber = factories.OrganisationFactory(is_prescriber=True)
    assert opened(adviser, commune=foreign.pk).status_code == 200
    assert opened(adviser, prescriber=prescriber.pk).status_code == 200
    assert not Case.objects.exists()


def test_values_that_no_field_asks_for_are_ignored(adviser, house):
    opened(
        adviser,
        organisation=house.neighbour.pk,
        adviser=house.stranger.pk,
        suggested_support="light",
        opened_on="2001-01-01",
        id="7",
    )
    case = Case.objects.get()
    assert (case.organisation, case.adviser, case.suggested_support) == (house.platform, house.adviser, "")


def test_agreement_to_inform_the_prescriber_can_be_given_and_taken_back(adviser, house, case):
    address = reverse("cases:edit", args=[case.pk])
    adviser.post(address, person(source="prescriber", prescriber=house.referrer.pk, prescriber_may_be_informed="on"))
    agreement = Consent.objects.get(person=case.beneficiary, recipient=house.referrer)
    assert (agreement.recorded_by, agreement.withdrawn_at) == (house.adviser, None)
    assert "checked" in str(CaseForm(instance=_again(case), organisation=house.platform)["prescriber_may_be_informed"])
    adviser.post(address, person(source="prescriber", prescriber=house.referrer.pk))
    agreement.refresh_from_db()
    assert agreement.withdrawn_at is not None


def test_agreement_about_one_prescriber_does_not_open_the_file_to_the_next(adviser, house, case):
    address = reverse("cases:edit", args=[case.pk])
    next_one = factories.OrganisationFactory(is_prescriber=True, territory=house.territory)
    adviser.post(address, person(source="prescriber", prescriber=house.referrer.pk, prescriber_may_be_informed="on"))
    adviser.post(address, person(source="prescriber", prescriber=next_one.pk))
    assert list(referred(next_one)) == []


def _again(case):
    return Case.objects.get(pk=case.pk)


def test_changed_identity_leaves_a_line_in_the_journal(adviser, case, house):
    adviser.post(reverse("cases:edit", args=[case.pk]), person(last_name="Martin"))
    line = Entry.objects.get(action="change")
    assert (line.by, line.detail) == (house.adviser, "identité et contacts")


@pytest.mark.parametrize("typed", ["élodie", "Élod", "LEFEVRE", "élodie LEFÈVRE", " lefevr "])
def test_search_minds_neither_case_nor_order(adviser, house, typed):
    factories.CaseFactory(
        organisation=house.platform, beneficiary__first_name="Élodie", beneficiary__last_name="Lefèvre"
    )
    assert "Élodie Lefèvre" in listed(adviser, q=typed)


@pytest.mark.parametrize("typed", ["a " * 3000, "x" * 90_000, "\0", "%", "_", "'; DROP TABLE cases_case; --", "ڕ"])
def test_odd_search_finds_nobody_and_breaks_nothing(adviser, house, typed):
    factories.CaseFactory(organisation=house.platform, beneficiary__first_name="Élod", beneficiary__last_name="Fév")
    response = adviser.get(reverse("cases:list"), {"q": typed})
    assert response.status_code == 200
    assert "Élod Fév" not in response.content.decode()


@pytest.mark.parametrize("query", [{"page": "999"}, {"page": "x"}, {"page": "-1"}, {"etat": "?"}, {"qui": "?"}])
def test_meddled_address_of_the_list_still_shows_it(adviser, case, query):
    assert adviser.get(reverse("cases:list"), query).status_code == 200


def test_list_is_narrowed_by_person_and_by_state(adviser, house, case):
    other = factories.CaseFactory(organisation=house.platform, adviser=house.colleague)
    gone = factories.ExitFactory(case__organisation=house.platform, case__adviser=house.adviser).case
    assert [str(each) in listed(adviser, qui="mine", etat="open") for each in (case, other, gone)] == [
        True,
        False,
        False,
    ]
    assert [str(each) in listed(adviser, qui="all", etat="open") for each in (case, other, gone)] == [True, True, False]
    assert [str(each) in listed(adviser, qui="all", etat="closed") for each in (case, other, gone)] == [
        False,
        False,
        True,
    ]


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>",
        '"onmouseover="alert(1)',
        "{{ 7|add:7 }}",
        "{% debug %}",
        "O’Brien-D'Arc",
        "李 小龍",
        "محمد",
    ],
)
def test_name_is_shown_as_written_on_every_page(adviser, house, case, name):
    Beneficiary.objects.filter(pk=case.beneficiary_id).update(first_name=name, last_name="N")
    step = factories.StepFactory(case=case, label=name)
    draft = factories.bilan(case=case, by=house.adviser)
    pages = [
        reverse("cases:list"),
        reverse("cases:case", args=[case.pk]),
        reverse("cases:edit", args=[case.pk]),
        reverse("cases:journal", args=[case.pk]),
        reverse("cases:timeline", args=[case.pk]),
        reverse("cases:note", args=[factories.NoteFactory(case=case, author=house.adviser, text=name).pk]),
        reverse("cases:exit", args=[case.pk]),
        reverse("cases:step", args=[step.pk]),
        reverse("cases:bilan-new", args=[case.pk]),
        reverse("cases:bilan", args=[draft.assessment_id]),
        reverse("cases:bilan-section", args=[draft.assessment_id, "material"]),
    ]
    for address in pages:
        html = adviser.get(address).content.decode()
        assert "<script>alert" not in html, address
        assert '"onmouseover="' not in html, address
        assert "14 N" not in html, address
        assert "&amp;lt;" not in html, address
        assert "&amp;quot;" not in html, address
        assert "&amp;#x27;" not in html, address


def test_birth_date_is_written_in_words(adviser, case):
    html = adviser.get(reverse("cases:case", args=[case.pk])).content.decode()
    assert "4 mars 1990" in html.replace("\u00a0", " ")
    assert case.beneficiary.birth_date == datetime.date(1990, 3, 4)
