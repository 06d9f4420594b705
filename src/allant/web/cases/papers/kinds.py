"""For each paper: what it is for, what it asks, what stands in its way, and how it is made."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from allant.errors import InputError
from allant.web.accounts.models import User
from allant.web.cases import queries
from allant.web.cases.actions import papers as actions
from allant.web.cases.forms import papers as asked
from allant.web.cases.models import Case
from allant.web.cases.papers import attestation, synthesis
from allant.web.documents.models import Paper


@dataclass(frozen=True, slots=True)
class Makeable:
    """A paper that can be made for a case; `slug` names it in the address."""

    slug: str
    title: Any
    note: Any
    button: Any
    form: type[forms.Form]
    make: Callable[[Case, dict[str, Any], User], Paper]
    obstacle: Callable[[Case], InputError | None]


def _none(case: Case) -> None:
    return None


MAKEABLE = (
    Makeable(
        "resume",
        _("Résumé pour la personne"),
        _("En mots simples, dans sa langue : ce qui a été vu, ce qui aide, la suite, qui appeler."),
        _("Faire le résumé"),
        asked.SummaryForm,
        lambda case, data, by: actions.make_summary(case=case, by=by, **data),
        lambda case: attestation.no_bilan(queries.latest_bilan(case)[0]),
    ),
    Makeable(
        "attestation",
        _("Attestation de diagnostic mobilité"),
        _("Datée, valable six mois, vérifiable par un code. Pour un PASS IAE, par exemple."),
        _("Faire l’attestation"),
        asked.AttestationForm,
        lambda case, data, by: actions.issue_attestation(case=case, by=by, **data),
        lambda case: attestation.obstacle(queries.latest_bilan(case)[0]),
    ),
    Makeable(
        "contrat",
        _("Contrat d’accompagnement"),
        _("Objectifs, étapes, engagements de chacun ; signé à l’écran ou sur papier."),
        _("Préparer le contrat"),
        asked.ContractForm,
        lambda case, data, by: actions.make_contract(case=case, by=by, **data),
        _none,
    ),
    Makeable(
        "honneur",
        _("Attestation sur l’honneur"),
        _("Ce que la personne déclare, avec sa signature."),
        _("Préparer l’attestation"),
        asked.StatementForm,
        lambda case, data, by: actions.make_statement(case=case, by=by, **data),
        _none,
    ),
    Makeable(
        "synthese",
        _("Synthèse pour le prescripteur"),
        _("Où en est la personne, avec son accord seulement."),
        _("Faire la synthèse"),
        asked.SynthesisForm,
        lambda case, data, by: actions.make_synthesis(case=case, by=by, **data),
        synthesis.obstacle,
    ),
)


def of_slug(slug: str) -> Makeable | None:
    """Return the paper of an address."""
    return next((each for each in MAKEABLE if each.slug == slug), None)
