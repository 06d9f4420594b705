"""What the team fills in around the person's page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from allant.web.personal.enums import LONGEST_TEXT
from allant.web.ui.forms import WithoutNir
from allant.web.ui.languages import LANGUAGES


class OpenPageForm(forms.Form):
    """In which language, and whether the link is sent."""

    language = forms.ChoiceField(label=_("Langue du message"), choices=[(each.code, each.name) for each in LANGUAGES])
    is_sent = forms.BooleanField(label=_("Envoyer le lien à la personne"), required=False)


class AnswerForm(WithoutNir, forms.Form):
    """The answer that the person reads on their page."""

    text = forms.CharField(
        label=_("Votre réponse"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("La personne la lira sur sa page. Écrivez simplement : ce qui est fait, et ce qui ne l’est pas."),
    )
