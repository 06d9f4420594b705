"""What somebody has to do, by when."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from allant.web.accounts.models import Organisation
from allant.web.agenda.enums import TaskKind
from allant.web.people.models import Beneficiary

STILL_OPEN = models.Q(done_at__isnull=True, dropped_at__isnull=True)


class Task(models.Model):
    """One thing to do in an organisation, about a person or not; without an assignee it is the whole team's."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="tasks")
    person = models.ForeignKey(Beneficiary, on_delete=models.PROTECT, null=True, blank=True, related_name="tasks")
    kind = models.CharField(_("nature"), max_length=12, choices=TaskKind.choices)
    title = models.CharField(_("à faire"), max_length=200)
    address = models.CharField(_("où le faire"), max_length=300, blank=True)
    due_on = models.DateField(_("pour le"))
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="tasks",
        verbose_name=_("confiée à"),
    )
    key = models.CharField(_("clé"), max_length=120, blank=True)
    created_at = models.DateTimeField(_("créée le"), auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    first_due_on = models.DateField(_("d’abord prévue pour le"), null=True)
    postponed_because = models.CharField(_("reportée parce que"), max_length=200, blank=True)
    done_at = models.DateTimeField(_("faite le"), null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    dropped_at = models.DateTimeField(_("devenue sans objet le"), null=True)

    class Meta:
        verbose_name = _("tâche")
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["organisation", "due_on", "id"], condition=STILL_OPEN, name="open_task_by_team"),
            models.Index(
                fields=["organisation", "assignee", "due_on", "id"], condition=STILL_OPEN, name="open_task_by_assignee"
            ),
            models.Index(fields=["organisation", "-done_at"], name="task_done"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=~models.Q(key=""), name="a_key_raises_one_task"),
            models.CheckConstraint(
                condition=models.Q(done_at__isnull=True) | models.Q(dropped_at__isnull=True),
                name="a_task_is_done_or_dropped",
            ),
            models.CheckConstraint(
                condition=models.Q(first_due_on__isnull=True, postponed_because="")
                | (models.Q(first_due_on__isnull=False) & ~models.Q(postponed_because="")),
                name="a_postponed_task_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Does it still await somebody?"""
        return self.done_at is None and self.dropped_at is None
