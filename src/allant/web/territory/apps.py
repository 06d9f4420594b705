from django.apps import AppConfig


class TerritoryConfig(AppConfig):
    """The app of a whole territory: what its people reach without a car, and where they reach nothing."""

    name = "allant.web.territory"
    label = "territory"
