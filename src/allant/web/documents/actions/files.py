"""Writes of kept files: added, removed, brought back, erased after the delay; files without a row swept."""

import datetime
import hashlib
from itertools import islice
from pathlib import PurePath

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from allant.errors import FileError, InputError
from allant.nir import without_nir
from allant.parameters import parameter
from allant.web.accounts.models import Organisation, User
from allant.web.documents import photos, signatures, storage
from allant.web.documents.models import Document, Signature
from allant.web.documents.signatures import Kind
from allant.web.journal.actions import record
from allant.web.journal.models import Action
from allant.web.people.models import Beneficiary
from allant.web.ui.formatting import megabytes

LONGEST_NAME = 160
SWEPT_AT_ONCE = 500


def keep_file(
    *,
    organisation: Organisation,
    person: Beneficiary | None,
    upload: UploadedFile,
    kind: str,
    title: str,
    by: User | None,
) -> Document:
    """Keep a file that somebody sent; raise `FileError` for one that is too large, unknown or not what it says."""
    found = _checked_kind(upload)
    content = (
        photos.reduce(upload, media_type=found.media_type) if found.media_type in signatures.PHOTOS else upload.read()
    )
    return keep_bytes(
        organisation=organisation,
        person=person,
        content=content,
        media_type=found.media_type,
        name=upload.name or "",
        kind=kind,
        title=title,
        by=by,
    )


@transaction.atomic
def keep_bytes(
    *,
    organisation: Organisation,
    person: Beneficiary | None,
    content: bytes,
    media_type: str,
    name: str,
    kind: str,
    title: str,
    by: User | None,
) -> Document:
    """Keep bytes that were made here or already checked."""
    shown = without_nir(PurePath(name.replace("\\", "/").replace("\0", "")).name)[-LONGEST_NAME:]
    document = Document.objects.create(
        organisation=organisation,
        person=person,
        kind=kind,
        title=without_nir(title.strip() or shown)[:LONGEST_NAME],
        stored_name=storage.write(content),
        original_name=shown,
        size=len(content),
        media_type=media_type,
        sha256=hashlib.sha256(content).hexdigest(),
        added_by=by,
    )
    record(by=by, action=Action.CREATE, subject=person or document, detail=f"document : {document.title}"[:200])
    return document


@transaction.atomic
def remove(*, document: Document, by: User) -> None:
    """Take a file out of sight; it can be brought back until it is erased."""
    if document.removed_at is not None:
        return
    if Signature.objects.filter(scan=document).exists():
        raise InputError(
            value=document.title,
            rule="Ce document porte une signature : il est gardé avec le papier qu’il prouve.",
            remedy="Pour annuler ce papier, retirez le papier lui-même.",
        )
    document.removed_at, document.removed_by = timezone.now(), by
    document.save(update_fields=["removed_at", "removed_by"])
    _note(document, by, "document retiré")


@transaction.atomic
def restore(*, document: Document, by: User) -> None:
    """Bring a removed file back."""
    if document.removed_at is None:
        return
    document.removed_at = document.removed_by = None
    document.save(update_fields=["removed_at", "removed_by"])
    _note(document, by, "document remis")


def erase_removed(*, now: datetime.datetime) -> int:
    """Erase the files whose delay to be brought back is over; return how many."""
    limit = now - datetime.timedelta(days=int(parameter("documents/removal_undo")))
    erased = 0
    for document in Document.objects.filter(removed_at__lte=limit).select_related("person")[:SWEPT_AT_ONCE]:
        with transaction.atomic():
            said = f"document : {document.title}"[:200]
            record(by=None, action=Action.ERASE, subject=document.person or document, detail=said)
            document.delete()
        storage.erase(document.stored_name)
        erased += 1
    return erased


def sweep_orphans(*, now: datetime.datetime) -> int:
    """Delete files that no row names any more, once they are old enough not to be on their way; return how many."""
    oldest = (now - datetime.timedelta(hours=int(parameter("documents/orphan_age")))).timestamp()
    old = (path for path in storage.files() if path.stat().st_mtime < oldest)
    swept = 0
    while paths := list(islice(old, SWEPT_AT_ONCE)):
        kept = set(
            Document.objects.filter(stored_name__in=[path.name for path in paths]).values_list("stored_name", flat=True)
        )
        for path in paths:
            if path.name not in kept:
                path.unlink(missing_ok=True)
                swept += 1
    return swept


def _note(document: Document, by: User, what: str) -> None:
    record(by=by, action=Action.CHANGE, subject=document.person or document, detail=f"{what} : {document.title}"[:200])


def _checked_kind(upload: UploadedFile) -> Kind:
    name, size = upload.name or "", upload.size or 0
    if not size:
        raise FileError(value=name, rule="Ce fichier est vide.", remedy="Choisissez-en un autre.")
    found = signatures.kind_of(upload)
    if found is None:
        raise _unknown(upload, name)
    extension = PurePath(name).suffix.lower().lstrip(".")
    if extension and extension not in found.extensions:
        raise FileError(
            value=name,
            rule=f"Son nom finit par « .{extension} », mais son contenu est : {found.name}.",
            remedy=f"Vérifiez que c’est le bon fichier, puis renommez-le en « .{found.extensions[0]} ».",
        )
    limit = largest_mb(found.media_type)
    if size > limit * 1_000_000:
        raise too_large(name, size, limit)
    return found


def largest_mb(media_type: str) -> int:
    """Return the largest file of this type that is taken; photos may be larger, since they are made smaller."""
    return int(parameter("documents/largest_photo" if media_type in signatures.PHOTOS else "documents/largest_file"))


def too_large(name: str, size: int | None, limit: int) -> FileError:
    """Say that a file is too large, how large it may be and what to do."""
    weight = f"Ce fichier pèse {megabytes(size)}" if size else "Ce fichier est trop lourd"
    return FileError(
        value=name,
        rule=f"{weight} ; le plus que nous gardons est {limit}\u00a0Mo.",
        remedy="Prenez une photo du papier plutôt qu’un scan en haute qualité, ou envoyez les pages une par une.",
    )


def _unknown(upload: UploadedFile, name: str) -> FileError:
    if signatures.is_apple_photo(upload):
        return FileError(
            value=name,
            rule="Cette photo est au format HEIC des iPhone, que la plupart des ordinateurs n’ouvrent pas.",
            remedy="Sur l’iPhone : Réglages, Appareil photo, Formats, « Le plus compatible ». Ou une capture d’écran.",
        )
    accepted = ", ".join(kind.name for kind in signatures.ACCEPTED)
    return FileError(
        value=name,
        rule=f"Le contenu de ce fichier n’est pas d’un type que nous gardons ({accepted}).",
        remedy="Prenez le papier en photo, ou enregistrez-le en PDF.",
    )
