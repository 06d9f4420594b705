from django.apps import AppConfig


class CasesConfig(AppConfig):
    """The app of beneficiaries, pathways and exits."""

    name = "allant.web.cases"
    label = "cases"

    def ready(self) -> None:
        from allant.web.cases import timeline
        from allant.web.cases.timeline import pathway, sources

        for source in (*sources.ALL, *pathway.ALL):
            timeline.register(source)
