"""Forms of outside calendars."""

from django import forms
from django.utils.translation import gettext_lazy as _


class OutsideForm(forms.Form):
    """A calendar exported from elsewhere."""

    file = forms.FileField(
        label=_("Fichier .ics"), widget=forms.FileInput(attrs={"accept": ".ics,text/calendar"}), allow_empty_file=True
    )
