from django.apps import AppConfig


class LearningConfig(AppConfig):
    """The app of lessons and accompanied trips: learning to get about."""

    name = "allant.web.learning"
    label = "learning"

    def ready(self) -> None:
        from allant.web.cases.timeline import register
        from allant.web.learning import timeline

        for source in timeline.ALL:
            register(source)
