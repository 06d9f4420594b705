"""The attestation of mobility diagnosis: dated, valid for six months from the interview, checked by its code."""

import calendar
import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from allant.errors import InputError
from allant.parameters import parameter
from allant.web.accounts.models import Organisation, User
from allant.web.assessments import counsel
from allant.web.assessments.models import Score
from allant.web.cases.models import Case, CaseAssessment
from allant.web.cases.papers.issuer import authorised, issuer
from allant.web.ui.formatting import date as date_words

PROBLEM, NONE = "problem", "none"
FINDINGS = {
    PROBLEM: "Un problème de mobilité, qui fait obstacle à l’accès à l’emploi ou à la formation.",
    NONE: "Pas d’obstacle à la mobilité le jour du diagnostic.",
}
BLOCKS = "blocks"


def valid_until(link: CaseAssessment) -> datetime.date:
    """Return the last day on which the diagnosis is less than so many months old."""
    day = timezone.localdate(link.assessment.finished_at)
    months = day.month - 1 + int(parameter("documents/attestation_validity"))
    year, month = day.year + months // 12, months % 12 + 1
    same_day = datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    return same_day - datetime.timedelta(days=1)


def no_bilan(link: CaseAssessment | None) -> InputError | None:
    """Return the obstacle of a case without a finished bilan, or None."""
    if link is not None:
        return None
    return InputError(
        value="bilan",
        rule="Aucun bilan n’est terminé : ce papier n’aurait rien à dire.",
        remedy="Faites le bilan, puis revenez ici.",
    )


def obstacle(link: CaseAssessment | None) -> InputError | None:
    """Return why no attestation can be made, or None."""
    if link is None:
        return no_bilan(link)
    last_day = valid_until(link)
    if last_day < timezone.localdate():
        return InputError(
            value=date_words(last_day, "fr"),
            rule=f"Le dernier bilan a plus de {int(parameter('documents/attestation_validity'))} mois "
            f"(l’attestation aurait valu jusqu’au {date_words(last_day, 'fr')}).",
            remedy="Faites un nouveau bilan, puis revenez ici.",
        )
    return None


def suggested_finding(score: Score) -> str:
    """Return what the bilan suggests: a problem as soon as one component blocks. The adviser decides."""
    return PROBLEM if any(each.level == BLOCKS for each in counsel.for_score(score).barriers) else NONE


def content(case: Case, link: CaseAssessment, *, finding: str, by: User) -> dict[str, Any]:
    """Return what the attestation says: who, when, what was found in one sentence, who says so. No answer, no index."""
    organisation, person = case.organisation, case.beneficiary
    born = [[_("Date de naissance"), date_words(person.birth_date, "fr")]] if person.birth_date else []
    by_whom = [[_("Entretien mené par"), str(link.assessment.by)]] if link.assessment.by else []
    bilan_day = date_words(timezone.localdate(link.assessment.finished_at), "fr")
    return {
        "issuer": issuer(organisation),
        "authorised": authorised(organisation),
        "lead": _("Faite le %(day)s, valable jusqu’au %(end)s.")
        % {"day": date_words(timezone.localdate(), "fr"), "end": date_words(valid_until(link), "fr")},
        "parts": [
            {
                "text": [
                    _("%(name)s atteste avoir mené, le %(day)s, un diagnostic de mobilité avec :")
                    % {"name": organisation.name, "day": bilan_day}
                ]
            },
            {"facts": [[_("Nom de famille"), person.last_name], [_("Prénom"), person.first_name], *born]},
            {"title": _("Ce que le diagnostic constate"), "text": [FINDINGS[finding]]},
            {
                "title": _("Qui atteste"),
                "facts": [
                    [_("Plateforme"), organisation.name],
                    *by_whom,
                    [_("Attestation faite par"), str(by)],
                    [_("Habilitation"), authorisation_words(organisation)],
                    [_("Grille d’entretien"), link.assessment.grid],
                ],
            },
            {
                "title": _("À quoi elle sert"),
                "text": [
                    _(
                        "Elle peut justifier le critère « Problème de mobilité » de l’insertion par l’activité "
                        "économique, si le diagnostic a moins de six mois le jour où le PASS IAE est délivré et "
                        "s’il vient d’un prescripteur habilité. Elle ne dit rien de plus sur la personne."
                    )
                ],
            },
        ],
    }


def authorisation_words(organisation: Organisation) -> str:
    """Say whether an organisation is an authorised prescriber: a fact it gave, never supposed."""
    if organisation.authorised_prescriber_since is None:
        return _("cette plateforme n’a pas déclaré d’habilitation de prescripteur")
    return _("prescripteur habilité depuis le %(day)s (%(act)s)") % {
        "day": date_words(organisation.authorised_prescriber_since, "fr"),
        "act": organisation.authorised_prescriber_reference,
    }
