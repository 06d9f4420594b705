"""The people that the benchmark of the pages writes are such as the platform itself could have written."""

import pytest
from bench import population, visits
from django.db import connection
from django.utils import timezone

from allant.web.accounts.models import Organisation, User
from allant.web.assessments.models import Answer, Assessment, Score
from allant.web.cases.models import Case, CaseAssessment
from allant.web.journal.models import Entry
from allant.web.people.models import Beneficiary
from allant.web.people.names import birth_key

SIZE, BLOCKS, LARGE = 30, 5, 2


@pytest.fixture
def written(db):
    population.write(BLOCKS, today=timezone.localdate(), size=SIZE, large=LARGE)


def test_every_block_holds_as_many_people_and_the_large_organisation_several_blocks(written):
    platforms = Organisation.objects.filter(name="Plateforme").order_by("pk")
    counts = [Case.objects.filter(organisation=platform).count() for platform in platforms]

    assert counts == [SIZE, LARGE * SIZE, SIZE, SIZE]
    assert Beneficiary.objects.count() == BLOCKS * SIZE
    assert platforms[1].people.count() == LARGE * platforms[0].people.count()


def test_what_is_written_hangs_together(written):
    connection.check_constraints()

    for case in Case.objects.select_related("adviser", "prescriber", "organisation", "beneficiary__commune"):
        assert case.adviser.organisation == case.organisation
        assert case.beneficiary.commune.territory == case.organisation.territory
        assert case.prescriber is None or case.prescriber.territory == case.organisation.territory
    for link in CaseAssessment.objects.select_related("case", "assessment"):
        assert link.assessment.by_id == link.case.adviser_id
    subjects = set(Entry.objects.values_list("subject_id", "by"))
    assert subjects <= {(str(case), adviser) for case, adviser in Case.objects.values_list("pk", "adviser")}


def test_keys_derived_from_a_person_are_those_the_platform_derives(written):
    for person in Beneficiary.objects.all():
        assert person.birth_key == birth_key(person.first_name, person.last_name, person.birth_date)
    assert Beneficiary.objects.values("phone").distinct().count() == BLOCKS * SIZE


def test_answers_and_results_are_written_only_where_they_are_read(written):
    finished = Assessment.objects.filter(finished_at__isnull=False)
    first, large = Organisation.objects.filter(name="Plateforme").order_by("pk")[:2]
    answered = finished.filter(case_link__case__organisation__in=[first, large])

    assert Score.objects.count() == answered.count() > 0
    assert answered.count() < finished.count()
    assert not answered.exclude(pk__in=Answer.objects.values("assessment")).exists()


def test_the_next_row_finds_a_free_number(written):
    before = User.objects.order_by("-pk").first()

    added = User.objects.create(email="a@b.fr", full_name="A", organisation=before.organisation, role=before.role)

    assert added.pk > before.pk


def test_each_page_opens_and_is_journalled_and_its_twin_shows_the_same_without(written):
    pages = next(visits.visits(has_large=True))

    for name, (page, twin) in pages.items():
        before = Entry.objects.count()
        alone = twin()
        assert Entry.objects.count() == before, name
        whole = page()
        assert Entry.objects.count() == before + 1, name
        assert (alone.status_code, whole.status_code) == (200, 200), name
        assert b"<h1" in alone.content, name
        assert 0.7 < len(alone.content) / len(whole.content) < 1.4, name
