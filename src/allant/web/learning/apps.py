from django.apps import AppConfig


class LearningConfig(AppConfig):
    """The app of lessons and accompanied trips: learning to get about."""

    name = "allant.web.learning"
    label = "learning"
