"""The person who is helped."""

from collections.abc import Callable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from allant.web.accounts.models import Commune
from allant.web.people.enums import Reach, Spoken
from allant.web.people.names import LONGEST_KEY, birth_key, name_key


class DerivedCharField(models.CharField):
    """A text computed from its row each time the row is written; migrations know it as a plain text."""

    def __init__(self, *args: Any, derive: Callable[[Any], str] | None = None, **kwargs: Any) -> None:
        self._derive = derive
        super().__init__(*args, editable=False, **{key: value for key, value in kwargs.items() if key != "editable"})

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def pre_save(self, instance: models.Model, add: bool) -> str:
        if self._derive is not None:
            setattr(instance, self.attname, self._derive(instance))
        return super().pre_save(instance, add)


def _name_key(person: "Beneficiary") -> str:
    return name_key(person.first_name, person.last_name)


def _birth_key(person: "Beneficiary") -> str:
    # A date given as text, as forms and files do, is read when the row is read again.
    birth_date = Beneficiary._meta.get_field("birth_date").to_python(person.birth_date)
    return birth_key(person.first_name, person.last_name, birth_date)


class Beneficiary(models.Model):
    """A person who is helped: only what is needed to recognise and reach them. No NIR, no diagnosis."""

    first_name = models.CharField(_("prénom"), max_length=100)
    last_name = models.CharField(_("nom"), max_length=100)
    birth_date = models.DateField(_("date de naissance"), null=True, blank=True)
    phone = models.CharField(_("téléphone"), max_length=16, blank=True)
    email = models.EmailField(_("adresse électronique"), blank=True)
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("commune"))
    address = models.CharField(_("adresse postale"), max_length=200, blank=True)
    language = models.CharField(_("langue"), max_length=8, choices=Spoken.choices, default=Spoken.FRENCH)
    needs_interpreter = models.BooleanField(_("a besoin d’un interprète"), default=False)
    prefers = models.CharField(_("préfère être joint·e"), max_length=8, choices=Reach.choices, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    """The person whom this one turned out to be; a row that was merged is kept, without files."""
    name_key = DerivedCharField(_("nom sans accent"), max_length=LONGEST_KEY, blank=True, derive=_name_key)
    birth_key = DerivedCharField(_("naissance et initiales"), max_length=10, blank=True, derive=_birth_key)

    class Meta:
        verbose_name = _("bénéficiaire")
        indexes = [
            models.Index(fields=["name_key"], name="person_by_name"),
            models.Index(fields=["birth_key"], name="person_by_birth", condition=~models.Q(birth_key="")),
            models.Index(fields=["phone"], name="person_by_phone", condition=~models.Q(phone="")),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def short_name(self) -> str:
        """First name and initial: enough on a screen that others may see."""
        return f"{self.first_name} {self.last_name[:1]}."
