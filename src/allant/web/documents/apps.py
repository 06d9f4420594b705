from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """The app of checkable codes."""

    name = "allant.web.documents"
    label = "documents"
