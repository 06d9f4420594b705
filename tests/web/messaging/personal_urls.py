"""The addresses of the house, and one page that opens by a personal link, as the apps above will have."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path

from allant.web.config.urls import handler400, handler403, handler404, handler500, urlpatterns
from allant.web.messaging.access import personal

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@personal("trial")
def trial(request, link):
    return HttpResponse(f"<h1>Bonjour {link.person.first_name}</h1>")


@personal("homeward")
def homeward(request, link):
    return redirect("home")


urlpatterns = [
    *urlpatterns,
    path("essai/<uuid:link_id>/", trial, name="trial"),
    path("retour/<uuid:link_id>/", homeward, name="homeward"),
]
