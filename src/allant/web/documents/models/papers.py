"""Papers that are worth something: made once, never changed, signed, and checked by their code."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allant.web.accounts.models import Organisation
from allant.web.documents.enums import PaperKind, Party
from allant.web.documents.models.codes import Code
from allant.web.documents.models.files import Document
from allant.web.people.models import Beneficiary


class Paper(models.Model):
    """A paper as it was made. `content` is what its page, its PDF and its text show; the database refuses a change."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="papers")
    person = models.ForeignKey(Beneficiary, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(_("nature"), max_length=12, choices=PaperKind.choices)
    title = models.CharField(_("titre"), max_length=200)
    language = models.CharField(_("langue"), max_length=12, default="fr")
    content = models.JSONField(_("contenu"))
    text = models.TextField(_("texte entier"))
    sha256 = models.CharField(_("empreinte du texte"), max_length=64)
    made_at = models.DateTimeField(_("fait le"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    valid_until = models.DateField(_("valable jusqu’au"), null=True)
    holder_key = models.CharField(_("nom du porteur, sans accent"), max_length=100, blank=True)
    code = models.OneToOneField(Code, on_delete=models.PROTECT, null=True, related_name="paper")

    class Meta:
        verbose_name = _("papier")
        ordering = ["-made_at", "-pk"]
        indexes = [
            models.Index(fields=["organisation", "person", "-made_at"], name="paper_by_person"),
            models.Index(
                fields=["organisation", "valid_until"],
                condition=Q(valid_until__isnull=False),
                name="paper_by_end",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PaperKind.values), name="known_paper_kind"),
            models.CheckConstraint(
                condition=Q(code__isnull=True) | (Q(code__isnull=False, valid_until__isnull=False) & ~Q(holder_key="")),
                name="a_checkable_paper_has_holder_and_end",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_withdrawn(self) -> bool:
        return hasattr(self, "withdrawal")

    def is_expired(self, today: datetime.date | None = None) -> bool:
        """Is its last day over?"""
        return self.valid_until is not None and (today or timezone.localdate()) > self.valid_until


class Signature(models.Model):
    """Somebody signed a paper: by hand on the screen, by typing their name, or on the printed sheet, scanned."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="signatures")
    party = models.CharField(_("en tant que"), max_length=12, choices=Party.choices)
    name = models.CharField(_("nom"), max_length=200)
    path = models.TextField(_("tracé"), blank=True)
    is_typed = models.BooleanField(_("nom tapé"), default=False)
    scan = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("scan"))
    sha256 = models.CharField(_("empreinte du texte signé"), max_length=64)
    signed_at = models.DateTimeField(_("signé le"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("signature")
        ordering = ["signed_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "party"], name="each_party_signs_once"),
            models.CheckConstraint(condition=Q(party__in=Party.values), name="known_party"),
            models.CheckConstraint(
                condition=(~Q(path="") & Q(is_typed=False, scan__isnull=True))
                | Q(path="", is_typed=True, scan__isnull=True)
                | Q(path="", is_typed=False, scan__isnull=False),
                name="signed_in_one_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.signed_at:%Y-%m-%d}"


class Withdrawal(models.Model):
    """A paper that is worth nothing any more, since when and why; it stays to be seen."""

    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="withdrawal")
    at = models.DateTimeField(_("retiré le"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("motif"), max_length=200)

    class Meta:
        verbose_name = _("retrait")

    def __str__(self) -> str:
        return f"{self.paper} {self.at:%Y-%m-%d}"
