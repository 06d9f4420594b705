"""The person: how to reach them, with whom they live, what they do, who answers for them."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from allant.web.assessments.queries import current_answers, values
from allant.web.cases.models import Case
from allant.web.cases.presenters.tabs import case_tabs
from allant.web.cases.presenters.words import LANGUAGE, UNKNOWN
from allant.web.messaging.presenters import direction
from allant.web.people import income
from allant.web.people.ages import age_years, is_minor
from allant.web.people.enums import Licence, Status, Vehicle
from allant.web.people.forms import ContactForm, FseForm, GuardianForm, HouseholdForm, SituationForm
from allant.web.people.models import Contact, FseEntry, Household, LegalGuardian, Situation
from allant.web.people.wordings import GUARDIAN, wordings_of
from allant.web.ui.formatting import date as date_words
from allant.web.ui.formatting import euros
from allant.web.ui.formatting import phone as phone_words
from allant.web.ui.languages import language

FROM_BILAN = {"status": ("situation", Status), "licence": ("licence", Licence), "vehicle": ("vehicle", Vehicle)}
"""Which question of the bilan says what, so that it is not asked again."""


def person_page(case: Case, **refused: forms.BaseForm) -> dict[str, Any]:
    """Everything known of a person beside the pathway; a refused form comes back under its name."""
    person = case.beneficiary
    today = timezone.localdate()
    situations, households = list(person.situations.all()), list(person.households.all())
    entries = list(person.fse_entries.filter(organisation=case.organisation).select_related("recorded_by"))
    asks_fse = case.organisation.asks_fse
    return {
        "case": case,
        "case_tabs": case_tabs(case, current="cases:person"),
        "crumbs": [(_("Dossiers"), reverse("cases:list")), (str(case), reverse("cases:case", args=[case.pk]))],
        "identity": _identity(case),
        "contacts": [_contact(each) for each in person.contacts.all()],
        "household": _household(households[0]) if households else [],
        "former_households": [_former(each, _household(each)) for each in households[1:]],
        "situation": _situation(situations[0]) if situations else [],
        "former_situations": [_former(each, _situation(each)) for each in situations[1:]],
        "is_minor": is_minor(person.birth_date, today),
        "guardians": [_guardian(each) for each in person.guardians.all()],
        "guardian_wordings": [
            {"html": language(each.language).html, "direction": direction(each.language), "text": each.text}
            for each in wordings_of(GUARDIAN)
            if each.language != LANGUAGE
        ],
        "asks_fse": asks_fse,
        "fse": _fse(entries[0]) if entries else [],
        "former_fse": [_former_entry(each) for each in entries[1:]],
        **_forms(case, situations, households, entries if asks_fse else []),
        "opened": next(iter(refused), ""),
        **{f"{name}_form": form for name, form in refused.items()},
    }


def _forms(
    case: Case, situations: list[Situation], households: list[Household], entries: list[FseEntry]
) -> dict[str, forms.BaseForm]:
    known = (
        {name: getattr(situations[0], name) for name in (*FROM_BILAN, "income", "quotient_familial")}
        if situations
        else {}
    )
    return {
        "contact_form": ContactForm(prefix="contact"),
        "household_form": HouseholdForm(prefix="household", initial=_counts(households)),
        "situation_form": SituationForm(prefix="situation", initial=known or said_in_bilan(case)),
        "guardian_form": GuardianForm(prefix="guardian"),
        "fse_form": FseForm(prefix="fse", is_correction=bool(entries), initial=_said(entries)),
    }


def said_in_bilan(case: Case) -> dict[str, str]:
    """Return what the last interview already says of the situation, to be confirmed and not typed again."""
    link = case.case_assessments.select_related("assessment").order_by("-assessment__started_at").first()
    said = values(current_answers(link.assessment)) if link else {}
    return {
        name: said[question] for name, (question, choices) in FROM_BILAN.items() if said.get(question) in choices.values
    }


def _counts(households: list[Household]) -> dict[str, int]:
    return (
        {name: getattr(households[0], name) for name in ("adults", "small_children", "children", "drivers")}
        if (households)
        else {}
    )


def _said(entries: list[FseEntry]) -> dict[str, Any]:
    return {name: getattr(entries[0], name) for name in FseForm.Meta.fields if name != "reason"} if entries else {}


def _identity(case: Case) -> list[tuple[str, str]]:
    person = case.beneficiary
    born = UNKNOWN
    if person.birth_date:
        years = age_years(person.birth_date, timezone.localdate())
        born = _("%(day)s, %(years)d ans") % {"day": date_words(person.birth_date, LANGUAGE), "years": years}
    language = str(person.get_language_display())
    if person.needs_interpreter:
        language += _(", avec un interprète")
    no_way = not person.phone and not person.email
    return [
        (_("Naissance"), born),
        (_("Téléphone"), phone_words(person.phone) if person.phone else UNKNOWN),
        (_("Courriel"), person.email or UNKNOWN),
        (_("Adresse"), ", ".join(str(each) for each in (person.address, person.commune) if each) or UNKNOWN),
        (_("Langue"), language),
        (_("Joindre"), str(person.get_prefers_display()) or (_("par lettre ou en venant") if no_way else UNKNOWN)),
    ]


def _contact(contact: Contact) -> dict[str, Any]:
    return {
        "pk": contact.pk,
        "who": contact.name or _("La personne elle-même"),
        "relation": contact.relation,
        "ways": _ways(contact),
    }


def _ways(row: Contact | LegalGuardian) -> str:
    return ", ".join(each for each in (phone_words(row.phone) if row.phone else "", row.email) if each)


def _household(row: Household) -> list[tuple[str, str]]:
    return [
        (_("Adultes"), str(row.adults)),
        (_("Enfants de moins de 6 ans"), str(row.small_children)),
        (_("Enfants de 6 à 17 ans"), str(row.children)),
        (_("Conduisent"), str(row.drivers)),
        (_("Depuis le"), date_words(row.since, LANGUAGE)),
    ]


def _situation(row: Situation) -> list[tuple[str, str]]:
    quotient = euros(row.quotient_familial, LANGUAGE, 0) if row.quotient_familial is not None else UNKNOWN
    return [
        (_("Situation"), str(row.get_status_display())),
        (_("Revenu du foyer par mois"), income.label_of(row.income) or UNKNOWN),
        (_("Quotient familial"), quotient),
        (_("Permis"), str(row.get_licence_display()) or UNKNOWN),
        (_("Véhicule"), str(row.get_vehicle_display()) or UNKNOWN),
        (_("Depuis le"), date_words(row.since, LANGUAGE)),
    ]


def _former(row: Any, facts: list[tuple[str, str]]) -> dict[str, str]:
    return {
        "when": date_words(row.since, LANGUAGE),
        "title": facts[0][1] if isinstance(row, Situation) else str(row._meta.verbose_name).capitalize(),
        "text": ", ".join(f"{label.lower()} : {value}" for label, value in facts[:-1]),
        "url": "",
    }


def _guardian(guardian: LegalGuardian) -> dict[str, Any]:
    since = ""
    if guardian.agrees:
        day = date_words(guardian.agreed_on, LANGUAGE)
        words, tone = _("D’accord"), "go"
        since = _("Depuis le %(day)s, %(how)s") % {"day": day, "how": guardian.get_how_display()}
    elif guardian.withdrawn_at:
        words, tone = _("Accord retiré"), "neutral"
    else:
        words, tone = _("Pas encore d’accord"), "sun"
    return {
        "pk": guardian.pk,
        "name": f"{guardian.name}, {guardian.relation}",
        "ways": _ways(guardian),
        "words": words,
        "since": since,
        "tone": tone,
        "agrees": guardian.agrees,
        "wording": guardian.wording,
        "html_language": language(guardian.language).html,
        "direction": direction(guardian.language),
    }


def _fse(entry: FseEntry) -> list[tuple[str, str]]:
    names = [name for name in FseForm.Meta.fields if name not in {"entered_on", "reason"}]
    facts = [(_("Entrée le"), date_words(entry.entered_on, LANGUAGE))]
    for name in names:
        label = str(FseEntry._meta.get_field(name).verbose_name)
        facts.append((label[:1].upper() + label[1:], str(getattr(entry, f"get_{name}_display")())))
    return facts


def _former_entry(entry: FseEntry) -> dict[str, str]:
    facts = _fse(entry)
    return {
        "when": date_words(timezone.localdate(entry.recorded_at), LANGUAGE),
        "title": _("Corrigée : %(reason)s") % {"reason": entry.corrected_by.reason},
        "text": ", ".join(f"{label.lower()} : {value}" for label, value in facts),
        "url": "",
    }
