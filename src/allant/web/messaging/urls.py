from django.urls import path

from allant.web.messaging.views import links

app_name = "messaging"
urlpatterns = [
    path("lien/<str:token>/", links.link, name="link"),
]
