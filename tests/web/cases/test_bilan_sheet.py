"""The bilan as the adviser fills it: saved at once, taken up again, never overwritten unseen."""

import threading

import pytest
from django.db import connection
from django.urls import reverse
from tests.web import factories

from allant.sources.grids import read_grid
from allant.web.assessments.actions import ConflictError
from allant.web.assessments.enums import Origin
from allant.web.assessments.models import Answer
from allant.web.assessments.queries import current_answers
from allant.web.cases import actions
from allant.web.cases.enums import Moment
from allant.web.journal.models import Entry

pytestmark = pytest.mark.django_db
HTMX = {"hx-request": "true"}


@pytest.fixture
def link(house, case):
    """A bilan under way."""
    return factories.bilan(case=case, by=house.adviser)


@pytest.fixture
def taken_over(house, case):
    """A bilan under way whose first answers come from the person's test."""
    actions.attach_test(handover=factories.received(house.adviser), case=case, by=house.adviser)
    return factories.bilan(case=case, by=house.adviser)


def save(client, link, question, value, seen=0, **more):
    """Save one answer as htmx does."""
    address = reverse("cases:bilan-answer", args=[link.assessment_id, question])
    return client.post(address, {f"q-{question}": value, f"r-{question}": seen} | more, headers=HTMX)


def section(client, link, code, data=None):
    """Open a section of the sheet, or send it as a browser without JavaScript does."""
    address = reverse("cases:bilan-section", args=[link.assessment_id, code])
    return client.get(address) if data is None else client.post(address, data)


def finish(client, link):
    return client.post(reverse("cases:bilan-finish", args=[link.assessment_id]))


def value_of(link, question):
    return current_answers(link.assessment)[question].value


def test_answer_is_saved_as_soon_as_it_is_given(adviser, link, house):
    html = save(adviser, link, "licence", "valid").content.decode()
    answer = Answer.objects.get()
    assert (answer.value, answer.origin, answer.by) == ("valid", Origin.INTERVIEW, house.adviser)
    assert "Enregistré" in html
    assert 'name="r-licence" value="1"' in html


def test_saved_answer_leaves_a_line_in_the_journal(adviser, link, case, house):
    save(adviser, link, "licence", "valid")
    line = Entry.objects.filter(subject_type="case", subject_id=str(case.pk)).first()
    assert (line.by, line.action, line.detail) == (house.adviser, "change", "bilan d’entrée : Permis de conduire")


def test_same_answer_saved_twice_is_one_answer(adviser, link):
    save(adviser, link, "licence", "valid")
    save(adviser, link, "licence", "valid", seen=1)
    save(adviser, link, "licence", "valid", seen=0)
    assert Answer.objects.count() == 1


def test_bilan_is_taken_up_again_where_it_was_left(adviser, link):
    save(adviser, link, "licence", "learning")
    html = section(adviser, link, "material").content.decode()
    assert 'value="learning" checked' in html


def test_changed_answer_keeps_the_former_one(adviser, link):
    save(adviser, link, "licence", "learning")
    save(adviser, link, "licence", "valid", seen=1)
    rows = Answer.objects.filter(question="licence").order_by("revision")
    assert [row.value for row in rows] == ["learning", "valid"]


def test_cleared_answer_keeps_the_former_one(adviser, link):
    save(adviser, link, "what_blocks", "Le bus du soir")
    save(adviser, link, "what_blocks", "", seen=1)
    assert value_of(link, "what_blocks") == ""
    assert Answer.objects.filter(value="Le bus du soir").exists()


def test_other_window_s_answer_is_shown_beside_mine(adviser, link):
    save(adviser, link, "what_blocks", "Le bus du soir")
    html = save(adviser, link, "what_blocks", "Le prix du bus").content.decode()
    assert "Deux réponses différentes" in html
    assert "Le bus du soir" in html
    assert "Le prix du bus" in html
    assert value_of(link, "what_blocks") == "Le bus du soir"


def test_mine_can_be_kept_after_a_conflict(adviser, link):
    save(adviser, link, "what_blocks", "Le bus du soir")
    save(adviser, link, "what_blocks", "Le prix du bus")
    save(adviser, link, "what_blocks", "Le prix du bus", keep="what_blocks")
    assert value_of(link, "what_blocks") == "Le prix du bus"
    assert Answer.objects.filter(value="Le bus du soir").exists()


def test_conflict_is_shown_without_javascript_and_mine_stays_typed(adviser, link):
    save(adviser, link, "what_blocks", "Le bus du soir")
    response = section(adviser, link, "own_words", {"q-what_blocks": "Le prix du bus", "r-what_blocks": "0"})
    html = response.content.decode()
    assert response.status_code == 200
    assert "Deux réponses différentes" in html
    assert ">Le prix du bus</textarea>" in html
    assert "« Le bus du soir »" in html.replace("\u00a0", " ")
    assert value_of(link, "what_blocks") == "Le bus du soir"


def test_mine_can_be_kept_without_javascript(adviser, link):
    save(adviser, link, "what_blocks", "Le bus du soir")
    data = {"q-what_blocks": "Le prix du bus", "r-what_blocks": "0", "keep": "what_blocks"}
    assert section(adviser, link, "own_words", data).status_code == 200
    assert value_of(link, "what_blocks") == "Le prix du bus"


def test_emptied_answer_in_conflict_stays_empty_on_the_page(adviser, link):
    save(adviser, link, "what_blocks", "Un")
    save(adviser, link, "what_blocks", "Deux", seen=1)
    html = section(adviser, link, "own_words", {"q-what_blocks": "", "r-what_blocks": "1"}).content.decode()
    assert "data-autosave></textarea>" in html
    assert value_of(link, "what_blocks") == "Deux"


def test_conflict_on_one_answer_does_not_lose_the_others_of_the_section(adviser, link):
    save(adviser, link, "what_blocks", "Le bus du soir")
    data = {"q-what_blocks": "Autre", "r-what_blocks": "0", "q-helpers": "Ma sœur", "r-helpers": "0"}
    section(adviser, link, "own_words", data)
    assert value_of(link, "helpers") == "Ma sœur"


def test_whole_section_is_saved_without_javascript_then_the_next_opens(adviser, link):
    data = {"q-licence": "valid", "r-licence": "0", "q-vehicle": "none", "r-vehicle": "0"}
    response = section(adviser, link, "material", data)
    assert response.url == reverse("cases:bilan-section", args=[link.assessment_id, "financial"])
    assert (value_of(link, "licence"), value_of(link, "vehicle")) == ("valid", "none")


def test_last_section_leads_to_the_reading_again(adviser, link):
    response = section(adviser, link, "own_words", {"q-helpers": "Ma sœur", "r-helpers": "0"})
    assert response.url == reverse("cases:bilan", args=[link.assessment_id])


def test_answer_that_closes_a_question_says_so(adviser, link):
    html = save(adviser, link, "vehicle", "none").content.decode()
    assert 'id="bloc-vehicle_state" hx-swap-oob="true"' in html
    assert "Sans objet d’après les réponses précédentes" in html


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 5000, "٣", "1e3"])
def test_meddled_revision_never_overwrites(adviser, link, seen):
    save(adviser, link, "licence", "valid")
    response = save(adviser, link, "licence", "none", seen=seen)
    assert response.status_code == 200
    assert value_of(link, "licence") == "valid"


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("licence", "helicopter"),
        ("licence", "na"),
        ("what_blocks", "x" * 2001),
        ("what_blocks", "a\0b"),
        ("what_blocks", "Mon numéro est 1 85 05 24 322 001 22"),
    ],
)
def test_answer_that_cannot_be_kept_says_why_and_saves_nothing(adviser, link, question, value):
    response = save(adviser, link, question, value)
    assert response.status_code == 200
    assert "field-error" in response.content.decode()
    assert not Answer.objects.exists()


def test_refused_text_stays_as_it_was_typed_without_javascript(adviser, link):
    typed = "Mon numéro est 1 85 05 24 322 001 22"
    html = section(adviser, link, "own_words", {"q-what_blocks": typed, "r-what_blocks": "0"}).content.decode()
    assert f">{typed}</textarea>" in html


def test_question_of_no_grid_is_refused(adviser, link):
    html = save(adviser, link, "salary", "1").content.decode()
    assert "n’a pas cette question" in html
    assert not Answer.objects.exists()


@pytest.mark.parametrize(
    "text", ["Œuvré à Besançon, l’été — ça va ?", "🚲 " * 300, "مرحبا", "<script>alert(1)</script>"]
)
def test_open_answer_is_kept_and_shown_as_typed(adviser, link, text):
    save(adviser, link, "what_blocks", text)
    assert value_of(link, "what_blocks") == text.strip()
    assert "<script>alert" not in section(adviser, link, "own_words").content.decode()


def test_section_that_does_not_exist_is_not_found(adviser, link):
    assert section(adviser, link, "dreams").status_code == 404


def test_answer_taken_over_waits_to_be_confirmed(adviser, taken_over):
    html = section(adviser, taken_over, "material").content.decode()
    assert "Déclaré par la personne" in html


def test_bilan_is_not_closed_before_every_answer_is_confirmed(adviser, taken_over):
    assert finish(adviser, taken_over).url == reverse("cases:bilan", args=[taken_over.assessment_id])
    taken_over.assessment.refresh_from_db()
    assert taken_over.assessment.finished_at is None
    assert not taken_over.assessment.scores.exists()


def test_confirmed_answer_says_so_and_keeps_its_declaration(adviser, taken_over):
    value = value_of(taken_over, "licence")
    html = save(adviser, taken_over, "licence", value, seen=1, confirm="licence").content.decode()
    assert "Confirmé" in html
    rows = Answer.objects.filter(assessment=taken_over.assessment, question="licence").order_by("revision")
    assert [row.origin for row in rows] == [Origin.SELF_DECLARED, Origin.CONFIRMED]


def test_corrected_answer_counts_as_gathered_in_the_interview(adviser, taken_over):
    save(adviser, taken_over, "licence", "none", seen=1, confirm="licence")
    assert current_answers(taken_over.assessment)["licence"].origin == Origin.INTERVIEW


def test_answer_is_confirmed_without_javascript(adviser, taken_over):
    data = {"q-licence": value_of(taken_over, "licence"), "r-licence": "1", "confirm": "licence"}
    assert section(adviser, taken_over, "material", data).status_code == 200
    assert current_answers(taken_over.assessment)["licence"].origin == Origin.CONFIRMED


def test_section_left_as_it_was_confirms_nothing(adviser, taken_over):
    data = {"q-licence": value_of(taken_over, "licence"), "r-licence": "1"}
    section(adviser, taken_over, "material", data)
    assert current_answers(taken_over.assessment)["licence"].origin == Origin.SELF_DECLARED


def test_bilan_closes_once_everything_is_confirmed(adviser, taken_over):
    for code, answer in current_answers(taken_over.assessment).items():
        save(adviser, taken_over, code, answer.value, seen=1, confirm=code)
    assert finish(adviser, taken_over).url == reverse("cases:bilan-result", args=[taken_over.assessment_id])
    assert taken_over.assessment.scores.count() == 1


def test_closed_bilan_refuses_every_change(adviser, link):
    save(adviser, link, "licence", "valid")
    finish(adviser, link)
    for response in (
        save(adviser, link, "licence", "none", seen=1),
        section(adviser, link, "material"),
        section(adviser, link, "material", {"q-licence": "none", "r-licence": "1"}),
        finish(adviser, link),
    ):
        assert response.status_code == 403
        assert "Ce bilan est terminé" in response.content.decode()
    assert value_of(link, "licence") == "valid"
    assert link.assessment.scores.count() == 1


def test_closed_bilan_can_still_be_read(adviser, link):
    save(adviser, link, "what_blocks", "Le bus du soir")
    finish(adviser, link)
    assert "Le bus du soir" in adviser.get(reverse("cases:bilan", args=[link.assessment_id])).content.decode()


def test_conditions_of_the_interview_are_kept(adviser, case):
    data = {"moment": "entry", "setting": "home", "company": "interpreter", "language": "ar"}
    adviser.post(reverse("cases:bilan-new", args=[case.pk]), data)
    assessment = case.case_assessments.get().assessment
    assert (assessment.setting, assessment.company, assessment.language) == ("home", "interpreter", "ar")
    assert assessment.grid_checksum == read_grid("fr-2026.1").checksum


@pytest.mark.parametrize("moment", ["exit", "mid", "test", "party", ""])
def test_first_bilan_is_the_entry_bilan(adviser, case, moment):
    data = {"moment": moment, "setting": "home", "company": "alone", "language": "fr"}
    assert adviser.post(reverse("cases:bilan-new", args=[case.pk]), data).status_code == 200
    assert not case.case_assessments.exists()


def test_second_entry_bilan_is_refused(adviser, case, link):
    data = {"moment": Moment.ENTRY, "setting": "home", "company": "alone", "language": "fr"}
    assert adviser.post(reverse("cases:bilan-new", args=[case.pk]), data).status_code == 200
    assert case.case_assessments.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_windows_that_save_at_once_make_one_answer_and_one_conflict(link, house):
    start, saved, refused = threading.Barrier(2), [], []

    def save_in_a_window(value):
        start.wait()
        try:
            saved.append(
                actions.save_answer(
                    link=link,
                    question="licence",
                    value=value,
                    seen_revision=0,
                    by=house.adviser,
                    origin=Origin.INTERVIEW,
                ).value
            )
        except ConflictError as error:
            refused.append((error.value, error.theirs.value))
        finally:
            connection.close()

    windows = [threading.Thread(target=save_in_a_window, args=(value,)) for value in ("valid", "none")]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    assert len(saved) == len(refused) == 1
    assert {saved[0], refused[0][0]} == {"valid", "none"}
    assert refused[0][1] == saved[0] == value_of(link, "licence")


def test_no_bilan_starts_in_a_case_whose_exit_is_recorded(adviser, case, house):
    factories.bilan(case=case, by=house.adviser, answers=factories.answers_to("fr-2026.1"), is_finished=True)
    factories.ExitFactory(case=case)
    answers = {"moment": "exit", "setting": "phone", "company": "alone", "language": "fr"}
    page = adviser.post(reverse("cases:bilan-new", args=[case.pk]), answers)
    assert page.status_code == 200
    assert "Annulez la sortie" in page.text
    assert case.case_assessments.count() == 1


def test_answers_saved_in_a_row_are_one_line_of_the_journal_page(adviser, link, case):
    for question, value in (("licence", "valid"), ("vehicle", "none"), ("bike", "works")):
        save(adviser, link, question, value)
    page = adviser.get(reverse("cases:journal", args=[case.pk])).text
    assert page.count('<th scope="row">') < Entry.objects.filter(subject_type="case").count()
    assert "Vélo ou trottinette, Voiture ou scooter, Permis de conduire" in page
