"""A person moves: the whole file follows, the team left behind reads what it did itself, and nothing else."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import get_resolver, reverse
from django.utils import timezone
from tests.house.test_routes import routes
from tests.web import factories

from allant.errors import InputError
from allant.web.agenda.models import Task
from allant.web.cases import actions
from allant.web.cases.enums import StepState
from allant.web.cases.models import Case, CaseNote, Transfer
from allant.web.messaging.retention import erase_texts
from allant.web.people.models import Consent
from allant.web.people.wordings import wording_of

pytestmark = pytest.mark.django_db
denies = pytest.mark.denies


def asked(case, house, to=None):
    to = to or house.neighbour
    return actions.ask_transfer(case=case, to_organisation=to, reason="Elle déménage", how="spoken", by=house.adviser)


def given(case, house):
    return actions.accept_transfer(transfer=asked(case, house), by=house.stranger)


def left(client, case):
    transfer = Transfer.objects.get(case=case, state="accepted")
    response = client.get(reverse("cases:transfer", args=[transfer.pk]))
    return response.content.decode().replace("\u00a0", " ")


@pytest.fixture
def lived(case, house):
    """A case in which the first team did something of everything."""
    step = factories.StepFactory(case=case, label="Réparer le vélo", state=StepState.DONE, done_on=case.opened_on)
    note = factories.NoteFactory(case=case, author=house.adviser, text="Le vélo est réparé.")
    entry = factories.bilan(case=case, by=house.adviser, answers=factories.answers_to("fr-2026.1"), is_finished=True)
    consent = factories.ConsentFactory(person=case.beneficiary, recorded_by=house.adviser)
    return {"step": step, "note": note, "bilan": entry, "consent": consent}


def test_person_s_agreement_is_kept_with_its_words(adviser, case, house):
    fields = {"to_organisation": house.neighbour.pk, "reason": "Elle déménage", "how": "paper", "agrees": "on"}
    adviser.post(reverse("cases:transfer-new", args=[case.pk]), fields)
    consent = Consent.objects.get()
    assert (consent.purpose, consent.recipient, consent.how) == ("transfer", house.neighbour, "paper")
    assert Transfer.objects.get().consent == consent
    assert Case.objects.get(pk=case.pk).organisation == house.platform


@pytest.mark.parametrize(
    ("changes", "reason"),
    [({"agrees": ""}, "Sans l’accord"), ({"reason": " "}, "obligatoire"), ({"to_organisation": "0"}, "choix")],
)
def test_request_that_lacks_something_says_what(adviser, case, house, changes, reason):
    fields = {"to_organisation": house.neighbour.pk, "reason": "Déménage", "how": "spoken", "agrees": "on"} | changes
    response = adviser.post(reverse("cases:transfer-new", args=[case.pk]), fields)
    assert response.status_code == 200
    assert not Transfer.objects.exists()
    assert "field-error" in response.content.decode()


def test_case_cannot_be_proposed_to_its_own_platform_nor_to_a_prescriber(adviser, case, house):
    for wrong in (house.platform, house.referrer, house.network):
        fields = {"to_organisation": wrong.pk, "reason": "x", "how": "spoken", "agrees": "on"}
        adviser.post(reverse("cases:transfer-new", args=[case.pk]), fields)
    assert not Transfer.objects.exists()


def test_person_agrees_in_their_language(adviser, case, house):
    case.beneficiary.language = "ar"
    case.beneficiary.save()
    words = wording_of("transfer", "ar").text
    html = adviser.get(reverse("cases:transfer-new", args=[case.pk])).content.decode()
    assert f'<p lang="ar" dir="rtl">{words}</p>' in html
    consent = asked(case, house).consent
    assert (consent.wording, consent.language) == (words, "ar")


def test_second_request_waits_for_the_answer_to_the_first(case, house):
    asked(case, house)
    with pytest.raises(InputError, match="déjà proposé"):
        asked(case, house)


def test_receiving_team_reads_a_first_name_and_an_initial_until_it_accepts(case, house, browser):
    transfer = asked(case, house)
    html = browser(house.stranger).get(reverse("cases:transfer", args=[transfer.pk])).content.decode()
    assert case.beneficiary.short_name in html
    assert case.beneficiary.last_name not in html
    assert browser(house.stranger).get(reverse("cases:case", args=[case.pk])).status_code == 404
    assert Task.objects.get(organisation=house.neighbour).person is None


def test_accepted_case_keeps_the_same_rows_and_changes_team(case, house, lived, browser):
    task = Task.objects.create(
        organisation=house.platform, person=case.beneficiary, kind="call", title="Rappeler", due_on=case.opened_on
    )
    given(case, house)
    moved = Case.objects.get(pk=case.pk)
    assert (moved.organisation, moved.adviser) == (house.neighbour, house.stranger)
    assert list(moved.steps.all()) == [lived["step"]]
    assert list(moved.case_assessments.all()) == [lived["bilan"]]
    assert lived["consent"] in moved.beneficiary.consents.all()
    task.refresh_from_db()
    assert (task.organisation, task.assignee) == (house.neighbour, None)
    page = browser(house.stranger).get(reverse("cases:case", args=[case.pk]))
    assert case.beneficiary.last_name in page.content.decode()


def test_team_left_behind_opens_exactly_what_it_did(case, house, lived, browser):
    """Every address of the house that is about this case, and what each answers to the team that left it."""
    given(case, house)
    client = browser(house.adviser)
    about = {
        "case_id": case.pk,
        "step_id": lived["step"].pk,
        "note_id": lived["note"].pk,
        "assessment_id": lived["bilan"].assessment_id,
        "transfer_id": Transfer.objects.get().pk,
        "section": "material",
        "question": "licence",
    }
    opened, met = set(), 0
    for name, _view in routes(get_resolver()):
        known = next((each for each in get_resolver_parameters(name) if set(each) <= set(about)), None)
        if not known or not name.startswith(("cases:", "learning:", "fleet:", "documents:", "agenda:", "messaging:")):
            continue
        met += 1
        status = client.get(reverse(name, kwargs={key: about[key] for key in known})).status_code
        if status == 200:
            opened.add(name)
    assert met > 10
    assert opened == {"cases:transfer"}
    html = left(client, case)
    for words in ("Réparer le vélo", "Le vélo est réparé.", "Bilan d’entrée"):
        assert words in html


def get_resolver_parameters(name):
    """Return the names of the values that a route asks for, one list per way of writing it; none without values."""
    namespace, _colon, short = name.rpartition(":")
    resolver = get_resolver()
    if namespace:
        resolver = next(each for each in resolver.url_patterns if getattr(each, "namespace", None) == namespace)
    patterns = [each for each in resolver.url_patterns if getattr(each, "name", None) == short]
    return [list(each.pattern.converters) for each in patterns if each.pattern.converters]


def test_nothing_written_after_reaches_the_team_left_behind(case, house, lived, browser):
    given(case, house)
    factories.NoteFactory(case=case, author=house.stranger, text="Écrit par l’autre équipe")
    lived["note"].text = "Changé depuis"
    lived["note"].save()
    lived["step"].label = "Renommée depuis"
    lived["step"].save()
    factories.StepFactory(case=case, label="Nouvelle étape")
    html = left(browser(house.adviser), case)
    for words in ("Écrit par l’autre équipe", "Changé depuis", "Renommée depuis", "Nouvelle étape"):
        assert words not in html
    assert "Le vélo est réparé." in html


def test_team_left_behind_reads_its_messages_as_long_as_their_text_is_kept(case, house, browser, settings):
    settled = timezone.now() - datetime.timedelta(days=10)
    factories.MessageFactory(
        organisation=house.platform, person=case.beneficiary, body="Le texte", state="sent", settled_at=settled
    )
    factories.MessageFactory(organisation=house.neighbour, person=case.beneficiary, body="Un autre texte")
    given(case, house)
    reader = browser(house.adviser)
    assert "Le texte" in left(reader, case)
    assert "Un autre texte" not in left(reader, case)
    settings.MESSAGE_TEXTS_DAYS = 9
    erase_texts(now=timezone.now())
    html = left(reader, case)
    assert "Votre rendez-vous" in html
    assert "Le texte" not in html


def test_team_in_between_keeps_only_its_own_part(case, house, lived, browser):
    given(case, house)
    moved = Case.objects.get(pk=case.pk)
    factories.NoteFactory(case=moved, author=house.stranger, text="Fait par la deuxième équipe")
    third = factories.UserFactory(organisation=factories.OrganisationFactory(name="Troisième"))
    onward = actions.ask_transfer(
        case=moved, to_organisation=third.organisation, reason="Encore", how="spoken", by=house.stranger
    )
    actions.accept_transfer(transfer=onward, by=third)
    response = browser(house.stranger).get(reverse("cases:transfer", args=[onward.pk]))
    html = response.content.decode()
    assert "Fait par la deuxième équipe" in html
    for words in ("Réparer le vélo", "Le vélo est réparé."):
        assert words not in html


def test_bilan_under_way_goes_on_in_the_other_team_with_its_answers(case, house, browser):
    draft = factories.bilan(case=case, by=house.adviser, answers={"licence": "valid"})
    given(case, house)
    address = reverse("cases:bilan-answer", args=[draft.assessment_id, "vehicle"])
    said = browser(house.adviser).post(address, {"q-vehicle": "none"})
    assert said.status_code == 403
    assert "Ce qui était enregistré y est" in said.content.decode()
    assert browser(house.stranger).post(address, {"q-vehicle": "none"}).status_code == 200
    assert {each.question for each in draft.assessment.answers.all()} == {"licence", "vehicle"}


def test_note_being_typed_by_the_team_left_behind_is_not_lost(case, house, adviser, browser):
    adviser.post(reverse("cases:note-draft", args=[case.pk]), {"text": "J’allais écrire que"})
    given(case, house)
    assert "J’allais écrire que" in left(adviser, case)
    assert not CaseNote.objects.exists()


def test_refused_case_stays_and_says_why(case, house, browser):
    transfer = asked(case, house)
    address = reverse("cases:transfer", args=[transfer.pk])
    browser(house.stranger).post(address, {"reason": "Nous sommes complets jusqu’en mars."})
    assert Case.objects.get(pk=case.pk).organisation == house.platform
    assert "complets jusqu’en mars" in browser(house.adviser).get(address).content.decode()
    assert Task.objects.filter(organisation=house.platform, assignee=house.adviser).exists()


def test_refusal_without_a_reason_is_not_one(case, house, browser):
    transfer = asked(case, house)
    response = browser(house.stranger).post(reverse("cases:transfer", args=[transfer.pk]), {"reason": ""})
    assert "Dites pourquoi" in response.content.decode()
    assert Transfer.objects.get().waits


def test_first_answer_stands(case, house):
    transfer = asked(case, house)
    actions.cancel_transfer(transfer=transfer, by=house.adviser)
    with pytest.raises(InputError, match="déjà reçu une réponse"):
        actions.accept_transfer(transfer=transfer, by=house.stranger)
    assert Case.objects.get(pk=case.pk).organisation == house.platform


def test_late_answer_says_so_on_the_page(case, house, browser):
    transfer = asked(case, house)
    actions.cancel_transfer(transfer=transfer, by=house.adviser)
    client = browser(house.stranger)
    response = client.post(reverse("cases:transfer-accept", args=[transfer.pk]), follow=True)
    assert "déjà reçu une réponse" in response.content.decode()


@denies("cases:transfer-accept", "cases:transfer-cancel", "cases:transfer", "cases:transfers", "cases:transfer-new")
def test_each_team_does_its_own_part_and_others_see_nothing(case, house, browser):
    transfer = asked(case, house)
    page = reverse("cases:transfer", args=[transfer.pk])
    accept = reverse("cases:transfer-accept", args=[transfer.pk])
    cancel = reverse("cases:transfer-cancel", args=[transfer.pk])
    assert browser(house.adviser).post(accept).status_code == 403
    assert browser(house.adviser).post(page, {"reason": "x"}).status_code == 403
    assert browser(house.stranger).post(cancel).status_code == 403
    outsider = browser(factories.UserFactory())
    for address in (page, accept, cancel, reverse("cases:transfer-new", args=[case.pk])):
        assert browser().post(address).status_code == 302
        assert browser(house.prescriber).post(address).status_code == 403
        assert browser(house.network_head).post(address).status_code == 403
        assert outsider.post(address).status_code == 404
    assert browser(house.prescriber).get(reverse("cases:transfers")).status_code == 403
    assert browser().get(reverse("cases:transfers")).status_code == 302
    assert "Personne" not in outsider.get(reverse("cases:transfers")).content.decode()
    assert Transfer.objects.get().waits


def test_person_keeps_the_commune_and_the_prescriber_of_where_they_came_from(house, browser):
    far = factories.OrganisationFactory(name="Loin")
    there = factories.UserFactory(organisation=far)
    commune = factories.CommuneFactory(territory=house.territory)
    case = factories.CaseFactory(
        organisation=house.platform, adviser=house.adviser, beneficiary__commune=commune, prescriber=house.referrer
    )
    actions.accept_transfer(transfer=asked(case, house, far), by=there)
    fields = {"first_name": "Zoé", "last_name": "L", "source": "spontaneous"}
    fields |= {"commune": commune.pk, "prescriber": house.referrer.pk}
    assert browser(there).post(reverse("cases:edit", args=[case.pk]), fields).status_code == 302
    again = Case.objects.get(pk=case.pk)
    assert (again.beneficiary.commune, again.prescriber) == (commune, house.referrer)


def test_answer_without_its_date_is_refused_by_the_database(case, house):
    transfer = asked(case, house)
    with pytest.raises(IntegrityError), transaction.atomic():
        Transfer.objects.filter(pk=transfer.pk).update(state="accepted")


def test_transfers_cost_the_same_for_one_as_for_fifteen(case, house, adviser, django_assert_max_num_queries):
    for _ in range(15):
        more = factories.CaseFactory(organisation=house.platform)
        asked(more, house)
    with django_assert_max_num_queries(12):
        adviser.get(reverse("cases:transfers"))
