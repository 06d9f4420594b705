from django.apps import AppConfig


class AgendaConfig(AppConfig):
    """The app of tasks, appointments, workshops and the rota."""

    name = "allant.web.agenda"
    label = "agenda"
