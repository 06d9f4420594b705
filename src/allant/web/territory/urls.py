from django.urls import path

from allant.web.territory import change_views, views

app_name = "territory"
urlpatterns = [
    path("acces/", views.own, name="own"),
    path("territoires/<int:territory_id>/acces/", views.study, name="study"),
    path("territoires/<int:territory_id>/acces/cellules.geojson", views.cells, name="cells"),
    path("territoires/<int:territory_id>/acces/telecharger/<str:kind>", views.download, name="download"),
    path("territoires/<int:territory_id>/bus-pas-pris/", views.unused, name="unused"),
    path("territoires/<int:territory_id>/et-si/", change_views.whatif, name="whatif"),
    path("territoires/<int:territory_id>/et-si/<slug:slug>/", change_views.one, name="comparison"),
    path("territoires/<int:territory_id>/et-si/<slug:slug>/cellules.geojson", change_views.gains, name="gains"),
]
