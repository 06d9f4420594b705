from django.urls import path

from allant.web.fleet.views import loans, vehicles

app_name = "fleet"
urlpatterns = [
    path("flotte/", vehicles.vehicles, name="vehicles"),
    path("flotte/calendrier/", vehicles.calendar, name="calendar"),
    path("flotte/nouveau/", vehicles.vehicle_new, name="vehicle-new"),
    path("flotte/<int:vehicle_id>/", vehicles.vehicle, name="vehicle"),
    path("flotte/<int:vehicle_id>/modifier/", vehicles.vehicle_edit, name="vehicle-edit"),
    path("flotte/<int:vehicle_id>/blocage/", vehicles.vehicle_block, name="vehicle-block"),
    path("dossiers/<int:case_id>/prets/", loans.case_loans, name="case"),
    path("prets/<int:loan_id>/", loans.loan, name="loan"),
    path("prets/<int:loan_id>/remise/", loans.hand_over, name="hand-over"),
    path("prets/<int:loan_id>/retour/", loans.take_back, name="take-back"),
    path("prets/<int:loan_id>/annuler/", loans.cancel, name="cancel"),
    path("prets/<int:loan_id>/prolonger/", loans.renew, name="renew"),
    path("prets/<int:loan_id>/paiements/", loans.pay, name="pay"),
    path("prets/<int:loan_id>/caution/", loans.deposit, name="deposit"),
    path("prets/<int:loan_id>/signature/", loans.sign, name="sign"),
    path("prets/<int:loan_id>/contrat/", loans.contract, name="contract"),
    path("prets/<int:loan_id>/contrat.pdf", loans.contract_pdf, name="contract-pdf"),
]
