"""What the search finds people by."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from allant.web.accounts.models import Organisation
from allant.web.people.models.beneficiary import Beneficiary


class SearchKey(models.Model):
    """One way by which an organisation finds a person: a word of their name, birth date, phone or case reference.

    Bytes, because a range of them is a prefix in every database, whatever its language.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, db_index=False, related_name="+")
    person = models.ForeignKey(Beneficiary, on_delete=models.CASCADE, related_name="search_keys")
    key = models.BinaryField(_("clé"), max_length=240)

    class Meta:
        verbose_name = _("clé de recherche")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key", "person"], name="search_key_once_per_person")
        ]

    def __str__(self) -> str:
        return bytes(self.key).decode()


class Spelling(models.Model):
    """A known word of names under each key by which a slip of the hand still finds it."""

    key = models.CharField(_("clé"), max_length=60)
    word = models.CharField(_("mot"), max_length=60, db_index=True)

    class Meta:
        verbose_name = _("orthographe")
        constraints = [models.UniqueConstraint(fields=["key", "word"], name="spelling_once")]

    def __str__(self) -> str:
        return f"{self.key} {self.word}"
