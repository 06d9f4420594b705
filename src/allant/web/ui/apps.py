from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "allant.web.ui"
    label = "ui"
