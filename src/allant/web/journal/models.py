from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Action(models.TextChoices):
    """What was done to personal data."""

    READ = "read", _("a consulté")
    CREATE = "create", _("a créé")
    CHANGE = "change", _("a modifié")
    ERASE = "erase", _("a effacé")


class Entry(models.Model):
    """One line of the journal. The database itself refuses to change or delete it."""

    at = models.DateTimeField(_("date"), auto_now_add=True, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, verbose_name=_("par"))
    action = models.CharField(_("action"), max_length=8, choices=Action.choices)
    subject_type = models.CharField(_("objet"), max_length=30)
    subject_id = models.CharField(_("référence"), max_length=36)
    detail = models.CharField(_("précision"), max_length=200, blank=True)
    right = models.CharField(_("à quel titre"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("ligne du journal")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "-at"], name="journal_by_subject"),
            models.Index(fields=["by", "-at"], name="journal_by_person"),
        ]
        constraints = [models.CheckConstraint(condition=models.Q(action__in=Action.values), name="known_action")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.subject_type} {self.subject_id}"
