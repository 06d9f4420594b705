"""The person's own page: what it shows in which language, what it lets the person do, and to whom it stays closed."""

import datetime
import re
from html import unescape

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from tests.web import factories

from allant.sources.lessons import read_lesson
from allant.web.agenda import actions as agenda
from allant.web.agenda.models import Appointment, Task
from allant.web.cases.enums import Moment
from allant.web.documents.models import Document
from allant.web.journal.actions import record
from allant.web.journal.models import Action, Entry
from allant.web.learning.models import LessonProgress
from allant.web.messaging.models import Message, PersonalLink
from allant.web.people.enums import ConsentPurpose
from allant.web.people.queries import has_consent
from allant.web.people.wordings import wording_of
from allant.web.personal import actions
from allant.web.personal.models import Request
from allant.web.ui.languages import LANGUAGES

pytestmark = pytest.mark.django_db
denies = pytest.mark.denies
NIR = "1 85 05 24 322 001 22"


@pytest.fixture
def opened(case, house):
    return actions.open_page(case=case, language="fr", is_sent=False, by=house.adviser)


@pytest.fixture
def visitor(opened, browser):
    """The browser of the person, their link opened with its code."""
    client = browser()
    client.post(path_of(opened), {"code": opened.code})
    return client


@pytest.fixture
def at(opened):
    def address(name, *values):
        return reverse(f"personal:{name}", args=[opened.link.pk, *values])

    return address


def text(client, address, **options):
    return re.sub(r"\s+", " ", client.get(address, **options).content.decode())


def test_page_greets_the_person_and_shows_the_pathway(visitor, at, case):
    factories.StepFactory(case=case, label="Passer le code", state="under_way")
    html = text(visitor, at("home"))
    assert f"Bonjour {case.beneficiary.first_name}" in html
    assert "Passer le code" in html
    assert "Aucun rendez-vous prévu" in html


@pytest.mark.parametrize(("language", "words"), [("en", "Your next appointment"), ("ar", "موعدك القادم")])
def test_page_speaks_the_language_of_the_person(visitor, at, language, words):
    html = text(visitor, at("home"), headers={"accept-language": language})
    assert words in html
    assert f'<html lang="{language}"' in html


def test_page_is_kept_out_of_caches_and_search_engines(visitor, at):
    response = visitor.get(at("home"))
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]


def test_index_is_told_before_and_after_with_what_can_be_believed(visitor, at, case, house):
    assert "Se déplacer : où vous en êtes" not in text(visitor, at("home"))
    factories.bilan(case=case, by=house.adviser, answers=factories.answers_to("fr-2026.1", 2), is_finished=True)
    html = text(visitor, at("home"))
    assert "Au début : Environ" in html
    assert "À la fin" not in html
    factories.bilan(
        case=case, by=house.adviser, moment=Moment.EXIT, answers=factories.answers_to("fr-2026.1"), is_finished=True
    )
    html = text(visitor, at("home"))
    assert "À la fin : Environ" in html
    assert "La différence est nette" in html


def test_same_answers_at_both_ends_are_no_change(visitor, at, case, house):
    for moment in (Moment.ENTRY, Moment.EXIT):
        answers = factories.answers_to("fr-2026.1", 1)
        factories.bilan(case=case, by=house.adviser, moment=moment, answers=answers, is_finished=True)
    assert "La différence est trop petite" in text(visitor, at("home"))


@pytest.fixture
def appointment(case, house):
    start = timezone.now() + datetime.timedelta(days=9)
    return agenda.book(
        organisation=house.platform,
        person=case.beneficiary,
        adviser=house.adviser,
        starts_at=start,
        ends_at=start + datetime.timedelta(hours=1),
        by=house.adviser,
    )


def test_person_cancels_an_appointment_in_time(visitor, at, appointment):
    assert at("appointment", appointment.pk) in text(visitor, at("home"))
    response = visitor.post(at("appointment", appointment.pk), {"cancel": "1"}, follow=True)
    assert "Le rendez-vous est annulé" in response.content.decode()
    appointment.refresh_from_db()
    assert appointment.state == "by_person"


def test_person_moves_an_appointment_to_a_free_time_and_to_no_other(visitor, at, appointment, house):
    day = timezone.localdate() + datetime.timedelta(days=4)
    factories.OpeningFactory(organisation=house.platform, adviser=house.adviser, weekday=day.weekday())
    page = visitor.get(at("appointment", appointment.pk)).content.decode()
    slot = re.search(r'name="starts_at" value="([^"]+)"', page)[1]
    refused = visitor.post(at("appointment", appointment.pk), {"starts_at": "2020-01-01T09:00"})
    assert "plus possible ici" in refused.content.decode()
    assert "dans la liste" in visitor.post(at("appointment", appointment.pk), {"starts_at": "x"}).content.decode()
    visitor.post(at("appointment", appointment.pk), {"starts_at": slot})
    appointment.refresh_from_db()
    assert appointment.state == "moved"
    assert appointment.moved_to.starts_at == datetime.datetime.fromisoformat(slot)


def test_appointment_too_close_is_changed_by_phone_only(visitor, at, appointment, opened):
    with time_machine.travel(appointment.starts_at - datetime.timedelta(hours=1), tick=False):
        visitor.cookies.clear()
        visitor.post(path_of(opened), {"code": opened.code})
        assert "appelez-nous" in text(visitor, at("home"))
        visitor.post(at("appointment", appointment.pk), {"cancel": "1"})
    appointment.refresh_from_db()
    assert appointment.state == "booked"


def path_of(opened):
    return "/lien/" + opened.address.split("/lien/")[1]


def test_appointment_of_somebody_else_does_not_exist(visitor, at, house):
    other = factories.CaseFactory(organisation=house.platform)
    start = timezone.now() + datetime.timedelta(days=9)
    foreign = Appointment.objects.create(
        organisation=house.platform,
        person=other.beneficiary,
        adviser=house.adviser,
        starts_at=start,
        ends_at=start + datetime.timedelta(hours=1),
    )
    assert visitor.get(at("appointment", foreign.pk)).status_code == 404


@pytest.mark.parametrize("language", [each.code for each in LANGUAGES])
def test_agreement_is_kept_in_the_words_the_person_read(visitor, at, case, settings, language):
    visitor.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    asked = wording_of(ConsentPurpose.CONTACT, language).text
    assert asked in unescape(text(visitor, at("consents")))
    visitor.post(at("consents"), {"purpose": "contact"})
    consent = case.beneficiary.consents.get(purpose=ConsentPurpose.CONTACT)
    assert (consent.wording, consent.language) == (asked, language)


def test_person_gives_and_withdraws_an_agreement(visitor, at, case):
    visitor.post(at("consents"), {"purpose": "contact"})
    assert has_consent(case.beneficiary, ConsentPurpose.CONTACT)
    assert "Accord donné le" in text(visitor, at("consents"))
    visitor.post(at("consents"), {"purpose": "contact", "withdraw": "1"})
    assert not has_consent(case.beneficiary, ConsentPurpose.CONTACT)


def test_agreement_about_the_prescriber_is_asked_only_when_there_is_one(visitor, at, case, house):
    visitor.post(at("consents"), {"purpose": "inform_prescriber"})
    assert not has_consent(case.beneficiary, ConsentPurpose.INFORM_PRESCRIBER)
    case.prescriber = house.referrer
    case.save()
    visitor.post(at("consents"), {"purpose": "inform_prescriber"})
    assert has_consent(case.beneficiary, ConsentPurpose.INFORM_PRESCRIBER, house.referrer)


@pytest.mark.parametrize("purpose", ["", "transfer", "everything"])
def test_agreement_that_is_not_asked_here_changes_nothing(visitor, at, case, purpose):
    before = Entry.objects.count()
    visitor.post(at("consents"), {"purpose": purpose})
    assert Entry.objects.filter(detail__startswith="accord").count() == 0
    assert Entry.objects.count() == before


def test_person_reads_who_opened_the_file_by_role_and_not_by_name(visitor, at, case, house):
    record(by=house.colleague, action=Action.READ, subject=case, detail="bilan")
    html = text(visitor, at("readers"))
    assert f"Une personne qui conseille, {house.platform}" in html
    assert house.colleague.full_name not in html
    assert "bilan" in html


def test_reads_of_another_file_are_not_shown(visitor, at, house):
    record(by=house.colleague, action=Action.READ, subject=factories.CaseFactory(), detail="dossier étranger")
    assert "dossier étranger" not in text(visitor, at("readers"))


def test_request_reaches_the_manager_and_its_answer_comes_back(visitor, at, case, house, browser):
    assert "Écrivez ce qu’il faut corriger" in visitor.post(at("requests"), {"kind": "correct"}).content.decode()
    refused = visitor.post(at("requests"), {"kind": "correct", "text": NIR})
    assert "numéro de sécurité sociale" in refused.content.decode()
    visitor.post(at("requests"), {"kind": "correct", "text": "Mon prénom s’écrit Zoë."})
    asked = Request.objects.get()
    task = Task.objects.get(key=f"request-{asked.pk}")
    assert task.due_on == timezone.localdate() + datetime.timedelta(days=30)
    manager = browser(house.manager)
    assert str(case.beneficiary) in text(manager, reverse("personal:waiting"))
    manager.post(reverse("personal:request", args=[asked.pk]), {"text": "C’est corrigé."})
    task.refresh_from_db()
    assert task.done_by == house.manager
    assert "C’est corrigé." in text(visitor, at("requests"))
    second = manager.post(reverse("personal:request", args=[asked.pk]), {"text": "Encore."}, follow=True)
    assert "déjà répondu" in second.content.decode()


def test_document_of_the_person_is_sent_and_its_reading_is_journalled(visitor, at, case, house):
    document = factories.DocumentFactory(organisation=house.platform, person=case.beneficiary, title="Permis")
    foreign = factories.DocumentFactory(organisation=house.platform)
    assert "Permis" in text(visitor, at("home"))
    response = visitor.get(at("document", document.pk))
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    assert b"".join(response.streaming_content)
    assert Entry.objects.filter(by=None, detail="document : Permis").exists()
    assert visitor.get(at("document", foreign.pk)).status_code == 404
    Document.objects.filter(pk=document.pk).update(removed_at=timezone.now(), removed_by=house.adviser)
    assert visitor.get(at("document", document.pk)).status_code == 404


def test_lesson_read_from_the_page_is_kept_for_the_adviser(visitor, at, case, adviser):
    lesson = read_lesson("ask_the_way")
    for number, card in enumerate(lesson.cards, start=1):
        visitor.get(at("lesson", "ask_the_way", number))
        if card.is_practice:
            right = next(place for place, choice in enumerate(card.choices) if choice.is_right)
            visitor.post(at("lesson", "ask_the_way", number), {"answer": right})
    assert "bonnes réponses du premier coup" in text(visitor, at("lesson-end", "ask_the_way"))
    assert LessonProgress.objects.get().finished_at is not None
    assert "Terminée le" in text(adviser, reverse("learning:case", args=[case.pk]))
    assert "Terminée" in text(visitor, at("lessons"))


def test_person_reads_the_way_to_where_they_have_to_be_and_to_nowhere_else(visitor, at, case, house):
    assert "Pas encore de trajet" in text(visitor, at("sheets"))
    place = factories.PlaceToBeFactory(case=case)
    other = factories.PlaceToBeFactory(case=factories.a_case(house, "Autre"))
    assert at("sheet", place.pk) in text(visitor, at("sheets"))
    assert "Dites-nous d’où vous partez" in text(visitor, at("sheet", place.pk))
    # Not a kilometre from there, as the crow flies: nobody has loaded the streets of this territory.
    factories.TravelNeedsFactory(case=case, home_name="La Halte", home_lon=2.925, home_lat=46.245)
    html = text(visitor, at("sheet", place.pk), headers={"accept-language": "en"})
    assert "The way back" in html
    assert "Walk 7 minutes" in html
    assert visitor.get(at("sheet", other.pk)).status_code == 404
    assert Entry.objects.filter(detail="fiche de trajet", by=None).count() == 2


OWN = ["home", "consents", "readers", "requests", "lessons", "sheets"]


@pytest.mark.parametrize("name", OWN)
@denies(
    "personal:home",
    "personal:consents",
    "personal:readers",
    "personal:requests",
    "personal:lessons",
    "personal:lesson",
    "personal:lesson-end",
    "personal:appointment",
    "personal:document",
    "personal:sheets",
    "personal:sheet",
)
def test_page_is_closed_without_the_link_and_to_people_who_work(at, house, browser, name, appointment, case):
    document = factories.DocumentFactory(organisation=house.platform, person=case.beneficiary)
    addresses = [
        at(name),
        at("lesson", "ask_the_way", 1),
        at("lesson-end", "ask_the_way"),
        at("appointment", appointment.pk),
        at("document", document.pk),
        at("sheet", factories.PlaceToBeFactory(case=case).pk),
    ]
    for user in (None, house.adviser, house.manager, house.prescriber):
        for address in addresses:
            assert browser(user).get(address).status_code == 403, address


def test_link_withdrawn_or_too_old_opens_nothing_any_more(visitor, at, case, house):
    assert visitor.get(at("home")).status_code == 200
    actions.close_page(case=case, by=house.adviser)
    assert visitor.get(at("home")).status_code == 410


def test_link_ends_after_its_published_life(opened):
    assert opened.link.expires_at.date() == (timezone.now() + datetime.timedelta(days=180)).date()


def test_page_of_a_case_that_went_elsewhere_says_so(visitor, at, case, house):
    case.organisation = house.neighbour
    case.save()
    response = visitor.get(at("home"))
    assert response.status_code == 410
    assert "Une autre équipe" in response.content.decode()


def test_new_link_closes_the_former_one(case, house, opened):
    actions.open_page(case=case, language="fr", is_sent=False, by=house.adviser)
    opened.link.refresh_from_db()
    assert opened.link.revoked_at is not None
    assert PersonalLink.objects.filter(revoked_at__isnull=True).count() == 1


def test_letter_holds_the_code_and_a_mail_does_not(case, house):
    by_letter = actions.open_page(case=case, language="fr", is_sent=True, by=house.adviser)
    assert by_letter.message.channel == "letter"
    assert by_letter.code in by_letter.message.body
    case.beneficiary.email = "zoe@exemple.fr"
    case.beneficiary.save()
    factories.ConsentFactory(person=case.beneficiary, purpose=ConsentPurpose.CONTACT)
    by_mail = actions.open_page(case=case, language="ar", is_sent=True, by=house.adviser)
    assert by_mail.message.channel == "email"
    assert by_mail.code not in by_mail.message.body
    assert by_mail.address in by_mail.message.body
    assert Message.objects.count() == 2


def test_team_gives_the_page_and_sees_the_code_once(adviser, case, opened):
    address = reverse("personal:give", args=[case.pk])
    html = adviser.post(address, {"language": "fr"}).content.decode()
    assert re.search(r"[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}", html)
    html = adviser.get(address).content.decode()
    assert "Un lien est ouvert depuis" in html
    assert not re.search(r"[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}", html)
    adviser.post(reverse("personal:close", args=[case.pk]))
    assert not PersonalLink.objects.filter(revoked_at__isnull=True).exists()


TEAM_PAGES = [
    pytest.param("give", "get", "case", marks=denies("personal:give")),
    pytest.param("give", "post", "case", marks=denies("personal:give")),
    pytest.param("close", "post", "case", marks=denies("personal:close")),
]


@pytest.mark.parametrize(("route", "method", "subject"), TEAM_PAGES)
def test_team_page_refuses_everybody_else(route, method, subject, case, house, browser):
    def ask(user):
        return getattr(browser(user), method)(reverse(f"personal:{route}", args=[case.pk])).status_code

    assert ask(None) == 302
    assert {ask(house.network_head), ask(house.prescriber)} == {403}
    assert {ask(house.stranger), ask(house.strange_manager)} == {404}
    assert PersonalLink.objects.count() == 0
    assert ask(house.colleague) in {200, 302}


@denies("personal:waiting", "personal:request")
def test_requests_are_for_the_manager_of_the_platform_that_was_asked(case, house, browser):
    asked = actions.ask(case=case, kind="erase", text="")
    for address in (reverse("personal:waiting"), reverse("personal:request", args=[asked.pk])):
        assert browser().get(address).status_code == 302
        assert browser(house.adviser).get(address).status_code == 403
        assert browser(house.prescriber).get(address).status_code == 403
        assert browser(house.manager).get(address).status_code == 200
    assert browser(house.strange_manager).get(reverse("personal:request", args=[asked.pk])).status_code == 404
    assert str(case.beneficiary) not in text(browser(house.strange_manager), reverse("personal:waiting"))
