from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """The app of grids, answers and stored results."""

    name = "allant.web.assessments"
    label = "assessments"

    def ready(self) -> None:
        from allant.web.assessments.actions import erase_expired
        from allant.web.messaging.work import register

        register("erase-expired-tests", erase_expired)
