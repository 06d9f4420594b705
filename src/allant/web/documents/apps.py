from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """The app of stored files, PDF and checkable codes."""

    name = "allant.web.documents"
    label = "documents"
