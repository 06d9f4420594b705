from django.apps import AppConfig


class CasesConfig(AppConfig):
    """The app of beneficiaries, pathways and exits."""

    name = "allant.web.cases"
    label = "cases"

    def ready(self) -> None:
        from allant.web.cases import asking, timeline
        from allant.web.cases.timeline import around, pathway, sources
        from allant.web.messaging import links
        from allant.web.messaging.work import register

        for source in (*sources.ALL, *pathway.ALL, *around.ALL):
            timeline.register(source)
        links.register(asking.PURPOSE, "cases:news")
        register("ask-for-news", asking.ask_for_news)
