from django.apps import AppConfig


class FleetConfig(AppConfig):
    """The app of vehicles and bikes that a platform lends or rents."""

    name = "allant.web.fleet"
    label = "fleet"

    def ready(self) -> None:
        from allant.web.cases.timeline import register as register_moments
        from allant.web.fleet import jobs, timeline
        from allant.web.messaging.jobs import register as register_job

        register_moments(timeline.moments_of_loans)
        register_job("fleet.returns", jobs.watch_returns, every=jobs.EVERY)
