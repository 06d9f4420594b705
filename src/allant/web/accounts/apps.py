from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The app of organisations, people who work and their roles."""

    name = "allant.web.accounts"
    label = "accounts"
