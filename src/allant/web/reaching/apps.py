from django.apps import AppConfig


class ReachingConfig(AppConfig):
    """The app of a person's reach: where they go each week, and what they give up."""

    name = "allant.web.reaching"
    label = "reaching"
