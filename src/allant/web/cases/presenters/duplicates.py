"""People who may be one, in words."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allant.web.accounts.models import Organisation
from allant.web.cases.duplicates import look_alikes
from allant.web.cases.enums import PairState
from allant.web.cases.merging import in_the_way
from allant.web.cases.models import Case, DuplicatePair, MergeRecord
from allant.web.cases.presenters.words import LANGUAGE, UNKNOWN
from allant.web.people.models import Beneficiary
from allant.web.ui.formatting import date as date_words
from allant.web.ui.formatting import phone as phone_words

ROWS = (
    ("first_name", gettext_lazy("Prénom")),
    ("last_name", gettext_lazy("Nom")),
    ("birth_date", gettext_lazy("Naissance")),
    ("phone", gettext_lazy("Téléphone")),
    ("email", gettext_lazy("Courriel")),
    ("address", gettext_lazy("Adresse")),
    ("commune_id", gettext_lazy("Commune")),
)
"""What one chooses from; what is not here follows the person who is kept."""


def known_people(person: Beneficiary, organisation: Organisation) -> list[dict[str, Any]]:
    """Who may already be this person, each with their file and what they share."""
    alike = look_alikes(person, organisation)
    cases = {
        case.beneficiary_id: case
        for case in Case.objects.filter(organisation=organisation, beneficiary__in=[each.person for each in alike])
    }
    return [
        {
            "name": str(each.person),
            "case": cases[each.person.pk].pk,
            "url": reverse("cases:case", args=[cases[each.person.pk].pk]),
            "about": ", ".join(each.reasons),
        }
        for each in alike
        if each.person.pk in cases
    ]


def pair_row(pair: DuplicatePair) -> dict[str, str]:
    """One pair in the list."""
    return {
        "url": reverse("cases:duplicate", args=[pair.pk]),
        "names": f"{pair.first} / {pair.second}",
        "reasons": ", ".join(pair.reasons),
        "day": date_words(timezone.localdate(pair.found_at), LANGUAGE),
    }


def merge_row(merged: MergeRecord) -> dict[str, Any]:
    """One merging in the list, with its way back."""
    return {
        "names": f"{merged.merged} → {merged.kept}",
        "day": date_words(timezone.localdate(merged.merged_at), LANGUAGE),
        "by": merged.merged_by,
        "stayed": ", ".join(merged.stayed),
        "undo_url": "" if merged.undone_at else reverse("cases:merge-undo", args=[merged.pk]),
    }


def pair_page(pair: DuplicatePair) -> dict[str, Any]:
    """Two people side by side, field by field."""
    cases = Case.objects.filter(organisation=pair.organisation, beneficiary__in=[pair.first, pair.second])
    files: dict[int, list[dict[str, str]]] = {pair.first_id: [], pair.second_id: []}
    for case in cases.order_by("opened_on", "pk"):
        opened = _("Dossier ouvert le %(day)s") % {"day": date_words(case.opened_on, LANGUAGE)}
        files[case.beneficiary_id].append({"url": reverse("cases:case", args=[case.pk]), "label": opened})
    return {
        "pair": pair,
        "obstacle": in_the_way(pair),
        "is_open": pair.state != PairState.MERGED,
        "reasons": ", ".join(pair.reasons),
        "rows": [
            {
                "name": name,
                "label": label,
                "first": _value(pair.first, name),
                "second": _value(pair.second, name),
                "differs": getattr(pair.first, name) != getattr(pair.second, name),
            }
            for name, label in ROWS
        ],
        "first_files": files[pair.first_id],
        "second_files": files[pair.second_id],
    }


def _value(person: Beneficiary, name: str) -> str:
    value = getattr(person, name.removesuffix("_id"))
    if not value:
        return UNKNOWN
    if name == "birth_date":
        return date_words(value, LANGUAGE)
    return phone_words(value) if name == "phone" else str(value)
