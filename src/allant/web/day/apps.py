from django.apps import AppConfig


class DayConfig(AppConfig):
    """The app of the working day: what awaits each person who works here, and the search."""

    name = "allant.web.day"
    label = "day"
