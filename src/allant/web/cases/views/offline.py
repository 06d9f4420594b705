"""The bilan without a network: what a device takes along, the page that opens there, and what makes it installable."""

import functools
import hashlib
import json
import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from allant.web.accounts.access import access, public
from allant.web.cases import permissions, sheets
from allant.web.cases.models import CaseAssessment

WORKER = "cases/offline/service-worker.js"
SHELL = "cases/offline.html"
IMPORTED = (
    *(f"ui/keeping/{name}.js" for name in ("store", "vault", "outbox", "keeper", "words")),
    *(f"cases/offline/{name}.js" for name in ("fill", "sheet", "skip", "waiting")),
    *(f"ui/{name}.svg" for name in ("check", "chevron")),
)
"""What the page without a network needs besides the files that it names: imported modules, drawings of its styles."""
NAMED = re.compile(r'(?:src|href)="([^"#]+)[^"]*"')


@access(permissions.open_bilan, reads="bilan emporté hors connexion")
@require_GET
def bilan_taken(request: HttpRequest, link: CaseAssessment) -> JsonResponse:
    """Give a device what it needs to go on with this bilan without a network."""
    return JsonResponse(sheets.taken_along(link))


@public
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """The empty page that a device fills with what it keeps; it holds nothing about anybody."""
    with translation.override("fr"):
        return render(request, SHELL)


@public
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script that opens that page where the network fails, over the whole site."""
    response = HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")
    response["Service-Worker-Allowed"] = "/"
    response["Cache-Control"] = "no-cache"
    return response


@public
@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """What a tablet needs to install the site among its applications."""
    with translation.override("fr"):
        content = {
            "name": "Allant",
            "short_name": "Allant",
            "description": _("Bilans et parcours de mobilité, aussi sans réseau."),
            "lang": "fr",
            "start_url": reverse("home"),
            "scope": "/",
            "display": "standalone",
            "background_color": "#faf8f4",
            "theme_color": "#ffffff",
            "icons": [
                {"src": static("ui/icon-192.png"), "sizes": "192x192", "type": "image/png"},
                {"src": static("ui/icon-512.png"), "sizes": "512x512", "type": "image/png", "purpose": "any"},
                {"src": static("ui/favicon.svg"), "sizes": "any", "type": "image/svg+xml"},
            ],
        }
    return JsonResponse(content, content_type="application/manifest+json")


def _worker() -> str:
    """The script with the addresses it keeps; another version as soon as one file of the page changes."""
    version, files = _kept_now() if settings.DEBUG else _kept()
    lines = {"VERSION": version, "SHELL": reverse("cases:offline"), "FILES": files}
    head = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in lines.items())
    return head + _found(WORKER).read_text(encoding="utf-8")


@functools.cache
def _kept() -> tuple[str, list[str]]:
    return _kept_now()


def _kept_now() -> tuple[str, list[str]]:
    """Every file that the page is made of, and a fingerprint of it all."""
    with translation.override("fr"):
        page = render_to_string(SHELL)
    named = {address for address in NAMED.findall(page) if address.startswith(settings.STATIC_URL)}
    files = sorted(named | {static(name) for name in IMPORTED})
    digest = hashlib.sha256(page.encode())
    for name in (*(each.removeprefix(settings.STATIC_URL) for each in files), WORKER):
        digest.update(_found(name).read_bytes())
    return digest.hexdigest(), files


def _found(name: str) -> Path:
    return Path(str(finders.find(name)))
