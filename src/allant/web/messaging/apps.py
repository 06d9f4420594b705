from django.apps import AppConfig


class MessagingConfig(AppConfig):
    """The app of what is sent to people: mail, SMS, letters, personal links, and the worker that sends."""

    name = "allant.web.messaging"
    label = "messaging"

    def ready(self) -> None:
        from allant.web.documents.actions import erase_removed, sweep_orphans
        from allant.web.documents.guessing import forget_failures
        from allant.web.messaging.retention import erase_texts
        from allant.web.messaging.work import register

        register("erase-removed-documents", lambda now: erase_removed(now=now))
        register("sweep-files-without-row", lambda now: sweep_orphans(now=now))
        register("erase-old-texts", lambda now: erase_texts(now=now))
        register("forget-failed-tries", lambda now: forget_failures(now=now))
