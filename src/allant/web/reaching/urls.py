from django.urls import path

from allant.web.reaching.views import background, case, needs, places, reach, sheet, week, what_if, workplace

app_name = "reaching"
urlpatterns = [
    path("dossiers/<int:case_id>/se-deplacer/", case.case_reach, name="case"),
    path("dossiers/<int:case_id>/se-deplacer/a-portee/", reach.reach, name="reach"),
    path("dossiers/<int:case_id>/se-deplacer/a-portee/zone.geojson", reach.reach_area, name="area"),
    path("dossiers/<int:case_id>/se-deplacer/et-si/", what_if.what_if, name="what-if"),
    path("dossiers/<int:case_id>/se-deplacer/et-si/parcours/", what_if.what_if_step, name="what-if-step"),
    path("dossiers/<int:case_id>/se-deplacer/et-si/parcours/annuler/", what_if.what_if_undo, name="what-if-undo"),
    path("dossiers/<int:case_id>/se-deplacer/besoins/", needs.needs, name="needs"),
    path("dossiers/<int:case_id>/se-deplacer/lieux-connus/", needs.known_places_named, name="known-places"),
    path("dossiers/<int:case_id>/se-deplacer/lieux/", places.places, name="places"),
    path("dossiers/<int:case_id>/se-deplacer/lieux/ajouter/", places.place_add, name="place-add"),
    path("lieux-ou-etre/<int:place_id>/", places.place, name="place"),
    path("lieux-ou-etre/<int:place_id>/retirer/", places.place_remove, name="place-remove"),
    path("lieux-ou-etre/<int:place_id>/remettre/", places.place_put_back, name="place-put-back"),
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
    path("qui-peut-venir/", workplace.workplace, name="workplace"),
    path("qui-peut-venir/lieux/", workplace.workplace_places, name="workplace-places"),
    path("qui-peut-venir/liste.csv", workplace.workplace_export, name="workplace-export"),
]
