"""What the worker watches over: vehicles that should come back."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from allant.parameters import parameter
from allant.web.agenda.actions import raise_task
from allant.web.agenda.enums import TaskKind
from allant.web.fleet.actions.loans import task_key
from allant.web.fleet.models import Loan

EVERY = timedelta(hours=6)


def watch_returns(now: datetime) -> int:
    """Raise a task for each loan that ends soon or is late, once for each end date; return how many are concerned."""
    today = timezone.localdate(now)
    soon = today + timedelta(days=int(parameter("fleet/return_reminder")))
    out = Loan.objects.filter(handed_over_at__isnull=False, returned_at__isnull=True, ends_on__lte=soon)
    count = 0
    for loan in out.select_related("vehicle__organisation", "case__beneficiary", "case__adviser"):
        is_late = loan.ends_on < today
        end = f"{loan.ends_on:%d/%m/%Y}"
        raise_task(
            organisation=loan.vehicle.organisation,
            person=loan.case.beneficiary,
            assignee=loan.case.adviser if loan.case.organisation_id == loan.vehicle.organisation_id else None,
            kind=TaskKind.RETURN,
            title=f"{loan.vehicle} : retour attendu le {end}" if is_late else f"{loan.vehicle} : fin du prêt le {end}",
            due_on=loan.ends_on,
            key=task_key(loan, "late" if is_late else "soon"),
            address=reverse("fleet:loan", args=[loan.pk]),
        )
        count += 1
    return count
