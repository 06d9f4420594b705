"""What the fleet tells the timeline of a case."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from allant.web.cases.models import Case
from allant.web.cases.timeline import Moment
from allant.web.fleet.models import Loan

KIND = "Véhicules"


def moments_of_loans(case: Case) -> Iterator[Moment]:
    """Vehicles booked, handed over, returned, given up."""
    for loan in Loan.objects.filter(case=case).select_related("vehicle", "created_by"):
        is_ours = loan.vehicle.organisation_id == case.organisation_id
        told = [
            (loan.created_at, _("Véhicule réservé"), loan.created_by),
            (loan.handed_over_at, _("Véhicule remis"), None),
            (loan.returned_at, _("Véhicule rendu"), None),
            (loan.cancelled_at, _("Réservation annulée"), None),
        ]
        for at, title, by in told:
            if at is not None:
                yield Moment(
                    at=at,
                    title=title,
                    text=str(loan.vehicle),
                    url=reverse("fleet:loan", args=[loan.pk]) if is_ours else "",
                    kind=KIND,
                    by=by,
                )
