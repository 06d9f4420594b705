from django.apps import AppConfig


class HouseConfig(AppConfig):
    """Holds the templates of the front door and of the pages about the house itself."""

    name = "allant.web.config"
    label = "config"
