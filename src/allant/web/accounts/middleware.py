"""Sends whoever is not signed in to the sign-in page, and tells a page's background requests instead of moving them."""

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse

from allant.web.accounts.access import View, is_background

SESSION_IS_OVER = 401


class SignedInMiddleware(LoginRequiredMiddleware):
    """Closed by default; a lapsed session answers 401 to an autosave, which then keeps what was typed."""

    def handle_no_permission(self, request: HttpRequest, view_func: View) -> HttpResponse:
        if is_background(request):
            return HttpResponse(status=SESSION_IS_OVER)
        return super().handle_no_permission(request, view_func)
