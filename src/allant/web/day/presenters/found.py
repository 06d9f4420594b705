"""What is read for the today page, in one place."""

from datetime import date
from typing import Any

from django.urls import reverse

from allant.web.accounts.models import Organisation, User
from allant.web.agenda.queries import case_numbers
from allant.web.day import queries
from allant.web.messaging.queries import counts_of

SHOWN = 5
"""Lines of a list: what does not fit can wait, or is one press away."""


class Found:
    """What was read for the page, in one place: the cases of everybody named are looked up once."""

    def __init__(self, organisation: Organisation, adviser: User | None, user: User, day: date) -> None:
        self.organisation, self.adviser, self.day = organisation, adviser, day

        def some(rows: Any) -> list[Any]:
            return list(rows[: SHOWN + 1])

        self.appointments = list(queries.appointments_of_day(organisation, adviser, day))
        self.meetings = list(queries.meetings_of_day(organisation, adviser, day))
        self.tasks = some(queries.tasks_due(organisation, adviser, day))
        self.late = queries.late_tasks(organisation, adviser, day)
        self.newcomers = some(queries.without_adviser(organisation))
        self.tests = some(queries.tests_received(user))
        self.drafts = some(queries.drafts(organisation, adviser))
        self.to_begin = some(queries.bilans_to_begin(organisation, adviser))
        self.attestations = some(queries.attestations_expiring(organisation, adviser))
        self.exits = some(queries.exits_to_record(organisation, adviser))
        self.follow_ups = some(queries.follow_ups_due(organisation, adviser, day))
        self.failures = counts_of(organisation).failed if adviser is None else 0
        named = [each.person_id for each in (*self.appointments, *self.tasks, *self.attestations, *self.follow_ups)]
        self.cases = case_numbers(organisation, named)

    def case_url(self, person: int | None) -> str:
        """Return the address of the case of somebody, empty when there is none."""
        case = self.cases.get(person) if person else None
        return reverse("cases:case", args=[case]) if case else ""
