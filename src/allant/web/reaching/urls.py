from django.urls import path

from allant.web.reaching import views

app_name = "reaching"
urlpatterns = [
    path("dossiers/<int:case_id>/se-deplacer/", views.case_reach, name="case"),
    path("semaines/<uuid:assessment_id>/", views.week, name="week"),
    path("semaines/<uuid:assessment_id>/trajets/", views.trip_add, name="trip-add"),
    path("semaines/<uuid:assessment_id>/comme-a-l-entree/", views.week_copy, name="week-copy"),
    path("semaines/trajets/<int:trip_id>/", views.trip, name="trip"),
    path("semaines/trajets/<int:trip_id>/retirer/", views.trip_remove, name="trip-remove"),
    path("semaines/trajets/<int:trip_id>/remettre/", views.trip_put_back, name="trip-put-back"),
]
