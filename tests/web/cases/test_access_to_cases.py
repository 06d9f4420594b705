"""Who opens which page of the cases: nobody without signing in, nobody of another platform, no other role."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from tests.web import factories

from allant.web.accounts.models import Organisation
from allant.web.assessments.models import Score
from allant.web.cases.enums import Moment
from allant.web.cases.models import (
    Admission,
    Case,
    CaseAssessment,
    CaseNote,
    FollowUp,
    FollowUpAnswer,
    Objective,
    PendingImport,
    Reassignment,
    SavedView,
    Step,
    StepSession,
    Suspension,
    TemplateUse,
)
from allant.web.people.models import Contact, LegalGuardian

denies = pytest.mark.denies
pytestmark = pytest.mark.django_db
EVERY_ROLE = {"adviser", "manager", "network_head", "prescriber"}
TEAM = frozenset({"adviser", "manager"})


@dataclass(frozen=True)
class Page:
    """One address: how it is asked for, for which roles it opens, and what it is about."""

    route: str
    method: str = "get"
    about: Callable[[Any], Mapping[str, Any]] | None = None
    roles: frozenset[str] = TEAM
    is_own: bool = False
    """Open to the one person who started it, not to the whole team."""

    def ask(self, client, files):
        return getattr(client, self.method)(reverse(self.route, kwargs=self.about(files) if self.about else {}))


@dataclass
class Files:
    """What the platform of the tests holds."""

    case: Case
    step: Step
    note: CaseNote
    draft: CaseAssessment
    closed: CaseAssessment
    session: StepSession
    objective: Objective
    use: TemplateUse
    follow_up: FollowUp
    handover: Any
    pending: PendingImport
    view: SavedView
    reassignment: Reassignment
    section: str = "material"
    question: str = "licence"


@pytest.fixture
def files(house, case):
    step = factories.StepFactory(case=case)
    return Files(
        case=case,
        step=step,
        note=factories.NoteFactory(case=case, author=house.adviser),
        session=factories.StepSessionFactory(step=step),
        objective=factories.ObjectiveFactory(case=case),
        use=factories.TemplateUseFactory(case=case),
        follow_up=factories.FollowUpFactory(case=case),
        closed=factories.bilan(
            case=case, by=house.adviser, answers=factories.answers_to("fr-2026.1"), is_finished=True
        ),
        draft=factories.bilan(case=case, by=house.adviser, moment=Moment.MID),
        handover=factories.received(house.adviser),
        pending=factories.PendingImportFactory(by=house.adviser),
        view=factories.SavedViewFactory(owner=house.adviser),
        reassignment=factories.ReassignmentFactory(by=house.adviser, adviser=house.colleague, former={}),
    )


def the_case(files):
    return {"case_id": files.case.pk}


def the_step(files):
    return {"step_id": files.step.pk}


def the_session(files):
    return {"session_id": files.session.pk}


def the_objective(files):
    return {"objective_id": files.objective.pk}


def the_use(files):
    return {"use_id": files.use.pk}


def the_follow_up(files):
    return {"follow_up_id": files.follow_up.pk}


def the_consent(files):
    return {"case_id": files.case.pk, "consent_id": factories.ConsentFactory(person=files.case.beneficiary).pk}


def the_contact(files):
    contact = Contact.objects.create(person=files.case.beneficiary, phone="+33639980001")
    return {"case_id": files.case.pk, "contact_id": contact.pk}


def the_guardian(files):
    guardian = LegalGuardian.objects.create(person=files.case.beneficiary, name="Ana", relation="mère")
    return {"case_id": files.case.pk, "guardian_id": guardian.pk}


def the_asked_case(files):
    Organisation.objects.filter(pk=files.case.organisation_id).update(asks_fse=True)
    return the_case(files)


def the_note(files):
    return {"note_id": files.note.pk}


def the_import(files):
    return {"import_id": files.pending.pk}


def the_draft(files):
    return {"assessment_id": files.draft.assessment_id}


def the_result(files):
    return {"assessment_id": files.closed.assessment_id}


def the_section(files):
    return {"assessment_id": files.draft.assessment_id, "section": files.section}


def the_answer(files):
    return {"assessment_id": files.draft.assessment_id, "question": files.question}


def the_test(files):
    return {"handover_id": files.handover.pk}


def the_view(files):
    return {"view_id": files.view.pk}


def the_assignment(files):
    return {"reassignment_id": files.reassignment.pk}


def the_attachment(files):
    return {"handover_id": files.handover.pk, "case_id": files.case.pk}


ABOUT_SOMETHING = [
    pytest.param(Page("cases:case", about=the_case), marks=denies("cases:case")),
    pytest.param(Page("cases:timeline", about=the_case), marks=denies("cases:timeline")),
    pytest.param(Page("cases:note-add", "post", about=the_case), marks=denies("cases:note-add")),
    pytest.param(Page("cases:note-draft", "post", about=the_case), marks=denies("cases:note-draft")),
    pytest.param(Page("cases:note", about=the_note), marks=denies("cases:note")),
    pytest.param(Page("cases:messages", about=the_case), marks=denies("cases:messages")),
    pytest.param(Page("cases:consents", about=the_case), marks=denies("cases:consents")),
    pytest.param(Page("cases:consent-give", "post", about=the_case), marks=denies("cases:consent-give")),
    pytest.param(Page("cases:consent-withdraw", "post", about=the_consent), marks=denies("cases:consent-withdraw")),
    pytest.param(Page("cases:person", about=the_case), marks=denies("cases:person")),
    pytest.param(Page("cases:contact-add", "post", about=the_case), marks=denies("cases:contact-add")),
    pytest.param(Page("cases:contact-remove", "post", about=the_contact), marks=denies("cases:contact-remove")),
    pytest.param(Page("cases:household-add", "post", about=the_case), marks=denies("cases:household-add")),
    pytest.param(Page("cases:situation-add", "post", about=the_case), marks=denies("cases:situation-add")),
    pytest.param(Page("cases:guardian-add", "post", about=the_case), marks=denies("cases:guardian-add")),
    pytest.param(Page("cases:guardian-withdraw", "post", about=the_guardian), marks=denies("cases:guardian-withdraw")),
    pytest.param(Page("cases:fse-enter", "post", about=the_asked_case), marks=denies("cases:fse-enter")),
    pytest.param(Page("cases:edit", about=the_case), marks=denies("cases:edit")),
    pytest.param(Page("cases:edit", "post", about=the_case), marks=denies("cases:edit")),
    pytest.param(Page("cases:decide", about=the_case), marks=denies("cases:decide")),
    pytest.param(Page("cases:decide", "post", about=the_case), marks=denies("cases:decide")),
    pytest.param(Page("cases:suspension", about=the_case), marks=denies("cases:suspension")),
    pytest.param(Page("cases:suspension", "post", about=the_case), marks=denies("cases:suspension")),
    pytest.param(Page("cases:objective-new", about=the_case), marks=denies("cases:objective-new")),
    pytest.param(Page("cases:objective-new", "post", about=the_case), marks=denies("cases:objective-new")),
    pytest.param(Page("cases:objective", about=the_objective), marks=denies("cases:objective")),
    pytest.param(Page("cases:objective", "post", about=the_objective), marks=denies("cases:objective")),
    pytest.param(Page("cases:template-apply", "post", about=the_case), marks=denies("cases:template-apply")),
    pytest.param(Page("cases:template-take-back", "post", about=the_use), marks=denies("cases:template-take-back")),
    pytest.param(Page("cases:time-add", "post", about=the_step), marks=denies("cases:time-add")),
    pytest.param(Page("cases:time-remove", "post", about=the_session), marks=denies("cases:time-remove")),
    pytest.param(Page("cases:step-resume", "post", about=the_step), marks=denies("cases:step-resume")),
    pytest.param(Page("cases:follow-up", about=the_follow_up), marks=denies("cases:follow-up")),
    pytest.param(Page("cases:follow-up", "post", about=the_follow_up), marks=denies("cases:follow-up")),
    pytest.param(Page("cases:follow-up-attempt", "post", about=the_follow_up), marks=denies("cases:follow-up-attempt")),
    pytest.param(Page("cases:journal", about=the_case), marks=denies("cases:journal")),
    pytest.param(Page("cases:bilan-new", about=the_case), marks=denies("cases:bilan-new")),
    pytest.param(Page("cases:bilan-new", "post", about=the_case), marks=denies("cases:bilan-new")),
    pytest.param(Page("cases:step-add", "post", about=the_case), marks=denies("cases:step-add")),
    pytest.param(Page("cases:exit", about=the_case), marks=denies("cases:exit")),
    pytest.param(Page("cases:exit", "post", about=the_case), marks=denies("cases:exit")),
    pytest.param(Page("cases:exit-undo", "post", about=the_case), marks=denies("cases:exit-undo")),
    pytest.param(Page("cases:step", about=the_step), marks=denies("cases:step")),
    pytest.param(Page("cases:step", "post", about=the_step), marks=denies("cases:step")),
    pytest.param(Page("cases:step-move", "post", about=the_step), marks=denies("cases:step-move")),
    pytest.param(Page("cases:bilan", about=the_draft), marks=denies("cases:bilan")),
    pytest.param(Page("cases:bilan-taken", about=the_draft), marks=denies("cases:bilan-taken")),
    pytest.param(Page("cases:bilan-finish", "post", about=the_draft), marks=denies("cases:bilan-finish")),
    pytest.param(Page("cases:bilan-result", about=the_result), marks=denies("cases:bilan-result")),
    pytest.param(Page("cases:bilan-answer", "post", about=the_answer), marks=denies("cases:bilan-answer")),
    pytest.param(Page("cases:bilan-section", about=the_section), marks=denies("cases:bilan-section")),
    pytest.param(Page("cases:bilan-section", "post", about=the_section), marks=denies("cases:bilan-section")),
    pytest.param(Page("cases:received-test", about=the_test, is_own=True), marks=denies("cases:received-test")),
    pytest.param(Page("cases:received-test", "post", about=the_test, is_own=True), marks=denies("cases:received-test")),
    pytest.param(
        Page("cases:attach-test", "post", about=the_attachment, is_own=True), marks=denies("cases:attach-test")
    ),
    pytest.param(Page("cases:import", about=the_import, is_own=True), marks=denies("cases:import")),
    pytest.param(
        Page("cases:import-confirm", "post", about=the_import, is_own=True), marks=denies("cases:import-confirm")
    ),
    pytest.param(Page("cases:import-drop", "post", about=the_import, is_own=True), marks=denies("cases:import-drop")),
    pytest.param(Page("cases:view-drop", "post", about=the_view, is_own=True), marks=denies("cases:view-drop")),
    pytest.param(
        Page("cases:assignment-undo", "post", about=the_assignment, is_own=True), marks=denies("cases:assignment-undo")
    ),
]
ABOUT_ONE_S_ORGANISATION = [
    pytest.param(Page("cases:list"), marks=denies("cases:list")),
    pytest.param(Page("cases:bulk", "post"), marks=denies("cases:bulk")),
    pytest.param(Page("cases:view-save", "post"), marks=denies("cases:view-save")),
    pytest.param(Page("cases:new"), marks=denies("cases:new")),
    pytest.param(Page("cases:new", "post"), marks=denies("cases:new")),
    pytest.param(Page("cases:import-new"), marks=denies("cases:import-new")),
    pytest.param(Page("cases:import-new", "post"), marks=denies("cases:import-new")),
    pytest.param(Page("cases:waiting-list", roles=frozenset({"manager"})), marks=denies("cases:waiting-list")),
    pytest.param(Page("cases:platform", roles=frozenset({"manager"})), marks=denies("cases:platform")),
    pytest.param(Page("cases:platform-journal", roles=frozenset({"manager"})), marks=denies("cases:platform-journal")),
    pytest.param(Page("cases:fse-asked", "post", roles=frozenset({"manager"})), marks=denies("cases:fse-asked")),
    pytest.param(Page("cases:network", roles=frozenset({"network_head"})), marks=denies("cases:network")),
    pytest.param(Page("cases:referred", roles=frozenset({"prescriber"})), marks=denies("cases:referred")),
]


def named(page):
    return f"{page.method}-{page.route}" if isinstance(page, Page) else None


every_page = pytest.mark.parametrize("page", [*ABOUT_SOMETHING, *ABOUT_ONE_S_ORGANISATION], ids=named)


@every_page
def test_page_sends_an_anonymous_visitor_to_sign_in(page, files, browser):
    response = page.ask(browser(), files)
    assert response.status_code == 302
    assert response.url.startswith(f"{reverse('accounts:sign-in')}?next=")


@every_page
def test_page_is_denied_to_every_other_role(page, files, house, browser):
    for role in EVERY_ROLE - page.roles:
        assert page.ask(browser(getattr(house, role)), files).status_code == 403, role


@pytest.mark.parametrize("page", ABOUT_SOMETHING, ids=named)
def test_page_of_another_platform_does_not_exist(page, files, house, browser):
    for stranger in (house.stranger, house.strange_manager):
        assert page.ask(browser(stranger), files).status_code == 404


@pytest.mark.parametrize("page", ABOUT_SOMETHING, ids=named)
def test_refused_visit_changes_nothing(page, files, house, browser):
    kept = (Case, Step, CaseAssessment, PendingImport, Score, Admission, Suspension, Objective, StepSession)
    counts = {model: model.objects.count() for model in (*kept, TemplateUse, FollowUp, FollowUpAnswer, SavedView)}
    for visitor in (None, house.stranger, house.network_head, house.prescriber):
        page.ask(browser(visitor), files)
    assert {model: model.objects.count() for model in counts} == counts


@every_page
def test_page_opens_to_the_right_role(page, files, house, browser):
    for role in page.roles:
        expected = 404 if page.is_own and role != "adviser" else None
        with transaction.atomic():
            status = page.ask(browser(getattr(house, role)), files).status_code
            transaction.set_rollback(True)
        assert (status == expected) if expected else status in {200, 204, 302}, role


@pytest.mark.parametrize("page", [each for each in ABOUT_SOMETHING if each.values[0].is_own], ids=named)
def test_what_one_started_oneself_does_not_exist_for_a_colleague(page, files, house, browser):
    assert page.ask(browser(house.colleague), files).status_code == 404


def test_received_test_cannot_be_attached_to_a_case_of_another_platform(house, adviser):
    handover = factories.received(house.adviser)
    foreign = factories.CaseFactory(organisation=house.neighbour)
    response = adviser.post(reverse("cases:attach-test", args=[handover.pk, foreign.pk]))
    assert response.status_code == 404
    assert not foreign.case_assessments.exists()


def test_list_shows_only_the_cases_of_one_s_platform(house, case, browser):
    factories.CaseFactory(organisation=house.neighbour, beneficiary__last_name="Ailleurs-Invisible")
    html = browser(house.adviser).get(reverse("cases:list"), {"qui": "all", "etat": "any"}).content.decode()
    assert str(case) in html
    assert "Ailleurs-Invisible" not in html


def test_closed_account_opens_nothing_any_more(house, case, browser):
    client = browser(house.adviser)
    house.adviser.is_active = False
    house.adviser.save()
    assert client.get(reverse("cases:case", args=[case.pk])).status_code == 302


@pytest.mark.parametrize("address", ["dossiers/{0}/", "dossiers/importer/{0}/", "etapes/{0}/", "tests-recus/{0}/"])
def test_number_beyond_every_file_does_not_exist(address, house, adviser):
    assert adviser.get("/" + address.format(10**30)).status_code == 404
