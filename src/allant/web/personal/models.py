from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from allant.web.accounts.models import Organisation
from allant.web.people.models import Beneficiary
from allant.web.personal.enums import LONGEST_TEXT, RequestKind


class Request(models.Model):
    """What a person asks about what is kept of them (GDPR art. 15 to 17), and the answer they got."""

    person = models.ForeignKey(Beneficiary, on_delete=models.PROTECT, related_name="requests")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="requests")
    kind = models.CharField(_("demande"), max_length=7, choices=RequestKind.choices)
    text = models.TextField(_("en vos mots"), max_length=LONGEST_TEXT, blank=True)
    asked_at = models.DateTimeField(_("demandé le"), auto_now_add=True)
    answer = models.TextField(_("réponse"), max_length=LONGEST_TEXT, blank=True)
    answered_at = models.DateTimeField(_("répondu le"), null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("demande de la personne")
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["organisation", "answered_at"], name="request_by_organisation")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True, answered_by__isnull=True, answer="")
                | (models.Q(answered_at__isnull=False, answered_by__isnull=False) & ~models.Q(answer="")),
                name="an_answer_has_its_date_and_author",
            ),
            models.CheckConstraint(condition=models.Q(kind__in=RequestKind.values), name="known_request"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.kind} {self.asked_at:%Y-%m-%d}"
