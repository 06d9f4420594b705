"""What advisers write down: notes, what they said before, and what is not sent yet."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from allant.web.cases.enums import NoteKind
from allant.web.cases.models.case import Case

LONGEST_NOTE = 10_000


class CaseNote(models.Model):
    """A note of a case. Its author may change it for some days; what it said before is kept."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField(_("type"), max_length=12, choices=NoteKind.choices, default=NoteKind.CALL)
    happened_on = models.DateField(_("date"))
    text = models.TextField(_("note"), max_length=LONGEST_NOTE)
    minutes = models.PositiveSmallIntegerField(_("temps passé en minutes"), null=True, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("écrite le"))

    class Meta:
        verbose_name = _("note")
        ordering = ["-happened_on", "-written_at", "-pk"]
        indexes = [models.Index(fields=["case", "-happened_on"], name="note_by_case")]

    def __str__(self) -> str:
        return f"{self.case} {self.happened_on}"


class NoteVersion(models.Model):
    """What a note said before it was changed."""

    note = models.ForeignKey(CaseNote, on_delete=models.CASCADE, related_name="versions")
    kind = models.CharField(_("type"), max_length=12, choices=NoteKind.choices)
    happened_on = models.DateField(_("date"))
    text = models.TextField(_("note"))
    minutes = models.PositiveSmallIntegerField(_("temps passé en minutes"), null=True)
    replaced_at = models.DateTimeField(_("remplacée le"), auto_now_add=True)
    replaced_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("version de la note")
        ordering = ["-replaced_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.note} {self.replaced_at:%Y-%m-%d %H:%M}"


class NoteDraft(models.Model):
    """A note being written: one per author and case, seen by its author only, gone once the note is sent."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    fields = models.JSONField(_("ce qui est tapé"))
    saved_at = models.DateTimeField(_("gardé le"), auto_now=True)

    class Meta:
        verbose_name = _("brouillon de note")
        constraints = [models.UniqueConstraint(fields=["case", "author"], name="one_draft_per_case_and_author")]

    def __str__(self) -> str:
        return f"{self.case} {self.author}"
