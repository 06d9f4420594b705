"""An adviser's own calendar: the address that others read, and the file that comes in."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from allant.errors import FileError
from allant.parameters import parameter
from allant.web.accounts.access import access, public
from allant.web.accounts.models import Organisation
from allant.web.agenda import actions, ical, permissions, presenters, queries
from allant.web.agenda.forms import OutsideForm


@access(permissions.team)
@require_GET
def own_calendar(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    return _page(request, OutsideForm())


def _page(request: HttpRequest, form: OutsideForm, address: str = "") -> HttpResponse:
    return render(
        request,
        "agenda/own_calendar.html",
        {
            "tabs": presenters.tabs("agenda:own-calendar"),
            "feed": queries.feed_of(request.user),
            "address": address,
            "outside": queries.outside_calendar(request.user),
            "form": form,
            "horizon": int(parameter("agenda/outside_calendar_horizon")),
        },
    )


@access(permissions.team)
@require_POST
def feed_change(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Give a new secret address, shown on this page only; or withdraw the one that is open."""
    if request.POST.get("what") == "revoke":
        actions.revoke_feed(adviser=request.user)
        messages.success(request, _("L’adresse ne donne plus rien."))
        return redirect("agenda:own-calendar")
    token = actions.open_feed(adviser=request.user)
    return _page(request, OutsideForm(), request.build_absolute_uri(reverse("agenda:feed", args=[token])))


@access(permissions.team)
@require_POST
def outside_read(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Read an outside calendar, or forget it."""
    if request.POST.get("what") == "forget":
        actions.forget_busy_times(adviser=request.user, by=request.user)
        messages.success(request, _("L’agenda extérieur est oublié."))
        return redirect("agenda:own-calendar")
    form = OutsideForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            count = actions.keep_busy_times(
                adviser=request.user, content=form.cleaned_data["file"].read(), by=request.user
            )
        except FileError as error:
            form.add_error("file", f"{error.value[:1].upper()}{error.value[1:]} : {error.rule} {error.remedy}")
        else:
            messages.success(
                request, ngettext("%(n)d temps pris est lu.", "%(n)d temps pris sont lus.", count) % {"n": count}
            )
            return redirect("agenda:own-calendar")
    return _page(request, form)


@public
@require_GET
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """What an outside calendar reads: whoever holds the address sees short names and places."""
    found = queries.feed_behind(actions.fingerprint(token))
    if found is None:
        raise Http404
    now = timezone.now()
    since = now - timedelta(days=int(parameter("agenda/feed_past")))
    until = now + timedelta(days=int(parameter("agenda/outside_calendar_horizon")))
    adviser = found.adviser
    between = (adviser.organisation, adviser, since, until)
    appointments = queries.appointments_between(*between).filter(state__in=ical.SHOWN)
    content = ical.calendar(
        list(appointments), list(queries.meetings_between(*between)), name=f"Allant · {adviser.full_name}", now=now
    )
    actions.note_read(feed=found)
    response = HttpResponse(content, content_type=ical.MIME)
    response["Content-Disposition"] = 'inline; filename="agenda.ics"'
    response["X-Robots-Tag"] = "noindex"
    patch_cache_control(response, private=True, no_store=True)
    return response
