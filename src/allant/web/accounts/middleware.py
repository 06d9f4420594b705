"""Who is let in: nobody on a device that was locked, and the sign-in page for whoever is not signed in."""

from collections.abc import Callable

from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse

from allant.web.accounts.access import View, is_background

SESSION_IS_OVER = 401
LOCKED = "locked"
"""Cookie by which a device that was locked without a network says so once the network is back."""


class DeviceLockMiddleware:
    """Ends the session of a device that was locked, before anything is shown to it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if LOCKED not in request.COOKIES:
            return self._get_response(request)
        logout(request)
        response = self._get_response(request)
        response.delete_cookie(LOCKED, samesite="Strict")
        return response


class SignedInMiddleware(LoginRequiredMiddleware):
    """Closed by default; a lapsed session answers 401 to an autosave, which then keeps what was typed."""

    def handle_no_permission(self, request: HttpRequest, view_func: View) -> HttpResponse:
        if is_background(request):
            return HttpResponse(status=SESSION_IS_OVER)
        return super().handle_no_permission(request, view_func)
