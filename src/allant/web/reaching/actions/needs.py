"""Writes of what somebody needs in order to travel."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allant.errors import InputError
from allant.web.accounts.models import User
from allant.web.cases.models import Case
from allant.web.journal.actions import record
from allant.web.journal.models import Action
from allant.web.reaching.models import TravelNeeds


@transaction.atomic
def keep_needs(*, needs: TravelNeeds, by: User) -> TravelNeeds:
    """Keep what is noted; refuse to begin what somebody else has begun meanwhile."""
    Case.objects.select_for_update().get(pk=needs.case_id)
    if needs.pk is None and TravelNeeds.objects.filter(case=needs.case_id).exists():
        raise InputError(
            value=str(needs.case),
            rule=_("Quelqu’un vient de noter les besoins de cette personne."),
            remedy=_("Enregistrez de nouveau : ce que vous avez saisi est resté ici."),
        )
    needs.noted_by, needs.noted_at = by, timezone.now()
    needs.save()
    record(by=by, action=Action.CHANGE, subject=needs.case, detail="besoins de déplacement notés")
    return needs
