from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The app of the fictional territory."""

    name = "allant.web.demo"
    label = "demo"
