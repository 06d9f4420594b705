"""Forms of workshops: what, where, who leads, on which dates, who comes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from allant.web.accounts.models import Organisation
from allant.web.accounts.queries import open_points
from allant.web.agenda.clock import minutes_between
from allant.web.agenda.forms.fields import Placed, TimeInput, moment_or_error, people_of
from allant.web.agenda.models import Session
from allant.web.ui.forms import DateInput, WithoutNir, WithWhatWasSeen
from allant.web.ui.signature import SignatureForm

MOST_DATES = 12
LONGEST_MIN = 12 * 60


class SessionForm(WithWhatWasSeen, WithoutNir, Placed, forms.ModelForm):
    """A workshop, but for its dates."""

    class Meta:
        model = Session
        fields = ["title", "programme", "reception_point", "address", "capacity", "leaders"]
        widgets = {"programme": forms.Textarea(attrs={"rows": 4}), "leaders": forms.CheckboxSelectMultiple()}

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reception_point"].queryset = open_points(organisation, self.instance.reception_point_id)
        self.fields["reception_point"].empty_label = _("Aucun")
        self.fields["leaders"].queryset = people_of(organisation)
        self.fields["capacity"].widget.attrs |= {"min": 1, "inputmode": "numeric"}

    def clean_capacity(self) -> int:
        capacity = self.cleaned_data["capacity"]
        if capacity < 1:
            raise forms.ValidationError(_("Un atelier a au moins une place. Écrivez 1 ou plus."))
        return capacity


class DateForm(forms.Form):
    """One date of a workshop."""

    day = forms.DateField(label=_("Jour"), widget=DateInput())
    starts = forms.TimeField(label=_("De"), widget=TimeInput())
    ends = forms.TimeField(label=_("À"), widget=TimeInput())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        start = moment_or_error(self, "starts", cleaned.get("day"), cleaned.get("starts"))
        end = moment_or_error(self, "ends", cleaned.get("day"), cleaned.get("ends"))
        if start and end:
            if not 0 < minutes_between(start, end) <= LONGEST_MIN:
                self.add_error("ends", _("La fin vient après le début, le même jour. Vérifiez les heures."))
            cleaned["span"] = (start, end)
        return cleaned


class BaseDates(forms.BaseFormSet):
    """The dates of a workshop: at least one; a line left empty is left out."""

    row_name = _("Date")
    default_error_messages = forms.BaseFormSet.default_error_messages | {
        "too_few_forms": _("Donnez au moins une date, avec ses heures."),
        "too_many_forms": _("Un atelier a %(num)d dates au plus. Annoncez les autres dans un deuxième atelier."),
    }

    def spans(self) -> list[tuple[Any, Any]]:
        """Return the dates that were given."""
        return [form.cleaned_data["span"] for form in self.forms if form.cleaned_data]


Dates = forms.formset_factory(
    DateForm, formset=BaseDates, extra=2, min_num=1, max_num=MOST_DATES, validate_min=True, validate_max=True
)


class GuestForm(WithoutNir, forms.Form):
    """Somebody who takes part and whom the platform does not support: a professional, a volunteer."""

    name = forms.CharField(label=_("Nom"), max_length=120)
    organisation_name = forms.CharField(label=_("Organisation"), max_length=160, required=False)


class PresenceForm(SignatureForm):
    """Somebody signs that they are there."""

    agrees = forms.BooleanField(label=_("Je signe ma présence."), required=False)
