from django.apps import AppConfig


class PersonalConfig(AppConfig):
    """The app of the person's own page."""

    name = "allant.web.personal"
    label = "personal"

    def ready(self) -> None:
        from allant.web.cases import carrying
        from allant.web.messaging import links
        from allant.web.personal import actions
        from allant.web.personal.actions import PURPOSE
        from allant.web.personal.models import Request

        links.register(PURPOSE, "personal:home")
        carrying.register(Request, actions.carry_requests)
