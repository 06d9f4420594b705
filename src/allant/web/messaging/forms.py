from django import forms
from django.utils.translation import gettext_lazy as _

from allant.errors import InputError
from allant.web.accounts.models import Organisation
from allant.web.messaging import links
from allant.web.messaging.models import PersonalLink
from allant.web.ui.forms import WithoutNir

LONGEST_TYPED = 40


class LinkCodeForm(forms.Form):
    """The short code that goes with a personal link."""

    code = forms.CharField(label=_("Votre code"), max_length=LONGEST_TYPED, help_text=_("8 lettres et chiffres."))

    def __init__(self, *args: object, link: PersonalLink, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._link = link
        self.fields["code"].widget.attrs |= {"autocomplete": "one-time-code", "autocapitalize": "characters"}

    def clean_code(self) -> str:
        typed = self.cleaned_data["code"]
        try:
            links.check_code(link=self._link, typed=typed)
        except InputError as error:
            raise forms.ValidationError(f"{error.rule} {error.remedy}") from error
        return typed


class ContactForm(WithoutNir, forms.ModelForm):
    """How people reach an organisation: written on its letters and under its messages."""

    class Meta:
        model = Organisation
        fields = ["phone", "email", "address"]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"].widget.attrs |= {"inputmode": "tel", "autocomplete": "off"}
