"""The form of a list to import."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ImportForm(forms.Form):
    """A list of people to import."""

    file = forms.FileField(
        label=_("Fichier CSV ou Excel (.xlsx)"),
        help_text=_("Colonnes utiles : nom, prénom, date de naissance, téléphone, courriel, code postal, commune."),
        error_messages={"required": _("Choisissez un fichier.")},
    )
