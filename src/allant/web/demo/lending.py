"""Vehicles that the fictional platform lends, and what people learn with it."""

from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from allant.sources.lessons import list_lessons, read_lesson
from allant.web.demo.everyday import Team
from allant.web.fleet.enums import Handling, LoanKind, VehicleKind
from allant.web.fleet.inspection import points_for
from allant.web.fleet.models import Inspection, Loan, Vehicle
from allant.web.learning.enums import HowItWent, Stage
from allant.web.learning.models import LessonProgress, Rehearsal, RehearsalTrip

VEHICLES = (
    (VehicleKind.CAR, "Clio grise", "GH-482-KL", 5, 250, 60),
    (VehicleKind.CAR, "Twingo verte", "FD-113-RT", 4, 250, 60),
    (VehicleKind.SMALL_CAR, "Voiture sans permis", "EA-906-BN", 6, 300, 40),
    (VehicleKind.SCOOTER, "Scooter n° 1", "EV-57-Z", 3, 150, 40),
    (VehicleKind.E_BIKE, "Vélo électrique n° 1", "", 2, 100, None),
    (VehicleKind.E_BIKE, "Vélo électrique n° 2", "", 2, 100, None),
    (VehicleKind.BIKE, "Vélo n° 3", "", 0, 30, None),
)
LOANS = (
    # vehicle, started so many days ago, for so many days, out, returned
    (0, 25, 60, True, False),
    (0, 80, 40, True, True),
    (1, 33, 30, True, False),
    (2, 12, 45, True, False),
    (4, 9, 90, True, False),
    (5, -3, 30, False, False),
    (5, 60, 45, True, True),
    (6, 100, 90, True, True),
)
"""The Twingo should have come back three days ago."""

REASONS = ("Fin de la période d’essai", "Fin du contrat de trois mois", "Retour de sa voiture réparée", "")
LEARNERS_SHARE = 0.15


def fill_fleet(team: Team, *, as_of: date, chance: Random) -> None:
    """Write vehicles and their loans."""
    vehicles = Vehicle.objects.bulk_create(
        Vehicle(
            organisation=team.platform,
            kind=kind,
            label=label,
            plate=plate,
            kept_at=team.points[0],
            odometer_km=None if kind in {VehicleKind.BIKE, VehicleKind.E_BIKE} else 60_000 + 7_000 * number,
            daily_rate_eur=rate,
            deposit_eur=deposit,
            km_per_day=km_per_day,
            roadworthy_until=as_of + timedelta(days=240) if kind == VehicleKind.CAR else None,
            insured_until=as_of + timedelta(days=120),
            entered_on=as_of - timedelta(days=400),
        )
        for number, (kind, label, plate, rate, deposit, km_per_day) in enumerate(VEHICLES)
    )
    cases = chance.sample(list(team.open_cases), min(len(LOANS), len(team.open_cases)))
    for (number, days_ago, days, is_out, is_back), case in zip(LOANS, cases, strict=False):
        vehicle, starts_on = vehicles[number], as_of - timedelta(days=days_ago)
        loan = Loan.objects.create(
            case=case,
            vehicle=vehicle,
            kind=LoanKind.RENTED if vehicle.daily_rate_eur else LoanKind.LENT,
            starts_on=starts_on,
            ends_on=starts_on + timedelta(days=days),
            end_reason=chance.choice(REASONS),
            daily_rate_eur=vehicle.daily_rate_eur,
            deposit_eur=vehicle.deposit_eur,
            km_per_day=vehicle.km_per_day,
            deposit_received_on=starts_on if is_out else None,
            contract_signed_on=starts_on if is_out else None,
            created_at=_at(starts_on - timedelta(days=2)),
            created_by=case.adviser or team.manager,
            handed_over_at=_at(starts_on) if is_out else None,
            returned_at=_at(min(starts_on + timedelta(days=days), as_of - timedelta(days=1))) if is_back else None,
        )
        for handling, at in ((Handling.OUT, loan.handed_over_at), (Handling.BACK, loan.returned_at)):
            if at is not None:
                _look_over(loan, handling, at)


def _look_over(loan: Loan, handling: str, at: datetime) -> None:
    read = loan.vehicle.odometer_km
    driven = 0 if handling == Handling.OUT else 30 * (loan.returned_at - loan.handed_over_at).days
    Inspection.objects.create(
        loan=loan,
        handling=handling,
        at=at,
        odometer_km=None if read is None else read - 2_000 + driven,
        findings={point.code: "good" for point in points_for(loan.vehicle.kind)},
        agreed_by=str(loan.case.beneficiary),
        by=loan.created_by,
    )


def fill_learning(team: Team, *, as_of: date, chance: Random) -> None:
    """Write lessons followed, and one trip learned in stages."""
    codes, rows = list_lessons(), []
    for case in team.open_cases:
        if case.adviser is not None and chance.random() < LEARNERS_SHARE:
            rows.append(_progress(case.beneficiary, chance.choice(codes), case.adviser, as_of, chance))
    LessonProgress.objects.bulk_create(rows)
    learner = next((case for case in team.open_cases if case.beneficiary.first_name == "Élodie"), None)
    if learner is not None:
        _rehearse(learner, as_of)


def _progress(person, lesson: str, adviser, as_of: date, chance: Random) -> LessonProgress:
    cards = read_lesson(lesson).cards
    proposed, reached = _at(as_of - timedelta(days=chance.randint(2, 30))), chance.randint(0, len(cards))
    tried = [number for number, card in enumerate(cards[:reached], start=1) if card.is_practice]
    return LessonProgress(
        person=person,
        lesson=lesson,
        proposed_at=proposed,
        proposed_by=adviser,
        started_at=proposed + timedelta(hours=5) if reached else None,
        last_card=reached,
        tried_cards=tried,
        right_cards=[number for number in tried if chance.random() < 0.8],
        finished_at=proposed + timedelta(hours=6) if reached == len(cards) else None,
    )


def _rehearse(case, as_of: date) -> None:
    rehearsal = Rehearsal.objects.create(
        case=case,
        from_place="Montbrelles, Les Tilleuls",
        to_place="Zone des Portes",
        route="Ligne 1 jusqu’à la gare, puis ligne 4. Le changement est en face.",
        companion="Nadia Ferhat",
        created_at=_at(as_of - timedelta(days=30)),
        created_by=case.adviser,
    )
    RehearsalTrip.objects.bulk_create(
        RehearsalTrip(
            rehearsal=rehearsal,
            stage=stage,
            made_on=as_of - timedelta(days=days),
            minutes=minutes,
            went=went,
            note=note,
            recorded_by=case.adviser,
        )
        for stage, days, minutes, went, note in (
            (Stage.WITH, 28, 70, HowItWent.WITH_HELP, "Hésite au changement, retient l’arrêt."),
            (Stage.WITH, 21, 55, HowItWent.WELL, ""),
            (Stage.SHADOWED, 9, 55, HowItWent.WELL, "A demandé au conducteur, seule."),
        )
    )


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10)))
