from django.urls import path

from allant.web.reaching.views import background, case, sheet, week

app_name = "reaching"
urlpatterns = [
    path("dossiers/<int:case_id>/se-deplacer/", case.case_reach, name="case"),
    path("lieux/<int:place_id>/fiche/", sheet.sheet, name="sheet"),
    path("lieux/<int:place_id>/fiche.pdf", sheet.sheet_pdf, name="sheet-pdf"),
    path("semaines/<uuid:assessment_id>/", week.week, name="week"),
    path("semaines/<uuid:assessment_id>/trajets/", week.trip_add, name="trip-add"),
    path("semaines/<uuid:assessment_id>/comme-a-l-entree/", week.week_copy, name="week-copy"),
    path("semaines/<uuid:assessment_id>/aucun-trajet/", week.week_none, name="week-none"),
    path("semaines/<uuid:assessment_id>/aucun-trajet/annuler/", week.week_none_undo, name="week-none-undo"),
    path("semaines/trajets/<int:trip_id>/", week.trip, name="trip"),
    path("semaines/trajets/<int:trip_id>/retirer/", week.trip_remove, name="trip-remove"),
    path("semaines/trajets/<int:trip_id>/remettre/", week.trip_put_back, name="trip-put-back"),
    path("territoires/<int:territory_id>/fond.geojson", background.background, name="background"),
    path(
        "territoires/<int:territory_id>/tuiles/<int:zoom>/<int:column>/<int:row>",
        background.tile,
        name="tile",
    ),
]
