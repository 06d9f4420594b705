from django.urls import path

from allant.web.learning import views

app_name = "learning"
urlpatterns = [
    path("apprendre/", views.lessons, name="lessons"),
    path("apprendre/<slug:code>/<int:number>/", views.lesson, name="lesson"),
    path("apprendre/<slug:code>/fin/", views.lesson_end, name="lesson-end"),
    path("dossiers/<int:case_id>/apprendre/", views.case_learning, name="case"),
    path("dossiers/<int:case_id>/apprendre/<slug:code>/", views.lesson_propose, name="lesson-propose"),
    path("dossiers/<int:case_id>/trajets/nouveau/", views.rehearsal_add, name="rehearsal-add"),
    path("trajets/<int:rehearsal_id>/", views.rehearsal, name="rehearsal"),
    path("trajets/<int:rehearsal_id>/sorties/", views.trip_add, name="trip-add"),
    path("trajets/<int:rehearsal_id>/competences/", views.skills_confirm, name="skills-confirm"),
    path("sorties-trajet/<int:trip_id>/effacer/", views.trip_erase, name="trip-erase"),
]
