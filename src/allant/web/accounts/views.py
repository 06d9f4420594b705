import base64

from django.conf import settings
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from allant.web.accounts import actions
from allant.web.accounts.access import access, has_role, public
from allant.web.accounts.enums import Role
from allant.web.accounts.forms import DeviceForm, SignInForm

sign_in = public(
    LoginView.as_view(
        template_name="accounts/sign_in.html", authentication_form=SignInForm, redirect_authenticated_user=True
    )
)
sign_out = public(LogoutView.as_view())


@access(has_role(*Role.values))
@require_POST
def draft_key(request: HttpRequest) -> JsonResponse:
    """Hand over the key of one's own drafts on this device, for as long as a session lasts."""
    form = DeviceForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"why": "Cet appareil ne dit pas son numéro. Rechargez la page."}, status=400)
    key = actions.draft_key(user=request.user, device=form.cleaned_data["device"])
    return JsonResponse(
        {
            "owner": str(request.user.pk),
            "key": base64.b64encode(key).decode(),
            "seconds": settings.SESSION_COOKIE_AGE,
        }
    )
