"""Which kind of file is this? Read from its first bytes and its inner parts, never from its name.

Five kinds are accepted: a table of their signatures is shorter and easier to check than a library of hundreds.
"""

import zipfile
from dataclasses import dataclass
from typing import BinaryIO

HEAD_LENGTH = 1024
"""PDF readers look for the mark anywhere in the first kilobyte."""
MOST_PARTS = 2000
"""Of an office file; one with more is not a letter."""
ODT = "application/vnd.oasis.opendocument.text"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that may be kept."""

    media_type: str
    name: str
    extensions: tuple[str, ...]


PDF_KIND = Kind("application/pdf", "PDF", ("pdf",))
JPEG_KIND = Kind("image/jpeg", "photo JPEG", ("jpg", "jpeg", "jpe"))
PNG_KIND = Kind("image/png", "image PNG", ("png",))
DOCX_KIND = Kind(DOCX, "Word (docx)", ("docx",))
ODT_KIND = Kind(ODT, "OpenDocument (odt)", ("odt",))
ACCEPTED = (PDF_KIND, JPEG_KIND, PNG_KIND, DOCX_KIND, ODT_KIND)
PHOTOS = {JPEG_KIND.media_type, PNG_KIND.media_type}
HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif"}


def kind_of(content: BinaryIO) -> Kind | None:
    """Return the accepted kind that these bytes are, or None."""
    content.seek(0)
    head = content.read(HEAD_LENGTH)
    content.seek(0)
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG_KIND
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG_KIND
    if b"%PDF-" in head and not head.startswith((b"MZ", b"PK", b"<")):
        return PDF_KIND
    if head.startswith(b"PK\x03\x04"):
        return _office_kind(content)
    return None


def is_apple_photo(content: BinaryIO) -> bool:
    """Is it a photo in the format of recent iPhones, which browsers and most computers do not open?"""
    content.seek(0)
    head = content.read(12)
    content.seek(0)
    return head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS


def _office_kind(content: BinaryIO) -> Kind | None:
    try:
        with zipfile.ZipFile(content) as archive:
            names = archive.namelist()[: MOST_PARTS + 1]
            if len(names) > MOST_PARTS or any("vbaproject" in name.lower() for name in names):
                return None
            if {"[Content_Types].xml", "word/document.xml"} <= set(names):
                return DOCX_KIND
            if names and names[0] == "mimetype":
                with archive.open("mimetype") as part:
                    return ODT_KIND if part.read(len(ODT) + 1) == ODT.encode() else None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        return None
    finally:
        content.seek(0)
    return None
