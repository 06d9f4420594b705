"""The pages of messages: what waits, why, and what can be done about it."""

import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader
from tests.web import factories

from allant.web.documents import pdf
from allant.web.journal.models import Entry
from allant.web.messaging import presenters, queries
from allant.web.messaging.enums import Channel, State
from allant.web.messaging.models import Message, Worker

pytestmark = pytest.mark.django_db
PAGE = reverse("messaging:messages")


@pytest.fixture
def write(house):
    return lambda **own: factories.MessageFactory(organisation=house.platform, **own)


def shown(client, query=""):
    return client.get(f"{PAGE}{query}").content.decode()


def test_page_opens_on_what_asks_for_somebody(adviser, write):
    assert "Rien ne vous attend ici." in shown(adviser)
    write(subject="Il attend")
    assert "Il attend" in shown(adviser)
    write(subject="À imprimer", is_letter=True)
    assert "Il attend" not in shown(adviser)
    write(subject="Refusé", is_failed=True)
    assert "Refusé" in shown(adviser)
    assert "refuse cette adresse (550 inconnue)" in shown(adviser)


@pytest.mark.parametrize("query", ["?etat=nimporte", "?etat=%00", "?page=99999", "?etat=partis&page=x"])
def test_address_typed_by_hand_shows_a_list_all_the_same(adviser, write, query):
    write()
    assert adviser.get(f"{PAGE}{query}").status_code == 200


@pytest.mark.parametrize(
    ("channel", "address", "words"),
    [(Channel.EMAIL, "a@exemple.fr", "ALLANT_MAIL_URL"), (Channel.SMS, "+33612345678", "ALLANT_SMS_URL")],
)
def test_way_out_that_is_missing_is_said_with_its_remedy_when_it_is_waited_for(adviser, write, channel, address, words):
    assert words not in shown(adviser)
    write(channel=channel, address=address)
    assert words in shown(adviser)
    assert "rien n’est perdu" in shown(adviser)


def test_worker_that_does_not_run_is_said_with_its_remedy(adviser, write, settings):
    settings.EMAIL_HOST = "127.0.0.1"
    write()
    assert "allant work" in shown(adviser)
    Worker.objects.create(name="facteur", started_at=timezone.now(), seen_at=timezone.now())
    assert "allant work" not in shown(adviser)


def test_number_of_queries_does_not_grow_with_the_number_of_messages(adviser, write, django_assert_max_num_queries):
    for _ in range(15):
        write(is_failed=True, person=factories.BeneficiaryFactory())
    with django_assert_max_num_queries(20) as few:
        shown(adviser)
    for _ in range(60):
        write(is_failed=True, person=factories.BeneficiaryFactory())
    with django_assert_max_num_queries(len(few.captured_queries)):
        shown(adviser)


def test_reading_a_message_is_told_by_the_journal_of_the_person(adviser, write, house):
    person = factories.BeneficiaryFactory()
    message = write(person=person)
    assert "demain à 9 h" in adviser.get(reverse("messaging:message", args=[message.pk])).content.decode()
    entry = Entry.objects.get(subject_type="beneficiary", subject_id=str(person.pk))
    assert (entry.action, entry.by) == ("read", house.adviser)


def test_buttons_say_what_they_did_and_that_it_was_too_late(adviser, write):
    message = write(is_failed=True)
    again = adviser.post(reverse("messaging:retry", args=[message.pk]), follow=True).content.decode()
    assert "Le message repart" in again
    assert "annulé" in adviser.post(reverse("messaging:cancel", args=[message.pk]), follow=True).content.decode()
    for route in ("retry", "cancel", "turn-into-letter"):
        late = adviser.post(reverse(f"messaging:{route}", args=[message.pk]), follow=True).content.decode()
        assert "vient de changer d’état" in late, route


def test_all_failures_leave_again_by_one_button(adviser, write, house):
    write(is_failed=True), write(is_failed=True)
    elsewhere = factories.MessageFactory(organisation=house.neighbour, is_failed=True)
    assert "2 messages repartent." in adviser.post(reverse("messaging:retry-failed"), follow=True).content.decode()
    assert Message.objects.filter(state=State.FAILED).get() == elsewhere


def test_failed_message_becomes_a_letter_that_keeps_its_key(adviser, write):
    commune = factories.CommuneFactory(name="Trélissac", postal_codes=["24750"])
    failed = write(is_failed=True, key="a", person=factories.BeneficiaryFactory(commune=commune))
    adviser.post(reverse("messaging:turn-into-letter", args=[failed.pk]))
    letter = Message.objects.get(state=State.WAITING)
    assert (letter.channel, letter.key, letter.address) == (Channel.LETTER, "a", "24750 Trélissac")
    assert letter.body == failed.body


def test_letters_are_laid_out_marked_and_taken_back(adviser, write, house):
    house.platform.phone = "05 53 00 00 00"
    house.platform.save()
    letter = write(is_letter=True, recipient="Rosa <Diaz>")
    cancelled = write(is_letter=True, state=State.CANCELLED, settled_at=timezone.now())
    query = {"lettre": [letter.pk, cancelled.pk, "x", "9" * 30]}
    page = adviser.get(reverse("messaging:letters"), query).content.decode()
    assert page.count('class="letter"') == 1
    assert "Rosa &lt;Diaz&gt;" in page
    assert "05 53 00 00 00" in page
    assert "À remettre en main propre" not in page
    printed = adviser.post(reverse("messaging:mark-printed"), query, follow=True).content.decode()
    assert "notées comme imprimées" in printed
    letter.refresh_from_db()
    assert letter.state == State.PRINTED
    adviser.post(reverse("messaging:undo-printed"), query)
    letter.refresh_from_db()
    assert letter.state == State.WAITING


def test_letter_without_street_is_handed_over_and_its_link_can_be_photographed(house):
    message = factories.MessageFactory(
        organisation=house.platform,
        channel=Channel.LETTER,
        address="24000 Périgueux",
        language="ar",
        body="العنوان: https://exemple.fr/lien/x/ ثم\n\nسطر",
    )
    sheet = presenters.letter(message)
    assert (sheet["is_handed_over"], sheet["direction"], sheet["language"]) == (True, "rtl", "ar")
    assert sheet["paragraphs"][0][0] == ["العنوان: ", "https://exemple.fr/lien/x/", " ثم"]
    assert sheet["qr"].startswith("<svg")


def test_letter_goes_where_the_person_lives_when_it_is_printed(adviser, write):
    town = factories.CommuneFactory(name="Trélissac", postal_codes=["24750"])
    rosa = factories.BeneficiaryFactory(first_name="Rosa", last_name="Diaz", commune=town)
    letter = write(channel=Channel.LETTER, address="24750 Trélissac", person=rosa, recipient="Rosa Diaz")
    page = reverse("messaging:letters")

    def sheet():
        return adviser.get(page, {"lettre": letter.pk}).content.decode().replace("\u00a0", " ")

    assert "À remettre en main propre" in sheet()
    assert "complétez l’adresse dans le dossier" in sheet()
    rosa.address = "3 rue des Aulnes"
    rosa.save()
    assert "<p>3 rue des Aulnes</p>" in sheet()
    assert "<p>24750 Trélissac</p>" in sheet()
    assert "main propre" not in sheet()
    adviser.post(reverse("messaging:mark-printed"), {"lettre": letter.pk})
    rosa.address = "8 place Neuve"
    rosa.save()
    assert "<p>3 rue des Aulnes</p>" in sheet()
    adviser.post(reverse("messaging:undo-printed"), {"lettre": letter.pk})
    assert "<p>8 place Neuve</p>" in sheet()


def test_letters_make_a_tagged_pdf_of_one_page_each(adviser, write):
    letters = [write(is_letter=True, recipient=name) for name in ("Rosa Diaz", "Léo Faure")]
    response = adviser.get(reverse("messaging:letters-pdf"), {"lettre": [each.pk for each in letters]})
    assert response["Content-Type"] == "application/pdf"
    pages = PdfReader(io.BytesIO(response.content)).pages
    assert len(pages) == 2
    assert "Rosa Diaz" in pages[0].extract_text()
    assert "Léo Faure" in pages[1].extract_text()


def test_pdf_that_cannot_be_made_here_says_which_package_and_the_letters_stay(adviser, write, monkeypatch):
    letter = write(is_letter=True)

    def refuses(*args, **kwargs):
        raise pdf.PdfUnavailable(f"apt-get install {pdf.PACKAGES}")

    monkeypatch.setattr(pdf, "render", refuses)
    page = adviser.get(reverse("messaging:letters-pdf"), {"lettre": letter.pk}, follow=True).content.decode()
    assert "libpango" in page
    assert 'class="letter"' in page


def test_messages_of_a_person_are_those_of_one_platform(house, write):
    person = factories.BeneficiaryFactory()
    older, newer = write(person=person), write(person=person)
    write()
    factories.MessageFactory(organisation=house.neighbour, person=person)
    found = list(queries.messages_of(person, house.platform))
    assert found == [newer, older]
    rows = presenters.message_rows(found)
    assert rows[0]["when"] == "dès que possible"


def test_moments_are_told_in_words(write):
    soon = write(next_try_at=timezone.now() + timedelta(days=1))
    assert presenters.message_row(soon)["when"].startswith("prochain essai demain à")


def test_contact_is_changed_and_told_by_the_journal(house, browser):
    manager = browser(house.manager)
    address = reverse("messaging:contact")
    refused = manager.post(address, {"phone": "05 53 00 00 00", "email": "non"}).content.decode()
    assert "05 53 00 00 00" in refused
    manager.post(address, {"phone": "05 53 00 00 00", "email": "contact@exemple.fr", "address": "4 place du Marché"})
    house.platform.refresh_from_db()
    assert (house.platform.phone, house.platform.address) == ("05 53 00 00 00", "4 place du Marché")
    assert Entry.objects.filter(subject_type="organisation", detail="coordonnées", by=house.manager).exists()
