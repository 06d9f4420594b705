from django.urls import path

from allant.web.cases.views import bilans, figures, files, imports, pathways, timeline

app_name = "cases"
urlpatterns = [
    path("dossiers/", files.case_list, name="list"),
    path("dossiers/nouveau/", files.case_new, name="new"),
    path("dossiers/importer/", imports.import_new, name="import-new"),
    path("dossiers/importer/<int:import_id>/", imports.import_page, name="import"),
    path("dossiers/importer/<int:import_id>/confirmer/", imports.import_confirm, name="import-confirm"),
    path("dossiers/importer/<int:import_id>/abandonner/", imports.import_drop, name="import-drop"),
    path("dossiers/<int:case_id>/", files.case_page, name="case"),
    path("dossiers/<int:case_id>/fil/", timeline.case_timeline, name="timeline"),
    path("dossiers/<int:case_id>/modifier/", files.case_edit, name="edit"),
    path("dossiers/<int:case_id>/decision/", files.decide, name="decide"),
    path("dossiers/<int:case_id>/journal/", files.case_journal, name="journal"),
    path("dossiers/<int:case_id>/bilan/", bilans.bilan_new, name="bilan-new"),
    path("dossiers/<int:case_id>/etapes/", pathways.step_add, name="step-add"),
    path("dossiers/<int:case_id>/sortie/", pathways.exit_page, name="exit"),
    path("dossiers/<int:case_id>/sortie/annuler/", pathways.exit_undo, name="exit-undo"),
    path("etapes/<int:step_id>/", pathways.step_edit, name="step"),
    path("etapes/<int:step_id>/deplacer/", pathways.step_move, name="step-move"),
    path("bilans/<uuid:assessment_id>/", bilans.bilan, name="bilan"),
    path("bilans/<uuid:assessment_id>/terminer/", bilans.bilan_finish, name="bilan-finish"),
    path("bilans/<uuid:assessment_id>/resultat/", bilans.bilan_result, name="bilan-result"),
    path("bilans/<uuid:assessment_id>/reponse/<slug:question>/", bilans.bilan_answer, name="bilan-answer"),
    path("bilans/<uuid:assessment_id>/<slug:section>/", bilans.bilan_section, name="bilan-section"),
    path("tests-recus/<int:handover_id>/", files.received_test, name="received-test"),
    path("tests-recus/<int:handover_id>/rattacher/<int:case_id>/", files.attach_test, name="attach-test"),
    path("plateforme/", figures.platform, name="platform"),
    path("reseau/", figures.network, name="network"),
    path("orientations/", figures.referred, name="referred"),
]
