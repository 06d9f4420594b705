from django.contrib.auth.views import LoginView, LogoutView

from allant.web.accounts.access import public
from allant.web.accounts.forms import SignInForm

sign_in = public(
    LoginView.as_view(
        template_name="accounts/sign_in.html", authentication_form=SignInForm, redirect_authenticated_user=True
    )
)
sign_out = public(LogoutView.as_view())
