"""Forms around a bilan."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from allant.web.assessments.enums import Company, Setting
from allant.web.cases.enums import Moment
from allant.web.cases.models import Case

LANGUAGES = [("fr", _("français")), ("en", _("anglais")), ("ar", _("arabe")), ("other", _("autre langue"))]


class BilanForm(forms.Form):
    """The conditions of the interview."""

    moment = forms.ChoiceField(label=_("Moment"), widget=forms.RadioSelect)
    setting = forms.ChoiceField(label=_("Comment ?"), choices=Setting.choices)
    company = forms.ChoiceField(label=_("Qui est présent ?"), choices=Company.choices)
    language = forms.ChoiceField(label=_("En quelle langue ?"), choices=LANGUAGES)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taken = set(case.case_assessments.values_list("moment", flat=True))
        offered = [Moment.MID, Moment.EXIT] if Moment.ENTRY in taken else [Moment.ENTRY]
        self.fields["moment"].choices = [
            (each.value, each.label) for each in offered if each not in taken - {Moment.MID}
        ]
        self.fields["moment"].initial = self.fields["moment"].choices[0][0]
