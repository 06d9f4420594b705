"""Forms of the list of cases: how it is narrowed, what is done to the ticked lines, the view that is kept."""

from typing import Any
from urllib.parse import parse_qsl, urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from allant.web.accounts.enums import OrganisationKind, Role
from allant.web.accounts.models import Organisation, User
from allant.web.cases.enums import Age, Decision, Stage
from allant.web.cases.models import SavedView
from allant.web.cases.queries import lists
from allant.web.ui.forms import DateInput, WithoutNir

SILENCES = [(30, _("30 jours")), (60, _("60 jours")), (90, _("3 mois")), (180, _("6 mois"))]


class CaseloadForm(forms.Form):
    """How the list is narrowed and sorted. A value that means nothing narrows nothing: an old address still opens."""

    q = forms.CharField(required=False, label=_("Nom, naissance, téléphone ou référence"))
    qui = forms.ChoiceField(required=False, label=_("Suivis par"))
    etat = forms.ChoiceField(
        required=False,
        label=_("État"),
        choices=[
            (lists.OPEN, _("En cours")),
            (lists.CLOSED, _("Terminés")),
            (lists.ANY, _("En cours et terminés")),
        ],
    )
    stade = forms.ChoiceField(
        required=False,
        label=_("Où en est-on ?"),
        choices=[("", _("Peu importe")), *((code, label.capitalize()) for code, label in Stage.choices)],
    )
    sans_contact = forms.TypedChoiceField(
        required=False,
        label=_("Sans nouvelles depuis"),
        coerce=int,
        empty_value=None,
        choices=[("", _("Peu importe")), *SILENCES],
    )
    accompagnement = forms.ChoiceField(
        required=False,
        label=_("Accompagnement décidé"),
        choices=[
            ("", _("Peu importe")),
            (lists.NO_DECISION, _("Pas encore décidé")),
            *((code, label.capitalize()) for code, label in Decision.choices),
        ],
    )
    commune = forms.ModelChoiceField(required=False, label=_("Commune"), queryset=None, empty_label=_("Toutes"))
    prescripteur = forms.ModelChoiceField(
        required=False, label=_("Prescripteur"), queryset=None, empty_label=_("Peu importe")
    )
    age = forms.ChoiceField(
        required=False,
        label=_("Âge"),
        choices=[("", _("Peu importe")), *((code, label.capitalize()) for code, label in Age.choices)],
    )
    etape = forms.BooleanField(required=False, label=_("Une étape est en retard"))
    tri = forms.ChoiceField(required=False, choices=[(name, name) for name in lists.SORTS], label=_("Ordre"))

    MORE = ("stade", "sans_contact", "accompagnement", "commune", "prescripteur", "age", "etape")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisation = user.organisation
        self._whose = lists.EVERYBODY if user.role == Role.MANAGER else lists.MINE
        team = organisation.people.filter(is_active=True).exclude(pk=user.pk)
        self.fields["qui"].choices = [
            (lists.MINE, _("Moi")),
            (lists.EVERYBODY, _("Toute la plateforme")),
            (lists.NOBODY, _("Personne encore")),
            *((str(each.pk), each.full_name) for each in team),
        ]
        self.fields["commune"].queryset = organisation.territory.communes.all()
        self.fields["prescripteur"].queryset = Organisation.objects.filter(
            kind=OrganisationKind.PRESCRIBER, territory=organisation.territory
        )
        self.full_clean()

    @property
    def chosen(self) -> dict[str, Any]:
        """What was chosen and means something."""
        return {name: value for name, value in self.cleaned_data.items() if value not in {None, "", False}}

    def narrowed(self) -> lists.Narrowed:
        """Return what the list is narrowed to."""
        chosen = self.chosen
        return lists.Narrowed(
            search=chosen.get("q", ""),
            whose=chosen.get("qui", self._whose),
            state=chosen.get("etat", lists.OPEN),
            stage=chosen.get("stade", ""),
            commune=chosen["commune"].pk if "commune" in chosen else None,
            prescriber=chosen["prescripteur"].pk if "prescripteur" in chosen else None,
            support=chosen.get("accompagnement", ""),
            silent_days=chosen.get("sans_contact"),
            is_step_late=chosen.get("etape", False),
            age=chosen.get("age", ""),
            sort=chosen.get("tri", lists.NEWEST_FIRST),
        )

    def address(self, **changes: str) -> str:
        """Return the query of the address that shows this list, with changes: the same list has one address."""
        plain = {name: getattr(value, "pk", value) for name, value in self.chosen.items()}
        plain |= {"etape": "on"} if plain.get("etape") else {}
        kept = {name: plain[name] for name in self.fields if name in plain} | changes
        return urlencode(kept)

    def address_without(self, name: str) -> str:
        """Return the query of the address of the same list, less one thing that narrows it."""
        return urlencode([pair for pair in parse_qsl(self.address()) if pair[0] != name])


class SavedViewForm(WithoutNir, forms.ModelForm):
    """A view under a name."""

    class Meta:
        model = SavedView
        fields = ["name", "is_shared"]


class BulkForm(WithoutNir, forms.Form):
    """What is done to the ticked cases, or to all that the list holds."""

    ASSIGN, TASK, EXPORT, PRINT = "assign", "task", "export", "print"
    TICKED, ALL = "ticked", "all"

    action = forms.ChoiceField(choices=[(name, name) for name in (ASSIGN, TASK, EXPORT, PRINT)])
    scope = forms.ChoiceField(choices=[(name, name) for name in (TICKED, ALL)], required=False)
    query = forms.CharField(required=False, max_length=500)
    adviser = forms.ModelChoiceField(queryset=None, required=False)
    title = forms.CharField(required=False, max_length=200, label=_("À faire"))
    due_on = forms.DateField(required=False, widget=DateInput(), label=_("Pour le"))

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["adviser"].queryset = organisation.people.filter(is_active=True)

    @property
    def reads(self) -> str:
        """What the journal says of a list that leaves the screen."""
        return "liste exportée" if self.cleaned_data["action"] == self.EXPORT else "liste imprimée"
