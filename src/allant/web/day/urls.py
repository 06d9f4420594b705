from django.urls import path

from allant.web.day import views

app_name = "day"
urlpatterns = [
    path("aujourdhui/", views.today, name="today"),
    path("chercher/", views.search, name="search"),
    path("raccourcis/", views.shortcuts, name="shortcuts"),
]
