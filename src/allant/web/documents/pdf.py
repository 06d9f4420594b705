"""Makes PDF files from the templates of the pages: tagged, with their language, title and fonts, and no network.

WeasyPrint comes with `pip`, Pango with the system: without it all else works, and the button names the packages.
"""

import mimetypes
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import translation
from PIL import ImageFile

from allant.errors import AllantError

PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
NOWHERE = "http://allant.invalid/"
"""Base of relative addresses while a file is made; nothing answers there, and nothing is asked."""
PRINT_LAYOUT = "ui/print.html"


class PdfUnavailable(AllantError):  # noqa: N818 - it is a state of the installation
    """The system part of the PDF maker is missing here; the message names the packages to install."""


def render(template_name: str, context: Mapping[str, Any], *, language: str = "fr") -> bytes:
    """Return a template as a tagged PDF (PDF/UA-1); a template that serves as a page too extends its `layout`."""
    weasyprint = _weasyprint()
    with translation.override(language):
        html = render_to_string(template_name, {"layout": PRINT_LAYOUT, **context})
    document = weasyprint.HTML(string=html, base_url=NOWHERE, url_fetcher=_fetcher()).render(pdf_variant="pdf/ua-1")
    return document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)


def _weasyprint() -> Any:
    try:
        import weasyprint
    except (ImportError, OSError) as error:
        raise PdfUnavailable(
            "Le PDF ne peut pas être fait sur cette installation : il manque une bibliothèque du système. "
            f"La personne qui la gère peut l’ajouter : apt-get install {PACKAGES}. "
            "En attendant, imprimez la page ou prenez la version en texte."
        ) from error
    # WeasyPrint tells Pillow, for the whole process, to take pictures cut short; kept photos are to be whole.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    return weasyprint


@cache
def _fetcher() -> Any:
    """Return what gives a document our own static files and nothing else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class StaticFiles(URLFetcher):
        """Static files of the house, found on disk."""

        def fetch(self, url: str, _headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
            path = unquote(urlsplit(url).path)
            found = None
            if url.startswith(NOWHERE) and path.startswith(settings.STATIC_URL):
                found = finders.find(path.removeprefix(settings.STATIC_URL))
            if found is None:
                raise ValueError(f"{url}: a document takes only the static files of the house.")
            kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
            return URLFetcherResponse(url, Path(found).read_bytes(), {"Content-Type": kind})

    return StaticFiles(allowed_protocols=[])
