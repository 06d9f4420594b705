"""Opens a view to whoever came by a personal link: `@personal(purpose)`; its address takes `<uuid:link_id>`."""

import functools
import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from allant.web.messaging import doors, links
from allant.web.messaging.models import PersonalLink

View = Callable[..., HttpResponse]
STATUS = {"unknown": 404, "revoked": 410, "expired": 410, "left": 403}


def personal(purpose: str) -> Callable[[View], View]:
    """Give the view the link by which its reader came; whoever did not come by one is told what to do."""

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: HttpRequest, link_id: uuid.UUID, **address: Any) -> HttpResponse:
            try:
                link = _opened(request, link_id, purpose)
            except links.LinkError as error:
                return closed(request, error)
            return out_of_sight(view(request, link, **address))

        guarded.login_required = False  # type: ignore[attr-defined]  # read by LoginRequiredMiddleware
        guarded.access_rule = personal  # type: ignore[attr-defined]  # read by the house test on routes
        return guarded

    return decorate


def closed(request: HttpRequest, error: links.LinkError) -> HttpResponse:
    """The page of a link that opens nothing: why, and what to do."""
    organisation = error.link.organisation if error.link else None
    context = {"reason": error.reason, "organisation": organisation}
    return out_of_sight(render(request, "messaging/link_closed.html", context, status=STATUS[error.reason]))


def out_of_sight(response: HttpResponse) -> HttpResponse:
    """Keep a page out of caches and search engines, and its address out of other sites.

    `same-origin` and not `no-referrer`: with the latter browsers hide the origin of our own forms: refused.
    """
    patch_cache_control(response, private=True, no_store=True)
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _opened(request: HttpRequest, link_id: uuid.UUID, purpose: str) -> PersonalLink:
    if not doors.is_open(request, link_id):
        raise links.LinkError("left")
    found = PersonalLink.objects.select_related("organisation", "person").filter(pk=link_id, purpose=purpose).first()
    if found is None:
        raise links.LinkError("unknown")
    return links.still_open(found)
