from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The app of the people who are helped: identity, contacts, household, consents."""

    name = "allant.web.people"
    label = "people"
