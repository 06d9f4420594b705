"""E-mail, by the SMTP server of ALLANT_MAIL_URL."""

import smtplib
from email.utils import formataddr
from types import TracebackType

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from allant.web.messaging.channels import PostponedError, RefusedError, UnreachableError
from allant.web.messaging.models import Message
from allant.web.ui.languages import language

PERMANENT = 500
"""From this reply code on, an SMTP server says that it will not change its mind (RFC 5321, 4.2.1)."""


def is_configured() -> bool:
    """Is there a server to hand mail to?"""
    return bool(settings.EMAIL_HOST)


class Mail:
    """One connection to the server, kept from one message to the next."""

    def __enter__(self) -> "Mail":
        self._server = EmailBackend()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._hang_up()

    def send(self, message: Message) -> str:
        """Hand one message to the server."""
        try:
            self._server.open()
            self._server.send_messages([_as_mail(message)])
        except Exception as error:
            self._hang_up()
            raise _in_words(error) from error
        return ""

    def _hang_up(self) -> None:
        try:
            self._server.close()
        except (OSError, smtplib.SMTPException):
            # The connection is broken already: there is nobody to say goodbye to.
            self._server.connection = None


def _as_mail(message: Message) -> EmailMessage:
    organisation = message.organisation
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2]
    return EmailMessage(
        subject=" ".join(message.subject.split()),
        body=message.body,
        from_email=formataddr((organisation.name, settings.DEFAULT_FROM_EMAIL)),
        to=[message.address],
        reply_to=[organisation.email] if organisation.email else None,
        headers={
            # The same at each try, so that a mailbox which gets it twice can tell.
            "Message-ID": f"<allant.{message.pk}.{message.created_at:%Y%m%d%H%M%S}@{domain}>",
            "Auto-Submitted": "auto-generated",
            "Content-Language": language(message.language).html,
        },
    )


def _in_words(error: Exception) -> Exception:
    """Return what an SMTP error means for the message."""
    match error:
        case smtplib.SMTPRecipientsRefused():
            code, text = next(iter(error.recipients.values()))
            if code >= PERMANENT:
                return RefusedError(f"Le serveur de courrier refuse cette adresse ({code} {_plain(text)}).")
            return PostponedError(f"La boîte du destinataire ne répond pas pour l’instant ({code} {_plain(text)}).")
        case smtplib.SMTPAuthenticationError():
            return UnreachableError("Le serveur de courrier refuse notre identifiant. Vérifiez ALLANT_MAIL_URL.")
        case smtplib.SMTPSenderRefused():
            return UnreachableError(
                f"Le serveur de courrier refuse notre adresse d’envoi ({error.smtp_code}). Vérifiez ALLANT_MAIL_FROM."
            )
        case smtplib.SMTPDataError() if error.smtp_code >= PERMANENT:
            return RefusedError(
                f"Le serveur de courrier refuse ce message ({error.smtp_code} {_plain(error.smtp_error)})."
            )
        case smtplib.SMTPDataError():
            return PostponedError(f"Le serveur de courrier reporte ce message ({error.smtp_code}).")
        case smtplib.SMTPException() | OSError():
            return UnreachableError("Le serveur de courrier ne répond pas. Les messages attendent.")
        case UnicodeError() | ValueError():
            return RefusedError(f"Ce message ne peut pas être mis en forme : {error}.")
        case _:
            return error


def _plain(text: object) -> str:
    said = text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
    return " ".join(said.split())
