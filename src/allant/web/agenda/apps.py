from django.apps import AppConfig


class AgendaConfig(AppConfig):
    """The app of tasks, appointments, workshops and the rota."""

    name = "allant.web.agenda"
    label = "agenda"

    def ready(self) -> None:
        from allant.web.agenda.actions import reminders
        from allant.web.messaging.work import register

        register("appointment-reminders", reminders.send_due, every=reminders.EVERY)
