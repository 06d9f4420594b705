from django.urls import path

from allant.web.accounts import views

app_name = "accounts"
urlpatterns = [
    path("connexion/", views.sign_in, name="sign-in"),
    path("deconnexion/", views.sign_out, name="sign-out"),
    path("brouillons/cle/", views.draft_key, name="draft-key"),
]
