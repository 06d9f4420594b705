from django.apps import AppConfig


class ReachingConfig(AppConfig):
    """The app of a person's reach: where they go each week, and what they give up."""

    name = "allant.web.reaching"
    label = "reaching"

    def ready(self) -> None:
        from allant.web.assessments.surroundings import register as register_surroundings
        from allant.web.cases.before_after import register as register_before_after
        from allant.web.cases.timeline import register as register_moments
        from allant.web.messaging.jobs import register as register_job
        from allant.web.reaching import jobs, timeline
        from allant.web.reaching.before_after import before_after_of
        from allant.web.reaching.surroundings import surroundings_of_bilan

        for source in timeline.ALL:
            register_moments(source)
        register_job("reaching.removed-trips", jobs.forget_removed_trips, every=jobs.EVERY)
        register_surroundings(surroundings_of_bilan)
        register_before_after(before_after_of)
