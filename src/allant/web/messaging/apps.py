from django.apps import AppConfig


class MessagingConfig(AppConfig):
    """The app of what is sent to people: mail, SMS, letters, personal links, and the worker that sends."""

    name = "allant.web.messaging"
    label = "messaging"
