"""The form of a place where people are received."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from allant.web.accounts.models import Organisation, ReceptionPoint
from allant.web.ui.forms import WithoutNir, WithWhatWasSeen


class PlaceForm(WithWhatWasSeen, WithoutNir, forms.ModelForm):
    """What somebody must know to come."""

    class Meta:
        model = ReceptionPoint
        fields = ["name", "address", "commune", "how_to_come", "wheelchair"]
        widgets = {"wheelchair": forms.RadioSelect}
        help_texts = {
            "name": _("Comme les gens l’appellent, par exemple « Maison de la mobilité »."),
            "address": _("Numéro et rue, bâtiment, étage."),
            "how_to_come": _("Arrêt de bus, parking, entrée. Repris dans les rendez-vous."),
        }

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.organisation = organisation
        self.fields["commune"].queryset = organisation.territory.communes.order_by("name")
        self.fields["commune"].empty_label = _("Choisissez…")

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        others = self.instance.organisation.reception_points.filter(name__iexact=name, closed_on__isnull=True)
        if others.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(
                _("Un point d’accueil s’appelle déjà « %(name)s ». Donnez un autre nom."), params={"name": name}
            )
        return name
