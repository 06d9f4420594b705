"""The root of all addresses."""

from django.urls import include, path
from django.views.i18n import set_language

from allant.web.accounts.access import public
from allant.web.config import views
from allant.web.ui import views as ui

urlpatterns = [
    path("", views.home, name="home"),
    path("confidentialite/", views.privacy, name="privacy"),
    path("accessibilite/", views.accessibility, name="accessibility"),
    path("langue/", public(set_language), name="set_language"),
    path("", include("allant.web.accounts.urls")),
    path("", include("allant.web.assessments.urls")),
    path("", include("allant.web.day.urls")),
    path("", include("allant.web.cases.urls")),
    path("", include("allant.web.messaging.urls")),
    path("", include("allant.web.documents.urls")),
    path("", include("allant.web.learning.urls")),
    path("", include("allant.web.fleet.urls")),
    path("", include("allant.web.reaching.urls")),
    path("", include("allant.web.territory.urls")),
    path("", include("allant.web.agenda.urls")),
    path("", include("allant.web.personal.urls")),
    path("atelier/", public(ui.gallery), name="gallery"),
]

handler400 = "allant.web.config.views.bad_request"
handler403 = "allant.web.config.views.denied"
handler404 = "allant.web.config.views.not_found"
handler500 = "allant.web.config.views.server_error"
