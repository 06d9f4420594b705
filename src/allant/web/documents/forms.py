"""The forms by which a file is added and a paper is checked."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from allant.parameters import parameter
from allant.web.documents import codes, signatures
from allant.web.documents.actions.files import largest_mb, too_large
from allant.web.documents.enums import DocumentKind
from allant.web.ui.forms import WithoutNir


class DocumentForm(WithoutNir, forms.Form):
    """One file, what it is and its title. The file itself is judged by `actions.keep_file`."""

    upload = forms.FileField(label=_("Fichier"))
    kind = forms.ChoiceField(label=_("De quoi s’agit-il ?"), choices=DocumentKind.choices, initial=DocumentKind.OTHER)
    title = forms.CharField(
        label=_("Intitulé"), max_length=160, required=False, help_text=_("Sans intitulé, le nom du fichier est repris.")
    )

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        photo, other = (largest_mb(each.media_type) for each in (signatures.JPEG_KIND, signatures.PDF_KIND))
        accepted = ",".join(f".{each}" for kind in signatures.ACCEPTED for each in kind.extensions)
        field = self.fields["upload"]
        field.help_text = _(
            "Photo (%(photo)s Mo au plus, elle sera réduite), PDF, docx ou odt (%(other)s Mo au plus). "
            "Cachez le numéro de sécurité sociale avant de prendre un papier en photo."
        ) % {"photo": photo, "other": other}
        field.widget.attrs |= {
            "accept": accepted,
            "data-largest-photo-mb": photo,
            "data-largest-file-mb": other,
            "data-too-large": _(
                "Ce fichier pèse {size} Mo ; le plus que nous gardons est {limit} Mo. "
                "Prenez une photo du papier, ou envoyez les pages une par une."
            ),
        }

    def clean(self) -> dict[str, Any]:
        if skipped := getattr(self.request, "too_large", ""):
            self.errors.pop("upload", None)
            refused = too_large(skipped, None, int(parameter("documents/largest_photo")))
            self.add_error("upload", f"{refused.rule} {refused.remedy}")
        return super().clean()


class CheckForm(forms.Form):
    """What somebody reads on a paper: its code and a last name."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("8 lettres et chiffres, par exemple K7QX-M4TD. Jamais de 0, de 1, de I, de L ni de O."),
        widget=forms.TextInput(
            attrs={"class": "code-input", "autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Écrivez le code qui est sur le papier.")},
    )
    last_name = forms.CharField(
        label=_("Nom de famille"),
        max_length=100,
        help_text=_("Celui de la personne, tel qu’il est écrit sur le papier."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Écrivez le nom de famille qui est sur le papier.")},
    )

    def clean_code(self) -> str:
        typed = self.cleaned_data["code"]
        if not codes.is_well_formed(codes.normalise(typed)):
            raise forms.ValidationError(
                _("Un code compte 8 caractères, sans 0, 1, I, L ni O. Relisez-le sur le papier.")
            )
        return typed
