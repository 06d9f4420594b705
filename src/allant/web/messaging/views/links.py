"""The door of personal links."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from allant.web.accounts.access import public
from allant.web.messaging import doors, links
from allant.web.messaging.access import closed, out_of_sight
from allant.web.messaging.forms import LinkCodeForm


@public
@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Open a personal link: at once, or once its code is typed."""
    try:
        found = links.resolve(token)
    except links.LinkError as error:
        return closed(request, error)
    if found.code_hash and not doors.is_open(request, found.pk):
        form = LinkCodeForm(request.POST or None, link=found)
        if request.method == "GET" or not form.is_valid():
            return out_of_sight(render(request, "messaging/link_code.html", {"form": form, "link": found}))
    links.mark_used(found)
    response = redirect(links.DESTINATIONS[found.purpose], link_id=found.pk)
    doors.open_door(request, response, found.pk)
    return out_of_sight(response)
