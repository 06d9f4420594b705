"""What is signed: the contract of the pathway and statements on one's honour, from texts held as data."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from allant.web.cases.enums import StepState
from allant.web.cases.models import Case
from allant.web.cases.papers.issuer import issuer
from allant.web.people.enums import WordingStatus
from allant.web.ui.formatting import date as date_words

PERSON_COMMITS = (
    "Venir aux rendez-vous, ou prévenir quand je ne peux pas.",
    "Faire les étapes prévues, et dire quand l’une d’elles est trop difficile.",
    "Dire ce qui change dans ma situation.",
)
PLATFORM_COMMITS = (
    "Recevoir la personne, l’écouter et chercher avec elle ce qui convient.",
    "Faire les démarches promises et dire où elles en sont.",
    "Garder pour soi ce qu’elle confie, et ne rien transmettre sans son accord.",
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement that a person makes on their honour. `asks` names the blank to fill in, where there is one."""

    code: str
    title: str
    text: str
    asks: str = ""
    status: str = WordingStatus.DRAFT


STATEMENTS = (
    Statement(
        "no_vehicle",
        "Ne pas avoir de véhicule",
        "déclare sur l’honneur n’avoir ni voiture, ni deux-roues motorisé en état de rouler à ma disposition.",
    ),
    Statement(
        "licence",
        "Avoir un permis valable",
        "déclare sur l’honneur avoir un permis de conduire valable, ni suspendu, ni annulé, ni retiré, et prévenir la "
        "plateforme si cela change.",
    ),
    Statement(
        "resources",
        "Ressources du foyer",
        "déclare sur l’honneur que les ressources de mon foyer sont, par mois, de : {detail}.",
        asks="Montant et nombre de personnes du foyer",
    ),
    Statement(
        "use",
        "Usage du véhicule ou de l’aide",
        "déclare sur l’honneur me servir du véhicule ou de l’aide reçue pour : {detail}.",
        asks="Pour aller où, pour quoi faire",
    ),
)
LAW = "Je sais qu’une fausse déclaration peut être punie par la loi (articles 441-6 et 441-7 du code pénal)."


def contract(
    case: Case, *, objectives: list[str], person_commits: list[str], platform_commits: list[str], ends_on: date | None
) -> dict[str, Any]:
    """Return what the contract says: objectives, steps as they stand today, commitments of both."""
    planned = case.steps.exclude(state=StepState.DROPPED)
    steps = [
        {"text": each.label + (f" ({date_words(each.planned_on, 'fr')})" if each.planned_on else "")}
        for each in planned
    ]
    end = _(" Il dure jusqu’au %(day)s.") % {"day": date_words(ends_on, "fr")} if ends_on else ""
    return {
        "issuer": issuer(case.organisation),
        "lead": _("Entre %(person)s et %(platform)s, le %(day)s.%(end)s")
        % {
            "person": case.beneficiary,
            "platform": case.organisation.name,
            "day": date_words(timezone.localdate(), "fr"),
            "end": end,
        },
        "parts": [
            {"title": _("Où nous voulons arriver"), "list": _lines(objectives)},
            {"title": _("Les étapes"), "steps": steps, "text": [] if steps else [_("Elles seront choisies ensemble.")]},
            {"title": _("Ce à quoi je m’engage"), "list": _lines(person_commits)},
            {"title": _("Ce à quoi la plateforme s’engage"), "list": _lines(platform_commits)},
            {
                "text": [
                    _("Chacun peut arrêter ce contrat à tout moment, en le disant. L’arrêter ne retire aucun droit.")
                ]
            },
        ],
    }


def statement(case: Case, made: Statement, *, detail: str) -> dict[str, Any]:
    """Return what a statement says, in the first person."""
    person = case.beneficiary
    born = _(", né(e) le %(day)s") % {"day": date_words(person.birth_date, "fr")} if person.birth_date else ""
    return {
        "issuer": issuer(case.organisation),
        "lead": made.title,
        "parts": [
            {"text": [f"{_('Je, soussigné(e)')} {person}{born}, {made.text.format(detail=detail)}", LAW]},
        ],
    }


def _lines(texts: list[str]) -> list[dict[str, str]]:
    return [{"text": each} for each in texts]
