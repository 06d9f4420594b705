"""What stands in the way of making one person of two, or two again.

What several teams follow is changed by none of them alone: a merge moves contacts, agreements and papers of the person,
which every team that follows them reads.
"""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from allant.web.accounts.models import Organisation
from allant.web.cases.enums import PairState, TransferState
from allant.web.cases.models import Case, DuplicatePair, MergeRecord, Transfer
from allant.web.people.models import Beneficiary


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why not, and what to do first."""

    rule: str
    remedy: str


def in_the_way(pair: DuplicatePair) -> Obstacle | None:
    """Return why two people cannot be made one now; None when they can."""
    people = Beneficiary.objects.filter(pk__in=[pair.first_id, pair.second_id])
    if pair.state == PairState.MERGED or people.filter(merged_into__isnull=False).exists():
        return Obstacle(_("Ces deux dossiers sont déjà réunis."), _("Rechargez la page pour voir la suite."))
    return _followed_elsewhere(pair.organisation, [pair.first_id, pair.second_id]) or _proposed_elsewhere(pair)


def in_the_way_back(merged: MergeRecord) -> Obstacle | None:
    """Return why a merging cannot be taken back now; None when it can."""
    if merged.undone_at is not None:
        return Obstacle(_("Ces deux dossiers sont déjà séparés."), _("Rechargez la page."))
    two = [merged.kept_id, merged.merged_id]
    later = MergeRecord.objects.filter(Q(kept__in=two) | Q(merged__in=two), pk__gt=merged.pk, undone_at=None)
    if later.exists():
        return Obstacle(
            _("Une de ces personnes a été réunie depuis avec une autre."),
            _("Séparez d’abord la réunion la plus récente."),
        )
    return _followed_elsewhere(merged.organisation, two)


def _followed_elsewhere(organisation: Organisation, people: list[int]) -> Obstacle | None:
    elsewhere = Case.everything.filter(beneficiary__in=people).exclude(organisation=organisation)
    case = elsewhere.select_related("organisation").first()
    if case is None:
        return None
    return Obstacle(
        _("Une autre plateforme suit aussi cette personne."),
        _(
            "Ce que deux équipes suivent ne change pas pour l’une sans l’autre. Demandez à %(team)s de vous confier "
            "son dossier, ou confiez-lui le vôtre : l’équipe qui les a tous peut alors continuer."
        )
        % {"team": _name_for(organisation, case)},
    )


def _name_for(organisation: Organisation, case: Case) -> str:
    """Name the other team only where the two have already handed this person's file to one another."""
    sides = {organisation.pk, case.organisation_id}
    handed = Transfer.objects.filter(
        case__beneficiary=case.beneficiary_id,
        state=TransferState.ACCEPTED,
        from_organisation__in=sides,
        to_organisation__in=sides,
    )
    return case.organisation.name if handed.exists() else _("cette équipe, par votre réseau,")


def _proposed_elsewhere(pair: DuplicatePair) -> Obstacle | None:
    asked = Transfer.objects.filter(
        case__beneficiary__in=[pair.first_id, pair.second_id], state=TransferState.ASKED
    ).select_related("to_organisation")
    transfer = asked.first()
    if transfer is None:
        return None
    return Obstacle(
        _("Un de ces dossiers est proposé à %(team)s.") % {"team": transfer.to_organisation},
        _("Attendez sa réponse, ou annulez la demande, puis réunissez-les."),
    )
