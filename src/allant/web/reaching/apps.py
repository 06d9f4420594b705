from django.apps import AppConfig


class ReachingConfig(AppConfig):
    """The app of a person's reach: where they go each week, and what they give up."""

    name = "allant.web.reaching"
    label = "reaching"

    def ready(self) -> None:
        from allant.web.cases.timeline import register as register_moments
        from allant.web.messaging.jobs import register as register_job
        from allant.web.reaching import jobs, timeline

        for source in timeline.ALL:
            register_moments(source)
        register_job("reaching.removed-trips", jobs.forget_removed_trips, every=jobs.EVERY)
