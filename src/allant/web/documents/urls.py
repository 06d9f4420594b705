from django.urls import path

from allant.web.documents import views

app_name = "documents"
urlpatterns = [
    path("verifier/", views.check, name="check"),
    path("documents/<int:document_id>/", views.download, name="download"),
    path("documents/<int:document_id>/retirer/", views.remove, name="remove"),
    path("documents/<int:document_id>/remettre/", views.restore, name="restore"),
]
