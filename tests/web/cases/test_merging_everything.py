"""Two files full of everything that the house keeps of people: made one without a loss, and two again as before."""

import datetime
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone
from tests.web import factories

from allant.errors import InputError
from allant.web.agenda.actions import book
from allant.web.cases import actions
from allant.web.cases.actions import duplicates
from allant.web.cases.duplicates import propose, to_look_at
from allant.web.cases.models import Case, DuplicatePair, FormerExit, MergeRecord, NoteDraft, Observation, Transfer
from allant.web.documents import actions as documents
from allant.web.documents.enums import PaperKind
from allant.web.learning.models import LessonProgress
from allant.web.messaging.models import PersonalLink
from allant.web.people import search
from allant.web.people.models import (
    Beneficiary,
    Contact,
    FseEntry,
    Household,
    LegalGuardian,
    SearchKey,
    Situation,
)
from allant.web.personal import actions as personal
from allant.web.personal.models import Request
from allant.web.personal.queries import case_of, readers

pytestmark = pytest.mark.django_db
OURS = (
    "people",
    "cases",
    "agenda",
    "assessments",
    "documents",
    "messaging",
    "learning",
    "fleet",
    "personal",
    "reaching",
)
SPEAKS_OF_TWO = {"cases.DuplicatePair", "cases.MergeRecord", "people.SearchKey", "people.Spelling", "messaging.Job"}
TODAY = datetime.date(2026, 3, 4)
LESSONS = ("timetable", "buy-ticket")

MAKERS = {
    "personal.Request": lambda one: personal.ask(case=one.case, kind="correct", text="Mon nom a un accent."),
    "learning.LessonProgress": lambda one: LessonProgress.objects.create(
        person=one.person, lesson=LESSONS[one.number], finished_at=timezone.now()
    ),
    "cases.Case": lambda one: None,
    "agenda.Appointment": lambda one: book(
        organisation=one.case.organisation,
        person=one.person,
        adviser=one.author,
        starts_at=timezone.now() + datetime.timedelta(days=5 + one.number),
        ends_at=timezone.now() + datetime.timedelta(days=5 + one.number, hours=1),
        by=one.author,
    ),
    "agenda.Enrolment": lambda one: factories.AttendanceFactory(
        enrolment=factories.EnrolmentFactory(person=one.person, session__organisation=one.case.organisation)
    ),
    "agenda.Task": lambda one: factories.TaskFactory(organisation=one.case.organisation, person=one.person),
    "messaging.Message": lambda one: factories.MessageFactory(organisation=one.case.organisation, person=one.person),
    "messaging.PersonalLink": lambda one: personal.open_page(
        case=one.case, language="fr", is_sent=False, by=one.author
    ),
    "documents.Document": lambda one: factories.DocumentFactory(
        organisation=one.case.organisation, person=one.person, added_by=one.author
    ),
    "documents.Paper": lambda one: documents.make_paper(
        organisation=one.case.organisation,
        person=one.person,
        kind=PaperKind.SUMMARY,
        title="Mon parcours",
        content={"issuer": {"name": "Plateforme", "address": "", "reach": ""}, "parts": []},
        by=one.author,
    ),
    "people.Consent": lambda one: factories.ConsentFactory(person=one.person),
    "people.FseEntry": lambda one: FseEntry.objects.create(
        person=one.person,
        organisation=one.case.organisation,
        entered_on=TODAY,
        recorded_by=one.author,
        sex="woman",
        work="unemployed",
        schooling="primary",
        **dict.fromkeys(("disability", "third_country", "foreign_background", "minority", "homeless", "rural"), "no"),
    ),
    "people.Contact": lambda one: Contact.objects.create(person=one.person, phone=f"+3363998010{one.number}"),
    "people.Household": lambda one: Household.objects.create(person=one.person, since=TODAY, adults=1),
    "people.Situation": lambda one: Situation.objects.create(person=one.person, since=TODAY, status="jobseeker"),
    "people.LegalGuardian": lambda one: LegalGuardian.objects.create(
        person=one.person, name="Ana", relation="mère", recorded_by=one.author
    ),
    "fleet.Loan": lambda one: factories.LoanFactory(case=one.case, created_by=one.author, is_out_now=True),
    "learning.Rehearsal": lambda one: factories.RehearsalTripFactory(
        rehearsal=factories.RehearsalFactory(case=one.case, created_by=one.author), recorded_by=one.author
    ),
    "cases.CaseAssessment": lambda one: factories.bilan(
        case=one.case, by=one.author, answers={"licence": "none"}, is_finished=True
    ),
    "reaching.UsualTrip": lambda one: factories.UsualTripFactory(
        link=one.case.case_assessments.get(), noted_by=one.author
    ),
    "reaching.WeekWithoutTrips": lambda one: factories.WeekWithoutTripsFactory(
        link=factories.bilan(case=one.ended, by=one.author), noted_by=one.author
    ),
    "reaching.TravelNeeds": lambda one: factories.TravelNeedsFactory(case=one.ended, noted_by=one.author),
    "reaching.PlaceToBe": lambda one: factories.PlaceToBeFactory(case=one.case, noted_by=one.author),
    "cases.Admission": lambda one: factories.AdmissionFactory(case=one.case),
    "cases.Suspension": lambda one: factories.SuspensionFactory(case=one.case),
    "cases.Exit": lambda one: factories.ExitFactory(case=one.ended, recorded_by=one.author),
    "cases.FormerExit": lambda one: FormerExit.objects.create(
        case=one.case,
        exited_on=TODAY,
        outcome="training",
        recorded_by=one.author,
        recorded_at=timezone.now(),
        change="undone",
    ),
    "cases.FollowUp": lambda one: factories.FollowUpFactory(case=one.ended),
    "cases.CaseNote": lambda one: factories.NoteFactory(case=one.case, author=one.author),
    "cases.NoteDraft": lambda one: NoteDraft.objects.create(
        case=one.case, author=one.author, fields={"text": "En cours"}
    ),
    "cases.Observation": lambda one: Observation.objects.create(
        case=one.case, question="bus", answer="alone", seen_on=TODAY, seen_by=one.author, detail="Ligne 3"
    ),
    "cases.Objective": lambda one: factories.ObjectiveFactory(case=one.case),
    "cases.TemplateUse": lambda one: factories.TemplateUseFactory(case=one.case),
    "cases.Step": lambda one: factories.StepSessionFactory(step=factories.StepFactory(case=one.case)),
    "cases.Transfer": lambda one: Transfer.objects.create(
        case=one.case,
        from_organisation=one.case.organisation,
        to_organisation=one.neighbour,
        reason="Elle déménage",
        consent=factories.ConsentFactory(person=one.person, purpose="transfer", recipient=one.neighbour),
        state="refused",
        asked_at=timezone.now(),
        asked_by=one.author,
        decided_at=timezone.now(),
        decided_by=one.author,
    ),
}
"""One row of each kind; a model to come that points to a person or a file fails the first test until it is here."""


def pointing_to(model):
    """Every relation by which a row belongs to a person or a file, but those by which merging itself speaks of two."""
    return [
        relation
        for relation in model._meta.get_fields(include_hidden=True)
        if relation.auto_created
        and (relation.one_to_many or relation.one_to_one)
        and relation.related_model not in duplicates.STAYS
        and relation.field.name != "merged_into"
    ]


def rows_of(people, cases):
    """The numbers of every row of some people and files, by the relation that holds it."""
    return {
        f"{relation.related_model._meta.label}.{relation.field.name}": set(
            relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": owners}).values_list(
                "pk", flat=True
            )
        )
        for owners in (people, cases)
        for relation in pointing_to(owners[0])
    }


def everything():
    """Return every row of our apps, and what people are found by, as they stand."""
    rows = {
        model._meta.label: sorted(map(str, model._base_manager.values_list()))
        for label in OURS
        for model in apps.get_app_config(label).get_models()
        if model._meta.label not in SPEAKS_OF_TWO
    }
    keys = SearchKey.objects.values_list("organisation", "person", "key")
    return rows | {"search": sorted((organisation, person, bytes(key)) for organisation, person, key in keys)}


@pytest.fixture
def full(house):
    """Two people of one name, each with a row of every kind."""
    both = []
    for number, author in enumerate((house.adviser, house.colleague)):
        person = factories.BeneficiaryFactory(
            first_name="Zoé", last_name="Lefèvre", phone=f"+3363998000{number}", email=f"zoe{number}@exemple.fr"
        )
        cases = factories.CaseFactory.create_batch(2, organisation=house.platform, adviser=author, beneficiary=person)
        one = SimpleNamespace(
            person=person, case=cases[0], ended=cases[1], author=author, number=number, neighbour=house.neighbour
        )
        for make in MAKERS.values():
            make(one)
        search.index(person)
        both.append(one)
    return both


def merged(full, house, **choices):
    one, other = full
    propose([other.person], house.platform)
    pair = DuplicatePair.objects.get(first=one.person, second=other.person)
    return actions.merge(pair=pair, kept=one.person, from_other=set(), by=house.adviser, **choices)


def test_every_kind_of_row_that_belongs_to_a_person_or_a_file_is_on_both_sides(full):
    for one in full:
        kept = rows_of([one.person], [one.case, one.ended])
        assert [name for name, rows in kept.items() if not rows] == []


def test_nothing_is_lost_when_two_full_files_become_one(full, house):
    one, other = full
    before = rows_of([one.person, other.person], [one.case, one.ended, other.case, other.ended])
    done = merged(full, house)
    assert rows_of([one.person], [one.case, one.ended, other.ended]) == before
    assert done.stayed == []


def test_everything_is_as_before_once_two_full_files_are_separated_again(full, house):
    before = everything()
    done = merged(full, house)
    assert everything() != before
    actions.undo_merge(merged=done, by=house.adviser)
    assert everything() == before


def test_person_is_found_by_what_either_file_knew(full, house):
    one, other = full
    merged(full, house)
    assert search.ranked(house.platform, "06 39 98 01 01", most=5) == [one.person]
    assert search.ranked(house.platform, "06 39 98 00 01", most=5) == []
    assert not SearchKey.objects.filter(person=other.person).exists()


def test_decision_and_rest_that_both_had_in_force_end_in_the_file_that_goes(full, house):
    one, other = full
    merged(full, house)
    today = timezone.localdate()
    assert sorted(one.case.admissions.values_list("ended_on", flat=True), key=str) == [today, None]
    assert sorted(one.case.suspensions.values_list("ends_on", flat=True), key=str) == [today, None]
    assert other.case.admissions.count() == other.case.suspensions.count() == 0


def test_link_that_the_second_file_gave_opens_the_page_of_the_one_that_is_kept(full, house, client):
    one, other = full
    opened = personal.open_page(case=other.case, language="fr", is_sent=False, by=house.adviser)
    merged(full, house)
    link = PersonalLink.objects.select_related("person").get(pk=opened.link.pk)
    assert case_of(link) == one.case


def test_person_still_reads_who_opened_the_file_that_went(full, house, adviser):
    one, other = full
    adviser.get(reverse("cases:journal", args=[other.case.pk]))
    adviser.get(reverse("cases:edit", args=[other.case.pk]))
    before = {each.pk for each in readers(other.person)}
    merged(full, house)
    assert before <= {each.pk for each in readers(one.person)}


def test_what_there_may_be_only_one_of_stays_apart_and_is_named(full, house, adviser):
    other = full[1]
    workshop = factories.SessionFactory(organisation=house.platform)
    for each in full:
        factories.EnrolmentFactory(session=workshop, person=each.person)
        LessonProgress.objects.create(person=each.person, lesson="ask-way")
    before = everything()
    done = merged(full, house)
    assert done.stayed == ["inscription", "leçon suivie"]
    assert other.person.lessons.get().lesson == "ask-way"
    html = adviser.get(reverse("cases:duplicates")).content.decode()
    assert "restés comme ils étaient\u00a0: inscription, leçon suivie" in html
    actions.undo_merge(merged=done, by=house.adviser)
    assert everything() == before


def test_three_files_of_one_person_are_separated_from_the_last_one_on(full, house):
    first = merged(full, house)
    third = factories.CaseFactory(
        organisation=house.platform,
        beneficiary=factories.BeneficiaryFactory(first_name="Zoé", last_name="Lefèvre"),
    )
    between = everything()
    propose([third.beneficiary], house.platform)
    pair = DuplicatePair.objects.get(second=third.beneficiary, state="proposed")
    second = actions.merge(pair=pair, kept=third.beneficiary, from_other=set(), by=house.adviser)
    assert set(Beneficiary.objects.exclude(merged_into=None).values_list("merged_into", flat=True)) == {
        third.beneficiary_id
    }
    with pytest.raises(InputError, match="réunie depuis"):
        actions.undo_merge(merged=first, by=house.adviser)
    actions.undo_merge(merged=second, by=house.adviser)
    assert everything() == between
    actions.undo_merge(merged=first, by=house.adviser)
    assert not Beneficiary.objects.exclude(merged_into=None).exists()


def test_pair_of_somebody_already_merged_is_not_left_to_look_at(full, house):
    third = factories.CaseFactory(
        organisation=house.platform,
        beneficiary=factories.BeneficiaryFactory(first_name="Zoé", last_name="Lefèvre"),
    )
    propose([third.beneficiary], house.platform)
    assert to_look_at(house.platform).count() == 2
    merged(full, house)
    assert [each.second for each in to_look_at(house.platform)] == [third.beneficiary]


# —— Other teams ——


def handed(case, house):
    transfer = actions.ask_transfer(
        case=case, to_organisation=house.neighbour, reason="Elle déménage", how="spoken", by=house.adviser
    )
    return actions.accept_transfer(transfer=transfer, by=house.stranger)


@pytest.fixture
def pair(house):
    both = factories.CaseFactory.create_batch(
        2, organisation=house.platform, beneficiary__first_name="Zoé", beneficiary__last_name="Lefèvre"
    )
    propose([both[1].beneficiary], house.platform)
    return DuplicatePair.objects.get()


def test_page_says_why_two_people_cannot_be_made_one_and_offers_nothing_that_is_refused(pair, house, adviser):
    factories.CaseFactory(organisation=house.platform, beneficiary=pair.second)
    handed(Case.objects.filter(beneficiary=pair.second).first(), house)
    page = reverse("cases:duplicate", args=[pair.pk])
    html = adviser.get(page).content.decode()
    assert "Une autre plateforme suit aussi cette personne." in html
    assert "Demandez à Voisine de vous confier" in html
    assert "C’est une seule personne" not in html
    assert "Ce sont deux personnes" in html
    adviser.post(page, {"keep": "first"})
    assert not MergeRecord.objects.exists()


def test_team_that_never_shared_the_person_is_not_named(pair, house, adviser):
    factories.CaseFactory(organisation=house.neighbour, beneficiary=pair.second)
    html = adviser.get(reverse("cases:duplicate", args=[pair.pk])).content.decode()
    assert "Une autre plateforme suit aussi cette personne." in html
    assert "Voisine" not in html


def test_file_that_is_proposed_elsewhere_is_not_merged_meanwhile(pair, house):
    case = Case.objects.get(beneficiary=pair.second)
    asked = actions.ask_transfer(
        case=case, to_organisation=house.neighbour, reason="Elle déménage", how="spoken", by=house.adviser
    )
    with pytest.raises(InputError, match="proposé à Voisine"):
        actions.merge(pair=pair, kept=pair.first, from_other=set(), by=house.adviser)
    actions.cancel_transfer(transfer=asked, by=house.adviser)
    assert actions.merge(pair=pair, kept=pair.first, from_other=set(), by=house.adviser).pk


def test_team_left_behind_neither_reads_the_pair_nor_separates_what_went(pair, house, adviser):
    done = actions.merge(pair=pair, kept=pair.first, from_other=set(), by=house.adviser)
    handed(Case.objects.get(), house)
    assert adviser.get(reverse("cases:duplicate", args=[pair.pk])).status_code == 404
    assert adviser.post(reverse("cases:merge-undo", args=[done.pk])).status_code == 404
    assert "Lefèvre" not in adviser.get(reverse("cases:duplicates")).content.decode()
    with pytest.raises(InputError, match="Une autre plateforme"):
        actions.undo_merge(merged=done, by=house.adviser)


def test_request_of_the_person_is_answered_in_the_kept_file(full, house):
    merged(full, house)
    assert set(Request.objects.values_list("person", flat=True)) == {full[0].person.pk}
