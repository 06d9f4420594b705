"""The synthesis for the prescriber: where the person is, as they agreed. No answer, no note, no index."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from allant.errors import InputError
from allant.web.cases import queries
from allant.web.cases.enums import StepState
from allant.web.cases.models import Case, Exit
from allant.web.cases.papers.issuer import issuer
from allant.web.people.enums import ConsentPurpose
from allant.web.people.queries import has_consent
from allant.web.ui.formatting import date as date_words


def obstacle(case: Case) -> InputError | None:
    """Return why no synthesis can be made, or None."""
    if case.prescriber is None:
        return InputError(
            value=str(case),
            rule="Ce dossier n’a pas de prescripteur : personne n’attend de synthèse.",
            remedy="Si quelqu’un a envoyé la personne, dites-le dans « Modifier ».",
        )
    if not has_consent(case.beneficiary, ConsentPurpose.INFORM_PRESCRIBER, recipient=case.prescriber):
        return InputError(
            value=str(case.prescriber),
            rule=f"{case.beneficiary.first_name} n’a pas donné son accord pour informer {case.prescriber}.",
            remedy="Demandez-lui son accord, notez-le dans le dossier, puis revenez ici.",
        )
    return None


def content(case: Case) -> dict[str, Any]:
    """Return where the person is: dates, support decided, steps and their state, exit."""
    exit_ = Exit.objects.filter(case=case).first()
    bilan, _score = queries.latest_bilan(case)
    decided = queries.current_admission(case)
    facts = [
        [_("Personne"), str(case.beneficiary)],
        [_("Envoyée par"), str(case.prescriber)],
        [_("Suivie par"), str(case.adviser) if case.adviser else _("personne pour l’instant")],
        [_("Dossier ouvert le"), date_words(case.opened_on, "fr")],
        [
            _("Dernier bilan"),
            date_words(timezone.localdate(bilan.assessment.finished_at), "fr") if bilan else _("pas encore fait"),
        ],
        [
            _("Accompagnement"),
            str(decided.get_decision_display()).capitalize() if decided else _("pas encore décidé"),
        ],
    ]
    steps = [
        {
            "text": each.label,
            "strong": str(each.get_state_display()).capitalize()
            + (f" le {date_words(each.done_on, 'fr')}" if each.done_on else ""),
        }
        for each in case.steps.exclude(state=StepState.DROPPED)
    ]
    parts: list[dict[str, Any]] = [
        {"facts": facts},
        {"title": _("Étapes"), "list": steps, "text": [] if steps else [_("Aucune étape pour l’instant.")]},
    ]
    if exit_ is not None:
        out = [
            [_("Sortie le"), date_words(exit_.exited_on, "fr")],
            [_("Ce qui s’est passé"), str(exit_.get_outcome_display()).capitalize()],
        ]
        parts.append({"title": _("Sortie"), "facts": out})
    parts.append(
        {
            "title": _("Ce que cette synthèse ne dit pas"),
            "text": [
                _(
                    "La personne a accepté que vous sachiez où elle en est. Ses réponses au bilan et les notes de "
                    "l’accompagnement restent à la plateforme."
                )
            ],
        }
    )
    return {
        "issuer": issuer(case.organisation),
        "lead": _("Le %(day)s, avec l’accord de la personne.") % {"day": date_words(timezone.localdate(), "fr")},
        "parts": parts,
    }
