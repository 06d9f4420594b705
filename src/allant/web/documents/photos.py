"""Photos are made smaller and lose all that a telephone wrote in them: place, time, device."""

import io
from typing import BinaryIO

from PIL import Image, ImageOps

from allant.errors import FileError
from allant.parameters import parameter

# The size is judged here, before anything is decoded; Pillow's own limit only warns.
Image.MAX_IMAGE_PIXELS = None

JPEG_QUALITY = 85
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG"}


def reduce(content: BinaryIO, *, media_type: str) -> bytes:
    """Return the photo upright, at most as large as the parameter says, and without its hidden data."""
    content.seek(0)
    longest = int(parameter("documents/photo_longest_side"))
    try:
        with Image.open(content, formats=[FORMATS[media_type]]) as photo:
            _refuse_bomb(photo)
            # Baseline JPEG is decoded at a fraction of its size by this: memory does not follow the megapixels.
            photo.thumbnail((longest, longest), Image.Resampling.LANCZOS)
            upright = ImageOps.exif_transpose(photo)
            return _written(upright, FORMATS[media_type])
    except FileError:
        raise
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise FileError(
            value=str(getattr(content, "name", "photo")),
            rule="Cette photo est abîmée ou incomplète : elle ne peut pas être lue.",
            remedy="Reprenez la photo, ou envoyez-la de nouveau.",
        ) from error


def _refuse_bomb(photo: Image.Image) -> None:
    in_parts = photo.format == "JPEG" and not photo.info.get("progressive")
    limit = int(parameter("documents/most_megapixels_in_parts" if in_parts else "documents/most_megapixels"))
    megapixels = photo.width * photo.height / 1_000_000
    if megapixels > limit:
        raise FileError(
            value=f"{photo.width} × {photo.height}",
            rule=f"Cette photo compte {megapixels:.0f} millions de points : nous en réduisons {limit} au plus.",
            remedy="Reprenez-la en qualité normale, ou faites-en une copie d’écran.",
        )


def _written(photo: Image.Image, form: str) -> bytes:
    """Write the points alone, on an image that never held anything else."""
    if form == "JPEG" and photo.mode != "RGB":
        photo = photo.convert("RGB")
    elif photo.mode not in {"RGB", "RGBA", "L", "LA"}:
        photo = photo.convert("RGBA")
    bare = Image.new(photo.mode, photo.size)
    bare.paste(photo)
    written = io.BytesIO()
    bare.save(written, form, **({"quality": JPEG_QUALITY} if form == "JPEG" else {}), optimize=True)
    return written.getvalue()
