"""Files that are kept outside the web root."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allant.parameters import parameter
from allant.web.accounts.models import Organisation
from allant.web.documents.enums import DocumentKind
from allant.web.documents.signatures import PHOTOS
from allant.web.people.models import Beneficiary


class Document(models.Model):
    """A file that an organisation keeps, as a rule about one person; its bytes lie in `documents.storage`."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="documents")
    person = models.ForeignKey(
        Beneficiary,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=_("personne"),
    )
    kind = models.CharField(_("nature"), max_length=12, choices=DocumentKind.choices)
    title = models.CharField(_("intitulé"), max_length=160)
    stored_name = models.CharField(_("nom rangé"), max_length=40, unique=True)
    original_name = models.CharField(_("nom du fichier"), max_length=160)
    size = models.PositiveIntegerField(_("taille en octets"))
    media_type = models.CharField(_("type"), max_length=80)
    sha256 = models.CharField(_("empreinte"), max_length=64)
    added_at = models.DateTimeField(_("ajouté le"), default=timezone.now)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    removed_at = models.DateTimeField(_("retiré le"), null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("document")
        ordering = ["-added_at", "-pk"]
        indexes = [
            models.Index(fields=["organisation", "person", "-added_at"], name="document_by_person"),
            models.Index(
                fields=["organisation", "-added_at"],
                condition=Q(removed_at__isnull=True),
                name="document_by_date",
            ),
            models.Index(fields=["removed_at"], condition=Q(removed_at__isnull=False), name="document_removed"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=DocumentKind.values), name="known_document_kind"),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="removed_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_shown_in_place(self) -> bool:
        """Can a browser show it in a sandbox? Pictures only: the PDF viewers of browsers refuse to start in one."""
        return self.media_type in PHOTOS

    @property
    def erased_after(self) -> datetime.datetime | None:
        """Until when a removed file can still be brought back."""
        if self.removed_at is None:
            return None
        return self.removed_at + datetime.timedelta(days=int(parameter("documents/removal_undo")))
