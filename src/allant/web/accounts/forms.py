from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """E-mail address and password."""

    error_messages = {
        "invalid_login": _(
            "Cette adresse et ce mot de passe ne vont pas ensemble. Vérifiez les majuscules, puis réessayez."
        ),
        "inactive": _("Ce compte est fermé. Demandez à la personne responsable de votre plateforme."),
    }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Adresse électronique")
        self.fields["username"].widget.attrs |= {"autocomplete": "username", "inputmode": "email"}
        self.fields["password"].label = _("Mot de passe")

    def clean_username(self) -> str:
        # Addresses are kept in lower case; a phone writes the first letter as a capital.
        return self.cleaned_data["username"].lower()


class DeviceForm(forms.Form):
    """The number that a browser gave itself."""

    device = forms.UUIDField()
