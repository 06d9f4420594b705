"""The front door, the pages about the house itself, and the pages of errors."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from allant.parameters import parameter
from allant.web.accounts.access import public, wants_json
from allant.web.config.navigation import first_place


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The public page; people who work go straight to their own."""
    if request.user.is_authenticated:
        return redirect(first_place(request.user))
    return render(request, "home.html")


@public
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "privacy.html", {"kept_days": int(parameter("documents/code_lifetime"))})


@public
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "accessibility.html")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "400.html", status=400)


def denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    reason = str(exception) if exception else ""
    if wants_json(request):
        return JsonResponse({"why": reason}, status=403)
    return render(request, "403.html", {"reason": reason}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"why": ""}, status=404)
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    # Without the request: what every page shows is read from the database, which may be what fails.
    return HttpResponse(render_to_string("500.html"), status=500)
