"""The form that asks what another hour would open."""

from django import forms
from django.utils.translation import gettext_lazy as _

from allant.web.agenda.forms.fields import TimeInput


class OtherHourForm(forms.Form):
    """Another hour to set off at."""

    heure = forms.TimeField(
        label=_("En partant à"),
        widget=TimeInput(),
        error_messages={
            "invalid": _("Une heure s’écrit comme 9:00 ou 14:30. Choisissez-en une, ou effacez-la."),
            "required": _("Dites à quelle heure, comme 9:00."),
        },
    )
