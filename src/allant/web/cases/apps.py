from django.apps import AppConfig


class CasesConfig(AppConfig):
    """The app of beneficiaries, pathways and exits."""

    name = "allant.web.cases"
    label = "cases"
