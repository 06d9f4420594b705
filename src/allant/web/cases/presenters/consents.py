"""What a person agreed to, in words."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from allant.web.accounts.models import Organisation
from allant.web.cases.forms.consents import ConsentForm, asked_of
from allant.web.cases.models import Case
from allant.web.cases.presenters.tabs import case_tabs
from allant.web.cases.presenters.words import LANGUAGE, sentence
from allant.web.messaging.presenters import direction
from allant.web.people.enums import ConsentPurpose, WordingStatus
from allant.web.people.models import Consent
from allant.web.people.queries import contact_language
from allant.web.people.wordings import wording_of
from allant.web.ui.formatting import date as date_words
from allant.web.ui.languages import LANGUAGES, language


def recipient_of(case: Case, purpose: str) -> Organisation | None:
    """Return the organisation that an agreement of this purpose is about."""
    return {ConsentPurpose.SUPPORT: case.organisation, ConsentPurpose.INFORM_PRESCRIBER: case.prescriber}.get(purpose)


def consents_page(case: Case, *, asked_in: str = "") -> dict[str, Any]:
    """Each agreement that can be asked for, where it stands, and all that was ever given or withdrawn.

    The texts are in the language asked for, else in that of the person.
    """
    spoken = language(asked_in or contact_language(case.beneficiary)).code
    rows = list(case.beneficiary.consents.select_related("recipient", "recorded_by"))
    return {
        "case": case,
        "case_tabs": case_tabs(case, current="cases:consents"),
        "crumbs": [(_("Dossiers"), reverse("cases:list")), (str(case), reverse("cases:case", args=[case.pk]))],
        "languages": _languages(case, spoken),
        "asked": [_standing(case, purpose, rows, spoken) for purpose in asked_of(case)],
        "history": [_line(each) for each in rows],
    }


def _languages(case: Case, current: str) -> list[dict[str, Any]]:
    page = reverse("cases:consents", args=[case.pk])
    return [
        {"name": each.name, "html": each.html, "url": f"{page}?langue={each.code}", "current": each.code == current}
        for each in LANGUAGES
    ]


def _standing(case: Case, purpose: ConsentPurpose, rows: list[Consent], spoken: str) -> dict[str, Any]:
    recipient = recipient_of(case, purpose)
    given = next(
        (
            each
            for each in rows
            if each.purpose == purpose
            and each.is_active
            and each.recipient_id in {None, getattr(recipient, "pk", None)}
        ),
        None,
    )
    wording = wording_of(purpose, spoken)
    said_in = given.language if given else wording.language
    return {
        "title": sentence(str(purpose.label)),
        "wording": given.wording if given else wording.text,
        "html_language": language(said_in).html,
        "direction": direction(said_in),
        "in_french": "" if language(said_in).html == LANGUAGE else wording_of(purpose).text,
        "is_draft": (given.wording_status if given else wording.status) == WordingStatus.DRAFT,
        "given": given,
        "words": _given_words(given) if given else _("Pas demandé, ou retiré."),
        "form": ConsentForm(
            case=case, initial={"purpose": purpose.value, "language": spoken}, auto_id=f"id_{purpose.value}_%s"
        ),
    }


def _given_words(consent: Consent) -> str:
    how, day = consent.get_how_display(), date_words(timezone.localdate(consent.given_at), LANGUAGE)
    return _("Donné %(how)s le %(day)s.") % {"how": how, "day": day}


def _line(consent: Consent) -> dict[str, str]:
    until = ""
    if consent.withdrawn_at:
        day = date_words(timezone.localdate(consent.withdrawn_at), LANGUAGE)
        until = _(" Retiré le %(day)s.") % {"day": day}
    about = f" – {consent.recipient}" if consent.recipient else ""
    return {
        "when": date_words(timezone.localdate(consent.given_at), LANGUAGE),
        "title": f"{sentence(str(consent.get_purpose_display()))}{about}",
        "text": f"{_given_words(consent)}{until} « {consent.wording} »",
        "url": "",
    }
