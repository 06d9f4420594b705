from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The app of who read and changed what."""

    name = "allant.web.journal"
    label = "journal"
