"""Who reads a kept file, and how a browser gets it: nothing in it may run, nothing of it stays in a cache."""

import pytest
from django.urls import reverse
from tests.web import factories
from tests.web.documents import files

from allant.web.documents import actions, storage
from allant.web.documents.models import Document
from allant.web.journal.models import Entry

pytestmark = pytest.mark.django_db
ROUTES = [
    pytest.param("documents:download", "get", marks=pytest.mark.denies("documents:download")),
    pytest.param("documents:remove", "post", marks=pytest.mark.denies("documents:remove")),
    pytest.param("documents:restore", "post", marks=pytest.mark.denies("documents:restore")),
]


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, settings):
    settings.VAR = tmp_path


@pytest.fixture
def document(house, case):
    return factories.DocumentFactory(organisation=house.platform, person=case.beneficiary, title="Permis")


def ask(client, route, method, document, **data):
    answer = getattr(client, method)(reverse(route, args=[document.pk]), data)
    # Read to its end, so that the file is closed.
    answer.read = b"".join(answer.streaming_content) if answer.streaming else b""
    return answer


@pytest.mark.parametrize(("route", "method"), ROUTES)
def test_file_is_for_the_team_that_keeps_it_and_nobody_else(route, method, document, house, browser):
    answer = ask(browser(), route, method, document)
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("accounts:sign-in"))
    for role in ("network_head", "prescriber"):
        assert ask(browser(getattr(house, role)), route, method, document).status_code == 403
    for stranger in (house.stranger, house.strange_manager):
        assert ask(browser(stranger), route, method, document).status_code == 404
    assert Document.objects.get().removed_at is None
    for member in (house.adviser, house.manager):
        assert ask(browser(member), route, method, document).status_code in {200, 302}


def read(client, document, **query):
    return ask(client, "documents:download", "get", document, **query)


def test_file_is_handed_as_a_download_that_cannot_run(adviser, document):
    answer = read(adviser, document)
    assert answer.read == b"%PDF-1.7\n%%EOF\n"
    assert answer["Content-Disposition"] == 'attachment; filename="justificatif.pdf"'
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    policy = answer["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "default-src 'none'" in policy


@pytest.mark.parametrize(
    ("media_type", "expected"),
    [("image/jpeg", "inline"), ("image/png", "inline"), ("application/pdf", "attachment"), ("text/html", "attachment")],
)
def test_only_a_picture_is_shown_in_place(adviser, document, media_type, expected):
    document.media_type = media_type
    document.save()
    assert read(adviser, document, voir="1")["Content-Disposition"].startswith(expected)


def test_name_of_a_download_cannot_split_its_header(adviser, document):
    document.original_name = 'a"\r\nX-Evil: 1.pdf'
    document.save()
    assert "X-Evil" not in read(adviser, document)


def test_each_reading_leaves_its_line_on_the_person(adviser, house, document):
    read(adviser, document)
    line = Entry.objects.get(action="read")
    assert (line.by, line.subject_type, line.subject_id) == (house.adviser, "beneficiary", str(document.person_id))
    assert line.detail == "document\u00a0: Permis"


def test_file_that_the_disk_lost_is_not_there_rather_than_a_crash(adviser, document):
    storage.erase(document.stored_name)
    assert read(adviser, document).status_code == 404


def test_removed_file_is_not_read_until_it_is_brought_back(adviser, document):
    ask(adviser, "documents:remove", "post", document)
    assert read(adviser, document).status_code == 404
    ask(adviser, "documents:restore", "post", document)
    assert read(adviser, document).status_code == 200


@pytest.mark.parametrize(
    ("back", "expected"),
    [("/dossiers/", "/dossiers/"), ("https://ailleurs.exemple/", "/"), ("//ailleurs.exemple/", "/"), ("", "/")],
)
def test_button_leads_back_to_its_page_and_never_elsewhere(adviser, document, back, expected):
    assert ask(adviser, "documents:remove", "post", document, retour=back).url == expected


def test_second_press_changes_nothing(adviser, house, document):
    actions.remove(document=document, by=house.manager)
    ask(adviser, "documents:remove", "post", document)
    document.refresh_from_db()
    assert document.removed_by == house.manager


@pytest.mark.parametrize("method", ["get", "head"])
def test_nothing_is_removed_by_following_a_link(adviser, document, method):
    assert getattr(adviser, method)(reverse("documents:remove", args=[document.pk])).status_code == 405


def test_photo_comes_back_as_it_is_kept(adviser, house, case):
    document = actions.keep_file(
        organisation=house.platform,
        person=case.beneficiary,
        upload=files.upload("photo.jpg", files.photo()),
        kind="other",
        title="Photo",
        by=house.adviser,
    )
    assert read(adviser, document).read.startswith(b"\xff\xd8\xff")
