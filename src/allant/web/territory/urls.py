from django.urls import path

from allant.web.territory import views

app_name = "territory"
urlpatterns = [
    path("acces/", views.own, name="own"),
    path("territoires/<int:territory_id>/acces/", views.study, name="study"),
    path("territoires/<int:territory_id>/acces/cellules.geojson", views.cells, name="cells"),
    path("territoires/<int:territory_id>/acces/telecharger/<str:kind>", views.download, name="download"),
]
