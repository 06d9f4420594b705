import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allant.web.accounts.models import Organisation
from allant.web.messaging.enums import Channel, State
from allant.web.people.models import Beneficiary


class Message(models.Model):
    """One message to one recipient, as it is sent. Written with what causes it, sent afterwards by the worker."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, verbose_name=_("organisation"))
    person = models.ForeignKey(Beneficiary, on_delete=models.PROTECT, null=True, verbose_name=_("personne"))
    channel = models.CharField(_("moyen"), max_length=6, choices=Channel.choices)
    recipient = models.CharField(_("destinataire"), max_length=200, blank=True)
    address = models.CharField(_("adresse"), max_length=400, blank=True)
    language = models.CharField(_("langue"), max_length=10, default="fr")
    subject = models.CharField(_("objet"), max_length=200, blank=True)
    body = models.TextField(_("texte"), blank=True)
    about = models.CharField(_("à propos de"), max_length=60, blank=True)
    key = models.CharField(_("clé"), max_length=100, blank=True)
    state = models.CharField(_("état"), max_length=9, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("essais"), default=0)
    next_try_at = models.DateTimeField(_("prochain essai"), default=timezone.now)
    lease = models.UUIDField(_("bail"), null=True)
    leased_until = models.DateTimeField(_("bail jusqu’à"), null=True)
    last_error = models.CharField(_("dernière erreur"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("écrit le"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("écrit par")
    )
    settled_at = models.DateTimeField(_("réglé le"), null=True)
    """When it was sent, printed, given up or cancelled."""
    text_erased_at = models.DateTimeField(_("texte effacé le"), null=True)
    """When what was said was erased (`retention`); that something was said stays."""
    receipt = models.CharField(_("accusé du prestataire"), max_length=100, blank=True)
    delivered_at = models.DateTimeField(_("remis le"), null=True)
    """When the gateway said that the telephone got it; None where nobody says so."""

    class Meta:
        verbose_name = _("message")
        indexes = [
            models.Index(
                fields=["next_try_at", "id"],
                condition=models.Q(state=State.WAITING) & ~models.Q(channel=Channel.LETTER),
                name="message_to_send",
            ),
            models.Index(fields=["leased_until"], condition=models.Q(state=State.SENDING), name="message_on_lease"),
            models.Index(fields=["organisation", "state", "-created_at"], name="message_by_organisation"),
            models.Index(fields=["person", "organisation", "-created_at"], name="message_by_person"),
            models.Index(
                fields=["settled_at"],
                condition=models.Q(settled_at__isnull=False, text_erased_at__isnull=True),
                name="message_text_to_erase",
            ),
            models.Index(fields=["receipt"], condition=~models.Q(receipt=""), name="message_by_receipt"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=~models.Q(key="") & ~models.Q(state=State.CANCELLED),
                name="one_message_per_key",
            ),
            models.CheckConstraint(condition=models.Q(channel__in=Channel.values), name="message_channel_known"),
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="message_state_known"),
            models.CheckConstraint(
                condition=models.Q(state=State.SENDING, lease__isnull=False, leased_until__isnull=False)
                | (~models.Q(state=State.SENDING) & models.Q(lease__isnull=True, leased_until__isnull=True)),
                name="message_on_lease_while_sending",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[State.WAITING, State.SENDING], settled_at__isnull=True)
                | (~models.Q(state__in=[State.WAITING, State.SENDING]) & models.Q(settled_at__isnull=False)),
                name="message_settled_once_over",
            ),
            models.CheckConstraint(
                condition=models.Q(text_erased_at__isnull=True) | models.Q(body="", settled_at__isnull=False),
                name="a_text_is_erased_once_the_message_is_over",
            ),
            models.CheckConstraint(
                condition=models.Q(channel=Channel.LETTER) | ~models.Q(address=""), name="only_a_letter_has_no_address"
            ),
            models.CheckConstraint(
                condition=models.Q(channel=Channel.LETTER) | ~models.Q(state=State.PRINTED),
                name="only_a_letter_is_printed",
            ),
            models.CheckConstraint(
                condition=models.Q(delivered_at__isnull=True) | models.Q(state=State.SENT),
                name="only_what_was_sent_is_delivered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.recipient or self.address} ({self.get_state_display()})"

    @property
    def is_waiting_letter(self) -> bool:
        """Does it wait to be printed?"""
        return self.channel == Channel.LETTER and self.state == State.WAITING


class PersonalLink(models.Model):
    """A door for somebody without an account. The token and the code themselves are kept nowhere, only their prints."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purpose = models.CharField(_("usage"), max_length=30)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, verbose_name=_("organisation"))
    person = models.ForeignKey(Beneficiary, on_delete=models.PROTECT, null=True, verbose_name=_("personne"))
    subject_type = models.CharField(_("objet"), max_length=30, blank=True)
    subject_id = models.CharField(_("référence"), max_length=36, blank=True)
    token_hash = models.CharField(_("empreinte du lien"), max_length=64, unique=True)
    code_hash = models.CharField(_("empreinte du code"), max_length=64, blank=True)
    """Empty when the link opens without a code."""
    created_at = models.DateTimeField(_("ouvert le"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("ouvert par")
    )
    expires_at = models.DateTimeField(_("expire le"))
    revoked_at = models.DateTimeField(_("retiré le"), null=True)
    last_used_at = models.DateTimeField(_("dernier usage"), null=True)

    class Meta:
        verbose_name = _("lien personnel")
        indexes = [models.Index(fields=["person", "purpose"], name="link_by_person")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(subject_type="", subject_id="")
                | (~models.Q(subject_type="") & ~models.Q(subject_id="")),
                name="link_subject_whole",
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.person or self.organisation}"

    @property
    def is_open(self) -> bool:
        """Does it still open something?"""
        return self.revoked_at is None and timezone.now() < self.expires_at


class Job(models.Model):
    """A piece of work that comes back: when it is due, who does it now, how the last time went."""

    name = models.CharField(_("nom"), max_length=60, primary_key=True)
    due_at = models.DateTimeField(_("à faire le"))
    lease = models.UUIDField(_("bail"), null=True)
    leased_until = models.DateTimeField(_("bail jusqu’à"), null=True)
    done_at = models.DateTimeField(_("fait le"), null=True)
    done_count = models.PositiveIntegerField(_("éléments traités"), default=0)
    last_error = models.CharField(_("dernière erreur"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("tâche de fond")

    def __str__(self) -> str:
        return self.name


class Worker(models.Model):
    """A worker that lives, or lived: it says so every few seconds."""

    name = models.CharField(_("nom"), max_length=120, primary_key=True)
    started_at = models.DateTimeField(_("démarré le"))
    seen_at = models.DateTimeField(_("vu le"), db_index=True)
    stopped_at = models.DateTimeField(_("arrêté le"), null=True)

    class Meta:
        verbose_name = _("facteur")

    def __str__(self) -> str:
        return self.name
