from django.urls import include, path

from allant.web.personal.views import person, sheets, team

app_name = "personal"
own = [
    path("", person.home, name="home"),
    path("rendez-vous/<int:appointment_id>/", person.appointment, name="appointment"),
    path("documents/<int:document_id>/", person.document, name="document"),
    path("accords/", person.consents, name="consents"),
    path("lectures/", person.readers, name="readers"),
    path("demandes/", person.requests, name="requests"),
    path("trajets/", sheets.sheets, name="sheets"),
    path("trajets/<int:place_id>/", sheets.sheet, name="sheet"),
    path("lecons/", person.lessons, name="lessons"),
    path("lecons/<slug:code>/<int:number>/", person.lesson, name="lesson"),
    path("lecons/<slug:code>/fin/", person.lesson_end, name="lesson-end"),
]
urlpatterns = [
    path("ma-page/<uuid:link_id>/", include(own)),
    path("dossiers/<int:case_id>/page-personnelle/", team.give, name="give"),
    path("dossiers/<int:case_id>/page-personnelle/fermer/", team.close, name="close"),
    path("demandes/", team.waiting, name="waiting"),
    path("demandes/<int:request_id>/", team.answer, name="request"),
]
