"""People who may be one: found by keys, decided by somebody, made one without losing a row, separated exactly."""

import datetime

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.web import factories

from allant.errors import InputError
from allant.web.cases import actions, duplicates
from allant.web.cases.duplicates import look_alikes, propose, propose_among, shared, shared_keys, to_look_at
from allant.web.cases.enums import Moment, StepState
from allant.web.cases.models import Case, DuplicatePair, MergeRecord
from allant.web.people.models import Beneficiary

pytestmark = pytest.mark.django_db
denies = pytest.mark.denies
BORN = datetime.date(1990, 3, 4)
LEFT_OUT = {"cases.DuplicatePair", "cases.MergeRecord", "people.SearchKey", "people.Spelling"}
OURS = ("people", "cases", "agenda", "assessments", "documents", "messaging", "learning", "fleet", "reaching")


def person(first_name="Zoé", last_name="Lefèvre", birth_date=BORN, phone=""):
    return Beneficiary(first_name=first_name, last_name=last_name, birth_date=birth_date, phone=phone)


def new_case(house, **changes):
    fields = {"first_name": "Zoé", "last_name": "Lefèvre", "birth_date": BORN} | changes
    return factories.CaseFactory(
        organisation=house.platform, adviser=house.adviser, beneficiary=factories.BeneficiaryFactory(**fields)
    )


def pair_of(house, one, other):
    propose([other.beneficiary], house.platform)
    return DuplicatePair.objects.get(first=one.beneficiary, second=other.beneficiary)


def everything():
    """Return every row of our apps, as it stands."""
    return {
        model._meta.label: sorted(map(str, model._base_manager.values_list()))
        for label in OURS
        for model in apps.get_app_config(label).get_models()
        if model._meta.label not in LEFT_OUT
    }


@pytest.fixture
def two(house):
    return new_case(house), new_case(house, first_name="Zoe", phone="+33639980001")


@pytest.mark.parametrize(
    ("changes", "reasons"),
    [
        ({}, ("même nom", "même date de naissance")),
        ({"first_name": "ZOE", "last_name": "LEFEVRE"}, ("même nom", "même date de naissance")),
        ({"first_name": "Lefèvre", "last_name": "Zoé"}, ("noms proches", "même date de naissance")),
        ({"last_name": "Lefevbre"}, ("noms proches", "même date de naissance")),
        ({"birth_date": datetime.date(1990, 4, 3)}, ("même nom", "dates de naissance proches")),
        ({"birth_date": datetime.date(1991, 3, 4)}, ("même nom", "dates de naissance proches")),
        ({"birth_date": None}, ("même nom",)),
        ({"birth_date": datetime.date(1964, 7, 9)}, ()),
        ({"first_name": "Karim", "last_name": "Benali"}, ()),
    ],
)
def test_likeness_is_told_by_its_reasons(changes, reasons):
    assert shared(person(), person(**changes)) == reasons


def test_family_that_shares_a_telephone_is_not_one_person():
    mother = person("Ana", "Lefèvre", datetime.date(1964, 7, 9), "+33639980001")
    assert shared(person(phone="+33639980001"), mother) == ()


def test_same_telephone_and_close_names_are_enough():
    other = person("Zoé", "Lefevre", datetime.date(1964, 7, 9), "+33639980001")
    assert shared(person(phone="+33639980001"), other) == ("même nom", "même téléphone")


def test_known_person_is_found_by_keys_and_never_in_another_platform(house, django_assert_num_queries):
    known = new_case(house)
    elsewhere = {"beneficiary__first_name": "Karim", "beneficiary__last_name": "Benali"}
    factories.CaseFactory.create_batch(20, organisation=house.platform, **elsewhere)
    with django_assert_num_queries(1):
        found = look_alikes(person(), house.platform)
    assert [each.person for each in found] == [known.beneficiary]
    assert look_alikes(person(), house.neighbour) == []


def posted(client, **changes):
    fields = {"first_name": "Zoé", "last_name": "Lefèvre", "birth_date": "1990-03-04", "source": "spontaneous"}
    return client.post(reverse("cases:new"), fields | changes)


def test_person_who_may_be_known_is_shown_before_a_second_file_is_opened(adviser, house):
    known = new_case(house)
    html = posted(adviser, email="zoe@exemple.fr").content.decode()
    assert "peut-être déjà connue" in html
    assert reverse("cases:case", args=[known.pk]) in html
    assert "zoe@exemple.fr" in html
    assert Case.objects.count() == 1
    posted(adviser, is_new="yes")
    assert Case.objects.count() == 2
    assert DuplicatePair.objects.get().state == "proposed"


def test_person_who_may_be_known_is_shown_before_a_received_test_opens_a_second_file(adviser, house):
    known = new_case(house)
    handover = factories.received(house.adviser)
    page = reverse("cases:received-test", args=[handover.pk])
    typed = {"first_name": "Zoe", "last_name": "Lefèvre", "birth_date": "1990-03-04", "email": "zoe@exemple.fr"}
    html = adviser.post(page, typed).content.decode()
    attach = reverse("cases:attach-test", args=[handover.pk, known.pk])
    assert "peut-être déjà connue" in html
    assert f'formaction="{attach}"' in html
    assert "zoe@exemple.fr" in html
    assert Case.objects.count() == 1
    adviser.post(attach, typed)
    assert known.case_assessments.get().moment == Moment.TEST
    other = factories.received(house.adviser)
    adviser.post(reverse("cases:received-test", args=[other.pk]), typed | {"is_new": "yes"})
    assert Case.objects.count() == 2


def scan(organisation):
    return propose_among(shared_keys(organisation), organisation)


def test_people_already_stored_are_paired_by_their_keys_once_and_within_their_platform(house):
    known = new_case(house)
    twin = new_case(house, first_name="Lefevre", last_name="Zoé")
    by_phone = new_case(house, last_name="Lefévrre", birth_date=None, phone="+33639980001")
    caller = new_case(house, last_name="Lefevre-", birth_date=datetime.date(1961, 1, 1), phone="+33639980001")
    new_case(house, first_name="Karim", last_name="Benali")
    factories.CaseFactory(
        organisation=house.neighbour,
        beneficiary=factories.BeneficiaryFactory(first_name="Zoé", last_name="Lefèvre", birth_date=BORN),
    )
    pairs = {(known.beneficiary, twin.beneficiary), (by_phone.beneficiary, caller.beneficiary)}
    assert scan(house.platform) == 2
    assert {(each.first, each.second) for each in DuplicatePair.objects.all()} == pairs
    assert scan(house.platform) == 0
    assert scan(house.neighbour) == 0


def test_pair_told_apart_does_not_come_back_with_the_scan(house, two):
    assert scan(house.platform) == 1
    actions.say_distinct(pair=DuplicatePair.objects.get(), by=house.adviser)
    assert scan(house.platform) == 0
    assert not to_look_at(house.platform).exists()


def test_telephone_shared_by_a_hostel_is_not_compared_with_everybody(house, monkeypatch):
    compared = []
    monkeypatch.setattr(duplicates, "shared", lambda one, other: compared.append((one, other)) or ())
    monkeypatch.setattr(duplicates, "MOST_CANDIDATES", 2)
    for number in range(6):
        new_case(house, last_name=f"Lefèvre {number}", birth_date=None, phone="+33639980001")
    scan(house.platform)
    assert len(compared) == 2 * 6 - (2 + 1)


def test_scan_asks_as_much_of_the_database_for_many_as_for_few(house, django_assert_num_queries):
    def shared_by(numbers):
        for number in numbers:
            for first_name in ("Zoé", "Zoe"):
                new_case(house, first_name=first_name, last_name=f"Lefèvre {number}", birth_date=None)

    shared_by([0])
    with CaptureQueriesContext(connection) as few:
        assert scan(house.platform) == 1
    shared_by(range(1, 12))
    with django_assert_num_queries(len(few)):
        assert scan(house.platform) == 11


def test_pair_told_apart_is_not_proposed_again(adviser, house, two):
    pair = pair_of(house, *two)
    adviser.post(reverse("cases:duplicate-distinct", args=[pair.pk]))
    assert propose([two[1].beneficiary], house.platform) == 0
    assert str(two[0].beneficiary) not in adviser.get(reverse("cases:duplicates")).content.decode()


def test_merging_keeps_what_was_chosen_and_moves_everything(adviser, house, two):
    one, other = two
    factories.StepFactory(case=one, label="Premier", position=1)
    factories.StepFactory(case=other, label="Second", position=1)
    factories.NoteFactory(case=other, author=house.adviser, text="Une note à ne pas perdre")
    for case in two:
        factories.bilan(case=case, by=house.adviser, answers={"licence": "none"}, is_finished=True)
    pair = pair_of(house, one, other)
    adviser.post(reverse("cases:duplicate", args=[pair.pk]), {"keep": "first", "phone": "second"})
    kept = Beneficiary.objects.get(pk=one.beneficiary_id)
    assert (kept.first_name, kept.phone) == ("Zoé", "+33639980001")
    assert list(Case.objects.all()) == [one]
    assert [each.label for each in one.steps.all()] == ["Premier", "Second"]
    assert [each.moment for each in one.case_assessments.all()] == [Moment.ENTRY, Moment.MID]
    assert "Une note à ne pas perdre" in adviser.get(reverse("cases:case", args=[one.pk])).content.decode()
    assert Beneficiary.objects.get(pk=other.beneficiary_id).merged_into == kept


def test_second_file_still_open_in_a_tab_leads_to_the_one_that_was_kept(adviser, house, two):
    one, other = two
    actions.merge(pair=pair_of(house, one, other), kept=one.beneficiary, from_other=set(), by=house.adviser)
    fields = {"text": "Écrit dans l’ancien onglet", "kind": "call", "happened_on": "2026-01-05"}
    adviser.post(reverse("cases:note-add", args=[other.pk]), fields)
    assert one.notes.get().text == "Écrit dans l’ancien onglet"


def test_support_that_has_ended_stays_a_file_of_its_own(house, two):
    one, other = two
    factories.ExitFactory(case=other)
    actions.merge(pair=pair_of(house, one, other), kept=one.beneficiary, from_other=set(), by=house.adviser)
    assert set(Case.objects.filter(beneficiary=one.beneficiary)) == {one, other}


def test_journal_of_the_kept_file_tells_what_was_done_in_the_other(adviser, house, two):
    one, other = two
    adviser.get(reverse("cases:edit", args=[other.pk]))
    actions.merge(pair=pair_of(house, one, other), kept=one.beneficiary, from_other=set(), by=house.adviser)
    html = adviser.get(reverse("cases:journal", args=[one.pk])).content.decode()
    assert "identité et contacts" in html
    assert "deux dossiers réunis" in html


def test_person_whom_another_platform_follows_too_is_not_merged_from_here(house, two):
    one, other = two
    factories.CaseFactory(organisation=house.neighbour, beneficiary=other.beneficiary)
    with pytest.raises(InputError, match="autre plateforme"):
        actions.merge(pair=pair_of(house, one, other), kept=one.beneficiary, from_other=set(), by=house.adviser)


def test_merging_twice_and_separating_twice_are_refused_in_words(house, two):
    one, other = two
    pair = pair_of(house, one, other)
    merged = actions.merge(pair=pair, kept=one.beneficiary, from_other=set(), by=house.adviser)
    with pytest.raises(InputError, match="déjà réunis"):
        actions.merge(pair=pair, kept=one.beneficiary, from_other=set(), by=house.adviser)
    actions.undo_merge(merged=merged, by=house.adviser)
    with pytest.raises(InputError, match="déjà séparés"):
        actions.undo_merge(merged=merged, by=house.adviser)


def test_what_changed_since_is_not_taken_back(house, two):
    one, other = two
    pair = pair_of(house, one, other)
    merged = actions.merge(pair=pair, kept=one.beneficiary, from_other={"phone"}, by=house.adviser)
    Beneficiary.objects.filter(pk=one.beneficiary_id).update(phone="+33639980009")
    note = factories.NoteFactory(case=one, author=house.adviser)
    actions.undo_merge(merged=merged, by=house.adviser)
    assert Beneficiary.objects.get(pk=one.beneficiary_id).phone == "+33639980009"
    note.refresh_from_db()
    assert note.case == one


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.tuples(st.integers(0, 2), st.integers(0, 2)),
    bilans=st.tuples(st.booleans(), st.booleans()),
    exits=st.tuples(st.booleans(), st.booleans()),
    drafts=st.tuples(st.booleans(), st.booleans()),
    keeps_second=st.booleans(),
    fields=st.sets(st.sampled_from(actions.FIELDS_TO_CHOOSE)),
)
def test_merging_then_separating_gives_every_row_back(house, steps, bilans, exits, drafts, keeps_second, fields):
    two = new_case(house), new_case(house, first_name="Zoe", phone="+33639980001", email="z@exemple.fr")
    for case, count, has_bilan, has_exit, has_draft in zip(two, steps, bilans, exits, drafts, strict=True):
        for position in range(count):
            factories.StepFactory(case=case, position=position, state=StepState.PLANNED)
        if has_bilan:
            factories.bilan(case=case, by=house.adviser, answers={"licence": "none"})
        if has_exit:
            factories.ExitFactory(case=case, recorded_by=house.adviser)
        if has_draft:
            actions.keep_note_draft(case=case, fields={"text": "En cours"}, by=house.adviser)
        factories.NoteFactory(case=case, author=house.adviser)
        factories.ConsentFactory(person=case.beneficiary)
    pair = pair_of(house, *two)
    before = everything()
    kept = two[1 if keeps_second else 0].beneficiary
    merged = actions.merge(pair=pair, kept=kept, from_other=fields, by=house.adviser)
    assert everything() != before
    actions.undo_merge(merged=merged, by=house.adviser)
    assert everything() == before


def test_page_shows_the_last_merging_and_its_way_back(adviser, house, two):
    one, other = two
    actions.merge(pair=pair_of(house, one, other), kept=one.beneficiary, from_other=set(), by=house.adviser)
    merged = MergeRecord.objects.get()
    assert "Séparer de nouveau" in adviser.get(reverse("cases:duplicates")).content.decode()
    adviser.post(reverse("cases:merge-undo", args=[merged.pk]))
    assert Case.objects.count() == 2
    assert DuplicatePair.objects.get().state == "distinct"


def test_imported_list_proposes_those_who_look_like_somebody_known(house):
    known = new_case(house)
    row = {"first_name": "Zoe", "last_name": "Lefevre", "birth_date": "1990-03-04", "phone": "", "email": ""}
    row |= {"code_insee": "", "prescriber": "", "reference": "", "referred_on": None}
    actions.import_people(organisation=house.platform, rows=[row], by=house.adviser)
    assert DuplicatePair.objects.get().first == known.beneficiary


@denies("cases:duplicates", "cases:duplicate", "cases:duplicate-distinct", "cases:merge-undo")
def test_pairs_are_for_the_team_of_the_platform_alone(house, two, browser):
    pair = pair_of(house, *two)
    listed = reverse("cases:duplicates")
    about = [reverse("cases:duplicate", args=[pair.pk]), reverse("cases:duplicate-distinct", args=[pair.pk])]
    merged = actions.merge(pair=pair, kept=two[0].beneficiary, from_other=set(), by=house.adviser)
    about.append(reverse("cases:merge-undo", args=[merged.pk]))
    for address in (*about, listed):
        assert browser().post(address).status_code == 302
        assert browser(house.prescriber).post(address).status_code == 403
        assert browser(house.network_head).post(address).status_code == 403
    for address in about:
        assert browser(house.stranger).post(address).status_code == 404
    assert "Zoé" not in browser(house.stranger).get(listed).content.decode()
    merged.refresh_from_db()
    assert merged.undone_at is None
