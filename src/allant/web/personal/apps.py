from django.apps import AppConfig


class PersonalConfig(AppConfig):
    """The app of the person's own page."""

    name = "allant.web.personal"
    label = "personal"

    def ready(self) -> None:
        from allant.web.messaging import links
        from allant.web.personal.actions import PURPOSE

        links.register(PURPOSE, "personal:home")
