"""Turns vehicles and loans into plain values for templates."""

import calendar
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allant.web.accounts.models import Organisation
from allant.web.fleet import money, queries
from allant.web.fleet.enums import Finding, Handling
from allant.web.fleet.inspection import points_for
from allant.web.fleet.models import Inspection, Loan, Vehicle
from allant.web.fleet.occupancy import first_free_day
from allant.web.ui.formatting import date as date_words
from allant.web.ui.formatting import euros, number, percent

LANGUAGE = "fr"
FINDING_TONES = {Finding.GOOD: "go", Finding.TO_WATCH: "sun", Finding.DEFECT: "stop"}


def vehicle_row(vehicle: Vehicle, today: date) -> dict[str, Any]:
    """One line of the fleet: where the vehicle is today."""
    words, tone = vehicle_state(vehicle, today)
    return {
        "url": reverse("fleet:vehicle", args=[vehicle.pk]),
        "label": vehicle.label,
        "kind": vehicle.get_kind_display().capitalize(),
        "kept_at": vehicle.kept_at or "–",
        "rate": _per_day(vehicle),
        "state": words,
        "tone": tone,
        "free": _free_words(vehicle, today),
        "warnings": papers_to_renew(vehicle, today),
    }


def vehicle_state(vehicle: Vehicle, today: date) -> tuple[str, str]:
    """Where a vehicle is, in words, with its tone. Expects what `queries.vehicles_of` reads."""
    out = next((loan for loan in vehicle.loans_in_window if loan.is_out), None)
    if out is not None and out.ends_on < today:
        return _("En retard depuis le %(day)s") % {"day": _day(out.ends_on)}, "stop"
    if out is not None:
        return _("Dehors jusqu’au %(day)s") % {"day": _day(out.ends_on)}, "go"
    if vehicle.is_blocked:
        return _("Bloqué"), "stop"
    booked = next((each for each in vehicle.loans_in_window if each.is_booked and each.starts_on <= today), None)
    if booked is not None:
        return _("À remettre"), "sun"
    return _("Ici"), "info"


def _free_words(vehicle: Vehicle, today: date) -> str:
    spans = [queries.span_of(loan, today) for loan in vehicle.loans_in_window]
    day = first_free_day(spans, today)
    return _("aujourd’hui") if day == today else _day(day)


def papers_to_renew(vehicle: Vehicle, today: date) -> list[str]:
    """What is out of date on a vehicle."""
    papers = [
        (vehicle.roadworthy_until, _("contrôle technique dépassé")),
        (vehicle.insured_until, _("assurance dépassée")),
    ]
    return [words for until, words in papers if until is not None and until < today]


def _per_day(vehicle: Vehicle) -> str:
    if not vehicle.daily_rate_eur:
        return _("gratuit")
    return _("%(rate)s par jour") % {"rate": euros(vehicle.daily_rate_eur, LANGUAGE)}


def utilisation_words(use: queries.Utilisation, days: int) -> dict[str, str]:
    """The use of the fleet, with what it rests on."""
    return {
        "value": "–" if use.share is None else percent(use.share, LANGUAGE),
        "note": _("%(taken)s jours de véhicule pris sur %(all)s, en %(days)d jours")
        % {
            "taken": number(use.days_taken, LANGUAGE),
            "all": number(use.days_in_fleet, LANGUAGE),
            "days": days,
        },
    }


def calendar_page(vehicles: Iterable[Vehicle], month: date, today: date) -> dict[str, Any]:
    """The days of a month, vehicle by vehicle."""
    last = calendar.monthrange(month.year, month.month)[1]
    days = [month.replace(day=day) for day in range(1, last + 1)]
    address = reverse("fleet:calendar")
    return {
        "title": date_format(month, "F Y").capitalize(),
        "days": [{"number": day.day, "is_today": day == today, "is_rest": day.weekday() > 4} for day in days],
        "rows": [
            {
                "label": vehicle.label,
                "url": reverse("fleet:vehicle", args=[vehicle.pk]),
                "cells": [_cell(vehicle, day, today) for day in days],
                "taken": _taken_words(vehicle, days, today),
            }
            for vehicle in vehicles
        ],
        "before": f"{address}?mois={_month_before(month):%Y-%m}",
        "after": f"{address}?mois={_month_after(month):%Y-%m}",
    }


def _cell(vehicle: Vehicle, day: date, today: date) -> dict[str, str]:
    for loan in vehicle.loans_in_window:
        span = queries.span_of(loan, today)
        if span.first <= day <= span.last:
            state = "late" if loan.is_out and day > loan.ends_on else "out" if loan.handed_over_at else "booked"
            return {"state": state, "name": loan.case.beneficiary.short_name}
    return {"state": "free", "name": ""}


def _taken_words(vehicle: Vehicle, days: list[date], today: date) -> str:
    taken = sum(_cell(vehicle, day, today)["state"] != "free" for day in days)
    return f"{taken}/{len(days)}"


def _month_before(month: date) -> date:
    return (month - timedelta(days=1)).replace(day=1)


def _month_after(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


def vehicle_page(vehicle: Vehicle, loans: list[Loan], today: date) -> dict[str, Any]:
    """One vehicle with its terms and its loans."""
    block = vehicle.blocks.filter(lifted_at__isnull=True).select_related("by").first()
    return {
        "vehicle": vehicle,
        "lead": f"{vehicle.get_kind_display().capitalize()}, {_per_day(vehicle)}",
        "crumbs": [(_("Flotte"), reverse("fleet:vehicles")), (vehicle.label, "")],
        "blocked": block,
        "warnings": papers_to_renew(vehicle, today),
        "facts": _vehicle_facts(vehicle),
        "loans": [loan_row(each, today, vehicle.organisation) | {"person": each.case.beneficiary} for each in loans],
    }


def _vehicle_facts(vehicle: Vehicle) -> list[tuple[str, str]]:
    unknown = _("non renseigné")
    return [
        (_("Immatriculation"), vehicle.plate or unknown),
        (_("Gardé à"), str(vehicle.kept_at or unknown)),
        (_("Compteur"), f"{number(vehicle.odometer_km, LANGUAGE)} km" if vehicle.odometer_km is not None else unknown),
        (_("Caution"), euros(vehicle.deposit_eur, LANGUAGE)),
        (_("Kilomètres compris"), _km_a_day(vehicle.km_per_day)),
        (_("Contrôle technique"), _until(vehicle.roadworthy_until)),
        (_("Assurance"), _until(vehicle.insured_until)),
    ]


def _km_a_day(km_per_day: int | None) -> str:
    return _("sans limite") if km_per_day is None else _("%(km)d km par jour") % {"km": km_per_day}


def _until(day: date | None) -> str:
    return _("jusqu’au %(day)s") % {"day": _day(day)} if day else _("non renseigné")


def loan_state(loan: Loan, today: date) -> tuple[str, str]:
    """Where a loan is, in words, with its tone."""
    if loan.cancelled_at:
        return _("Annulé"), "neutral"
    if loan.returned_at:
        return _("Rendu"), "neutral"
    if loan.is_out and loan.ends_on < today:
        late = (today - loan.ends_on).days
        return ngettext("En retard de %(days)d jour", "En retard de %(days)d jours", late) % {"days": late}, "stop"
    if loan.is_out:
        return _("Dehors"), "go"
    return _("Réservé"), "info"


def loan_row(loan: Loan, today: date, reader: Organisation) -> dict[str, Any]:
    """One line of a list of loans; that of another platform's vehicle is told, and opened by that platform alone."""
    words, tone = loan_state(loan, today)
    is_ours = loan.vehicle.organisation_id == reader.pk
    return {
        "url": reverse("fleet:loan", args=[loan.pk]) if is_ours else "",
        "vehicle": loan.vehicle.label if is_ours else f"{loan.vehicle.label} ({loan.vehicle.organisation})",
        "starts_on": loan.starts_on,
        "ends_on": loan.ends_on,
        "state": words,
        "tone": tone,
    }


def loan_page(loan: Loan, today: date) -> dict[str, Any]:
    """One loan from its booking to its return."""
    seen = {each.handling: each for each in loan.inspections.prefetch_related("photos__document").select_related("by")}
    out, back = seen.get(Handling.OUT), seen.get(Handling.BACK)
    words, tone = loan_state(loan, today)
    return {
        "loan": loan,
        "case": loan.case,
        "title": loan.vehicle.label,
        "lead": _("Pour %(person)s, du %(first)s au %(last)s")
        % {"person": loan.case.beneficiary, "first": _day(loan.starts_on), "last": _day(loan.ends_on)},
        "crumbs": [
            (str(loan.case), reverse("cases:case", args=[loan.case_id])),
            (_("Prêts"), reverse("fleet:case", args=[loan.case_id])),
            (loan.vehicle.label, ""),
        ],
        "state": words,
        "tone": tone,
        "facts": loan_facts(loan, out, back, today),
        "inspections": [inspection_card(each) for each in (out, back) if each],
        "renewals": list(loan.renewals.select_related("by")),
        "payments": list(loan.payments.all()),
        "is_rented": bool(loan.daily_rate_eur),
        "has_deposit": bool(loan.deposit_eur),
    }


def loan_facts(loan: Loan, out: Inspection | None, back: Inspection | None, today: date) -> list[tuple[str, str]]:
    """What the loan costs and how far it went."""
    account, driven = money.account(loan, today), money.mileage(loan, out, back, today)
    facts = [(_("Nature"), loan.get_kind_display().capitalize())]
    if loan.end_reason:
        facts.append((_("Fin choisie pour"), loan.end_reason))
    if loan.step:
        facts.append((_("Étape du parcours"), loan.step.label))
    if loan.daily_rate_eur:
        facts += [
            (_("Tarif"), _("%(rate)s par jour") % {"rate": euros(loan.daily_rate_eur, LANGUAGE)}),
            (
                _("Dû"),
                _("%(due)s pour %(days)d jours")
                % {"due": euros(account.due_eur, LANGUAGE), "days": money.days_of(loan, today)},
            ),
            (_("Reste à payer"), euros(account.left_eur, LANGUAGE)),
        ]
    if loan.deposit_eur:
        facts.append((_("Caution"), _deposit_words(loan)))
    facts.append((_("Kilomètres compris"), _km_a_day(loan.km_per_day)))
    if driven.driven_km is not None:
        facts.append((_("Parcourus"), f"{number(driven.driven_km, LANGUAGE)} km"))
    if driven.over_km:
        facts.append((_("Au-delà du compris"), f"{number(driven.over_km, LANGUAGE)} km"))
    facts.append(
        (
            _("Contrat"),
            _("signé le %(day)s") % {"day": _day(loan.contract_signed_on)}
            if loan.contract_signed_on
            else _("pas encore signé"),
        )
    )
    return facts


def _deposit_words(loan: Loan) -> str:
    amount = euros(loan.deposit_eur, LANGUAGE)
    if loan.deposit_returned_on and loan.deposit_withheld_eur:
        return _("%(amount)s, rendue le %(day)s moins %(withheld)s") % {
            "amount": amount,
            "day": _day(loan.deposit_returned_on),
            "withheld": euros(loan.deposit_withheld_eur, LANGUAGE),
        }
    if loan.deposit_returned_on:
        return _("%(amount)s, rendue le %(day)s") % {"amount": amount, "day": _day(loan.deposit_returned_on)}
    if loan.deposit_received_on:
        return _("%(amount)s, reçue le %(day)s") % {"amount": amount, "day": _day(loan.deposit_received_on)}
    return _("%(amount)s, à recevoir") % {"amount": amount}


def inspection_card(inspection: Inspection) -> dict[str, Any]:
    """What was seen at one end."""
    labels = {point.code: point.label for point in points_for(inspection.loan.vehicle.kind)}
    return {
        "title": inspection.get_handling_display().capitalize(),
        "lead": _("%(day)s, avec %(name)s, par %(by)s")
        % {"day": _day(timezone.localdate(inspection.at)), "name": inspection.agreed_by, "by": inspection.by},
        "odometer": f"{number(inspection.odometer_km, LANGUAGE)} km" if inspection.odometer_km is not None else "",
        "findings": [
            {
                "label": labels.get(code, code),
                "words": Finding(found).label.capitalize(),
                "tone": FINDING_TONES[Finding(found)],
            }
            for code, found in inspection.findings.items()
            if found != Finding.GOOD
        ],
        "note": inspection.note,
        "photos": [photo.document for photo in inspection.photos.all()],
    }


def _day(day: date) -> str:
    return date_words(day, LANGUAGE)
