from django.urls import path

from allant.web.assessments import views

app_name = "assessments"
urlpatterns = [
    path("test/", views.test_start, name="test"),
    path("test/question/<slug:code>/", views.test_question, name="test-question"),
    path("test/resultat/", views.test_result, name="test-result"),
    path("test/code/", views.test_code, name="test-code"),
    path("test/code/retirer/", views.test_withdraw, name="test-withdraw"),
    path("test/effacer/", views.test_erase, name="test-erase"),
    path("grille/", views.grids, name="grids"),
    path("grille/<str:grid_id>/", views.grid, name="grid"),
    path("code/", views.redeem, name="redeem"),
    path("code/<slug:code>/", views.redeem, name="redeem-code"),
]
