from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """The app of grids, answers and stored results."""

    name = "allant.web.assessments"
    label = "assessments"
