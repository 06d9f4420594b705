"""Files as people send them: true ones, lying ones, very large ones."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from allant.web.documents.signatures import ODT

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\0" * 40
GPS_IFD, MAKE, ORIENTATION = 0x8825, 0x010F, 0x0112


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    """Return a file as a form hands it over; what the browser says of its type is never believed."""
    return SimpleUploadedFile(name, content, content_type="application/x-said-by-the-browser")


def photo(width: int = 64, height: int = 48, form: str = "JPEG", **options) -> bytes:
    """Return a picture of one colour."""
    written = io.BytesIO()
    Image.new(options.pop("mode", "RGB"), (width, height), options.pop("colour", (11, 107, 90))).save(
        written, form, **options
    )
    return written.getvalue()


def photo_with_place(width: int = 64, height: int = 48) -> bytes:
    """Return a photo taken sideways, that says where it was taken and by which telephone."""
    exif = Image.Exif()
    exif[MAKE] = "Téléphone"
    exif[ORIENTATION] = 6
    exif.get_ifd(GPS_IFD)[2] = (45.0, 11.0, 3.0)
    return photo(width, height, exif=exif)


def heavy_photo(megabytes: int) -> bytes:
    """Return a valid photo of this weight: a picture of 24 megapixels with padding that decoders skip."""
    content = photo(6000, 4000)
    end = content.rindex(b"\xff\xd9")
    comment = b"\xff\xfe\xff\xff" + b"\x20" * 65_533
    missing = megabytes * 1_000_000 - len(content)
    return content[:2] + comment * (missing // len(comment) + 1) + content[2:end] + content[end:]


def archive(parts: dict[str, bytes]) -> bytes:
    """Return a zip archive of these parts."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        for name, content in parts.items():
            # Without the hour of writing: the same bytes each time.
            packed.writestr(zipfile.ZipInfo(name), content)
    return written.getvalue()


def docx(**more: bytes) -> bytes:
    """Return what makes a Word file recognisable, with further parts."""
    return archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"} | more)


def odt() -> bytes:
    """Return what makes an OpenDocument text recognisable."""
    return archive({"mimetype": ODT.encode(), "content.xml": b"<x/>"})
