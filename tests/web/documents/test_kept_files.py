"""Files are judged by what they hold, made smaller where they can be, and lie outside the web root."""

import datetime
import hashlib
import io
import os
import time

import pytest
from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db import transaction
from django.utils import timezone
from PIL import Image
from tests.web import factories
from tests.web.documents import files

from allant.errors import FileError
from allant.parameters import parameter
from allant.web.documents import actions, photos, storage
from allant.web.documents.enums import DocumentKind
from allant.web.documents.models import Document
from allant.web.journal.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, settings):
    settings.VAR = tmp_path


@pytest.fixture
def keep(house, case):
    def kept(name="permis.pdf", content=files.PDF, title="Permis de Rosa", **changed):
        given = {
            "organisation": house.platform,
            "person": case.beneficiary,
            "upload": files.upload(name, content),
            "kind": DocumentKind.LICENCE,
            "title": title,
            "by": house.adviser,
        }
        return actions.keep_file(**given | changed)

    return kept


def stored(document):
    with storage.open_file(document.stored_name) as file:
        return file.read()


def all_files():
    return [path.name for path in storage.files()]


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("permis.pdf", files.PDF, "application/pdf"),
        ("PERMIS.PDF", b"\n\n" + files.PDF, "application/pdf"),
        ("permis", files.PDF, "application/pdf"),
        ("photo.jpeg", files.photo(), "image/jpeg"),
        ("capture.png", files.photo(form="PNG"), "image/png"),
        ("lettre.docx", files.docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("lettre.odt", files.odt(), "application/vnd.oasis.opendocument.text"),
    ],
)
def test_type_is_read_from_the_content(keep, name, content, media_type):
    assert keep(name, content).media_type == media_type


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("permis.pdf", files.photo(), "son contenu est\u00a0: photo JPEG"),
        ("photo.jpg", files.PDF, "son contenu est\u00a0: PDF"),
        ("photo.jpg", files.photo(form="PNG"), "son contenu est\u00a0: image PNG"),
        ("lettre.docx", files.odt(), "son contenu est\u00a0: OpenDocument"),
        ("facture.pdf.exe", files.PDF, "finit par «\u00a0.exe\u00a0»"),
        ("permis.pdf", b"MZ\x90\x00" + files.PDF, "pas d’un type que nous gardons"),
        ("permis.pdf", b"<html>%PDF-1.7", "pas d’un type que nous gardons"),
        ("lettre.docx", files.docx(**{"word/vbaProject.bin": b"x"}), "pas d’un type que nous gardons"),
        ("lettre.docx", files.archive({"a.txt": b"x"}), "pas d’un type que nous gardons"),
        ("lettre.docx", files.docx()[:60], "pas d’un type que nous gardons"),
        ("photo.svg", b"<svg onload='alert(1)'/>", "pas d’un type que nous gardons"),
        ("photo.heic", files.HEIC, "format HEIC des iPhone"),
        ("vide.pdf", b"", "est vide"),
        ("photo.jpg", files.photo()[:200], "abîmée ou incomplète"),
        ("photo.png", files.photo(form="PNG")[:60], "abîmée ou incomplète"),
    ],
)
def test_file_that_lies_or_cannot_be_read_is_refused_with_the_reason(keep, name, content, said):
    with pytest.raises(FileError, match=said) as refusal:
        keep(name, content)
    assert refusal.value.remedy
    assert Document.objects.count() == 0
    assert all_files() == []


def test_photo_of_50_megabytes_is_kept_small(keep, house, case):
    content = files.heavy_photo(50)
    sent = TemporaryUploadedFile("photo.jpg", "image/jpeg", len(content), None)
    sent.write(content)
    document = keep(upload=sent)
    assert document.size < 1_000_000
    with Image.open(io.BytesIO(stored(document))) as kept:
        assert kept.size == (2400, 1600)


def test_photo_loses_its_place_and_its_device_and_stands_upright(keep):
    document = keep("photo.jpg", files.photo_with_place(80, 40))
    with Image.open(io.BytesIO(stored(document))) as kept:
        assert dict(kept.getexif()) == {}
        assert kept.size == (40, 80)
        assert set(kept.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize("mode", ["L", "P", "LA", "RGBA", "1"])
def test_image_of_every_mode_is_kept(keep, mode):
    colour = {"RGBA": (11, 107, 90, 128), "LA": (11, 128)}.get(mode, 1)
    assert keep("capture.png", files.photo(form="PNG", mode=mode, colour=colour)).media_type == "image/png"


def test_four_colour_photo_is_kept(keep):
    assert keep("photo.jpg", files.photo(mode="CMYK", colour=(1, 2, 3, 4))).media_type == "image/jpeg"


def test_bomb_is_refused_before_it_is_decoded(keep, monkeypatch):
    side = int((parameter("documents/most_megapixels") * 1_000_000) ** 0.5) + 100
    bomb = files.photo(side, side, form="PNG", mode="1", colour=1)
    assert len(bomb) < 1_000_000
    monkeypatch.setattr(Image.Image, "load", lambda self: pytest.fail("the bomb was decoded"))
    with pytest.raises(FileError, match="millions de points"):
        photos.reduce(io.BytesIO(bomb), media_type="image/png")


def test_progressive_photo_is_held_to_the_smaller_limit(keep):
    side = int((parameter("documents/most_megapixels") * 1_000_000) ** 0.5) + 100
    with pytest.raises(FileError, match="millions de points"):
        keep("photo.jpg", files.photo(side, side, mode="L", colour=1, progressive=True, quality=10))


def test_file_that_is_too_large_says_how_large_it_may_be(keep):
    limit = int(parameter("documents/largest_file"))
    with pytest.raises(FileError, match=f"20,1\u00a0Mo\u00a0; le plus que nous gardons est {limit}\u00a0Mo"):
        keep(content=files.PDF + b"\n" * (limit * 1_000_000 + 100_000))


def test_row_says_what_was_kept_and_by_whom(keep, house, case):
    document = keep()
    assert document.sha256 == hashlib.sha256(files.PDF).hexdigest()
    assert (document.size, document.added_by, document.person) == (len(files.PDF), house.adviser, case.beneficiary)
    assert stored(document) == files.PDF
    line = Entry.objects.get(subject_type="beneficiary")
    assert (line.action, line.detail) == ("create", "document\u00a0: Permis de Rosa")


def test_file_lies_outside_the_web_root_under_a_name_that_says_nothing(keep, tmp_path):
    document = keep("Permis de Rosa Diaz.pdf")
    path = storage.path_of(document.stored_name)
    assert path.is_relative_to(tmp_path / "documents")
    assert path.parent.parent.parent == tmp_path / "documents"
    assert "osa" not in str(path)
    assert path.stat().st_mode & 0o077 == 0
    assert not path.is_relative_to(settings.WEB)


@pytest.mark.parametrize("name", ["../../etc/passwd.pdf", "..\\..\\boot.pdf", "/etc/x.pdf", "a\0b.pdf"])
def test_name_of_a_file_never_leads_elsewhere(keep, name):
    document = keep(name, title="")
    assert "/" not in document.original_name
    assert "\\" not in document.original_name
    assert "\0" not in document.original_name


def test_social_security_number_in_a_name_is_hidden(keep):
    document = keep("1850524322001 22.pdf", title="NIR 1 85 05 24 322 001 22")
    assert document.original_name == "(numéro masqué).pdf"
    assert document.title == "NIR (numéro masqué)"


def test_very_long_name_keeps_its_end(keep):
    document = keep("a" * 400 + ".pdf", title="")
    assert len(document.original_name) == 160
    assert document.original_name.endswith(".pdf")


def test_file_without_its_row_is_swept_once_it_is_old(keep, house):
    kept = keep()
    with transaction.atomic():
        lost = keep(title="perdu")
        transaction.set_rollback(True)
    assert sorted(all_files()) == sorted([kept.stored_name, lost.stored_name])
    assert actions.sweep_orphans(now=timezone.now()) == 0
    age = datetime.timedelta(hours=int(parameter("documents/orphan_age")) + 1)
    for path in storage.files():
        os.utime(path, (time.time() - age.total_seconds(),) * 2)
    assert actions.sweep_orphans(now=timezone.now()) == 1
    assert all_files() == [kept.stored_name]


def test_write_that_fails_leaves_nothing_behind():
    def breaks():
        yield b"half"
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        storage.write(breaks())
    assert all_files() == []


def test_removed_file_can_be_brought_back_then_is_erased(keep, house):
    document = keep()
    actions.remove(document=document, by=house.adviser)
    actions.restore(document=document, by=house.adviser)
    actions.remove(document=document, by=house.adviser)
    delay = datetime.timedelta(days=int(parameter("documents/removal_undo")))
    assert actions.erase_removed(now=timezone.now() + delay - datetime.timedelta(hours=1)) == 0
    assert stored(document) == files.PDF
    assert actions.erase_removed(now=timezone.now() + delay + datetime.timedelta(hours=1)) == 1
    assert Document.objects.count() == 0
    assert all_files() == []
    assert [line.detail for line in Entry.objects.filter(subject_type="beneficiary").order_by("pk")] == [
        "document\u00a0: Permis de Rosa",
        "document retiré\u00a0: Permis de Rosa",
        "document remis\u00a0: Permis de Rosa",
        "document retiré\u00a0: Permis de Rosa",
        "document\u00a0: Permis de Rosa",
    ]


def test_file_about_no_person_is_journalled_on_itself(house):
    document = factories.DocumentFactory(organisation=house.platform, person=None)
    actions.remove(document=document, by=house.adviser)
    assert Entry.objects.get().subject_type == "document"
