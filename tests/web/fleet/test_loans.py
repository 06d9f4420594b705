"""Loans from booking to return: terms, clashes, inspections, blocks, money, tasks."""

import datetime
from decimal import Decimal

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.web import factories
from tests.web.documents.files import photo

from allant.errors import InputError
from allant.web.agenda.models import Task
from allant.web.fleet import actions, jobs, money, queries
from allant.web.fleet.inspection import blocking, points_for
from allant.web.fleet.models import Block, Inspection, InspectionPhoto, Loan, Payment
from allant.web.fleet.occupancy import Span
from allant.web.journal.models import Entry

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def day(offset):
    return TODAY + datetime.timedelta(days=offset)


@pytest.fixture
def vehicle(house):
    return factories.VehicleFactory(organisation=house.platform, label="Clio grise")


def book(case, vehicle, by, first=0, last=29, kind="rented"):
    loan = Loan(case=case, vehicle=vehicle, kind=kind, starts_on=day(first), ends_on=day(last))
    return actions.book(loan=loan, by=by)


def seen(loan, *, odometer_km=None, **findings):
    good = {point.code: "good" for point in points_for(loan.vehicle.kind)}
    return Inspection(loan=loan, findings=good | findings, agreed_by="Rosa", odometer_km=odometer_km)


@pytest.fixture
def out(case, vehicle, house):
    """A loan whose vehicle is with the person."""
    loan = book(case, vehicle, house.adviser)
    actions.hand_over(inspection=seen(loan, odometer_km=1000), by=house.adviser)
    return Loan.objects.get(pk=loan.pk)


def test_loan_takes_the_terms_of_its_day_and_keeps_them(case, vehicle, house):
    loan = book(case, vehicle, house.adviser)
    vehicle.daily_rate_eur, vehicle.deposit_eur = 9, 999
    actions.save_vehicle(vehicle=vehicle, by=house.manager)
    kept = Loan.objects.get(pk=loan.pk)
    assert (kept.daily_rate_eur, kept.deposit_eur, kept.km_per_day) == (4, 200, 50)
    assert Entry.objects.filter(subject_id=str(case.pk), detail="véhicule réservé : Clio grise").exists()


def test_free_loan_costs_nothing_a_day(case, vehicle, house):
    assert book(case, vehicle, house.adviser, kind="lent").daily_rate_eur == 0


@pytest.mark.parametrize(("first", "last"), [(29, 40), (-5, 0), (3, 4), (-5, 40)])
def test_vehicle_already_taken_is_refused_with_the_dates(case, vehicle, house, first, last):
    book(case, vehicle, house.adviser)
    with pytest.raises(InputError, match="déjà pris du"):
        book(factories.CaseFactory(organisation=house.platform), vehicle, house.adviser, first, last)


def test_vehicle_given_up_or_returned_early_is_free_again(case, vehicle, house, out):
    with time_machine.travel(timezone.now() + datetime.timedelta(days=3), tick=False):
        actions.take_back(inspection=seen(out, odometer_km=1100), by=house.adviser)
    actions.cancel(loan=book(case, vehicle, house.adviser, 10, 12), by=house.adviser)
    book(case, vehicle, house.adviser, 10, 12)
    assert queries.holding().count() == 2


def test_vehicle_that_leaves_the_fleet_is_not_booked_beyond(case, vehicle, house):
    vehicle.withdrawn_on = day(10)
    vehicle.save()
    with pytest.raises(InputError, match="quitte la flotte"):
        book(case, vehicle, house.adviser, 0, 10)
    book(case, vehicle, house.adviser, 0, 9)


def test_handing_over_and_taking_back_move_the_meter_and_the_state(out, vehicle, house):
    assert out.is_out
    actions.take_back(inspection=seen(out, odometer_km=1400), by=house.adviser)
    vehicle.refresh_from_db()
    out.refresh_from_db()
    assert (vehicle.odometer_km, out.is_out) == (1400, False)


def test_meter_does_not_go_back(out, house):
    with pytest.raises(InputError, match="ne recule pas"):
        actions.take_back(inspection=seen(out, odometer_km=999), by=house.adviser)
    out.refresh_from_db()
    assert out.is_out


def test_vehicle_goes_out_once(out, house):
    with pytest.raises(InputError, match="déjà été remis"):
        actions.hand_over(inspection=seen(out), by=house.adviser)


def test_vehicle_that_has_not_come_back_does_not_go_out_again(out, vehicle, house):
    Loan.objects.filter(pk=out.pk).update(starts_on=day(-9), ends_on=day(-1))
    following = Loan.objects.create(
        case=out.case,
        vehicle=vehicle,
        kind="lent",
        starts_on=day(0),
        ends_on=day(3),
        daily_rate_eur=0,
        deposit_eur=0,
        created_by=house.adviser,
    )
    with pytest.raises(InputError, match="pas encore revenu"):
        actions.hand_over(inspection=seen(following), by=house.adviser)


def test_grave_defect_keeps_the_vehicle_here_and_raises_a_task(case, vehicle, house):
    loan = book(case, vehicle, house.adviser)
    kept = actions.hand_over(inspection=seen(loan, brakes="defect"), by=house.adviser)
    loan.refresh_from_db()
    assert (kept.pk, loan.handed_over_at) == (None, None)
    assert "Freins" in Block.objects.get(vehicle=vehicle, lifted_at__isnull=True).reason
    task = Task.objects.get(key=f"loan-{loan.pk}-defect")
    assert (task.person, task.organisation) == (case.beneficiary, house.platform)
    with pytest.raises(InputError, match="bloqué"):
        actions.hand_over(inspection=seen(loan), by=house.adviser)
    actions.lift_block(vehicle=vehicle, because="freins changés", by=house.manager)
    assert actions.hand_over(inspection=seen(loan), by=house.adviser).pk


def test_grave_defect_at_the_return_blocks_but_the_vehicle_is_back(out, vehicle, house):
    actions.take_back(inspection=seen(out, tyres="defect", body="defect"), by=house.adviser)
    out.refresh_from_db()
    assert out.returned_at is not None
    assert Block.objects.get(vehicle=vehicle).reason == "défaut au retour : Pneus"


def test_scratch_or_something_to_watch_blocks_nothing():
    assert blocking("car", {"body": "defect", "tyres": "to_watch"}) == []
    assert blocking("bike", {"chain": "defect"}) == ["Chaîne et pédalier"]


def test_block_is_lifted_once_and_with_a_reason(vehicle, house):
    actions.block(vehicle=vehicle, reason="bruit", by=house.adviser)
    actions.block(vehicle=vehicle, reason="fumée", by=house.adviser)
    assert Block.objects.get().reason == "bruit ; fumée"
    actions.lift_block(vehicle=vehicle, because="réparé", by=house.manager)
    with pytest.raises(InputError, match="n’est plus bloqué"):
        actions.lift_block(vehicle=vehicle, because="réparé", by=house.manager)
    with pytest.raises(IntegrityError), transaction.atomic():
        Block.objects.create(vehicle=vehicle, reason="x", by=house.adviser, lifted_at=timezone.now())


def test_photos_are_kept_with_the_documents_of_the_person(case, vehicle, house):
    loan = book(case, vehicle, house.adviser)
    files = [SimpleUploadedFile("avant.jpg", photo(), "image/jpeg") for _ in range(2)]
    actions.hand_over(inspection=seen(loan), photos=files, by=house.adviser)
    kept = InspectionPhoto.objects.select_related("document")
    assert {each.document.person for each in kept} == {case.beneficiary}
    assert kept.count() == 2


def test_false_photo_leaves_nothing_half_done(case, vehicle, house):
    loan = book(case, vehicle, house.adviser)
    with pytest.raises(InputError):
        actions.hand_over(
            inspection=seen(loan),
            photos=[SimpleUploadedFile("x.jpg", b"MZ not a photo", "image/jpeg")],
            by=house.adviser,
        )
    loan.refresh_from_db()
    assert (loan.handed_over_at, Inspection.objects.count()) == (None, 0)


def test_renewal_keeps_the_former_end_and_frees_the_task(out, house):
    Loan.objects.filter(pk=out.pk).update(starts_on=day(-20), ends_on=day(-1))
    jobs.watch_returns(timezone.now())
    actions.renew(loan=out, new_end_on=day(15), reason="période d’essai prolongée", by=house.adviser)
    out.refresh_from_db()
    renewal = out.renewals.get()
    assert (out.ends_on, renewal.former_end_on, renewal.reason) == (day(15), day(-1), "période d’essai prolongée")
    assert Task.objects.get().dropped_at is not None
    assert jobs.watch_returns(timezone.now()) == 0


def test_renewal_does_not_take_the_vehicle_from_the_next_person(out, vehicle, house):
    book(factories.CaseFactory(organisation=house.platform), vehicle, house.adviser, 40, 50)
    with pytest.raises(InputError, match="déjà pris"):
        actions.renew(loan=out, new_end_on=day(40), reason="x", by=house.adviser)
    actions.renew(loan=out, new_end_on=day(39), reason="x", by=house.adviser)
    with pytest.raises(InputError, match="finit après"):
        actions.renew(loan=out, new_end_on=day(39), reason="x", by=house.adviser)


def test_late_vehicle_raises_one_task_and_its_return_settles_it(out, house):
    Loan.objects.filter(pk=out.pk).update(starts_on=day(-20), ends_on=day(-1))
    for _ in range(2):
        assert jobs.watch_returns(timezone.now()) == 1
    task = Task.objects.get()
    assert (task.assignee, task.due_on) == (out.case.adviser, day(-1))
    assert "retour attendu" in task.title
    out.refresh_from_db()
    actions.take_back(inspection=seen(out, odometer_km=1100), by=house.adviser)
    task.refresh_from_db()
    assert task.done_by == house.adviser


def test_end_that_comes_is_told_a_week_before_and_not_earlier(out):
    with time_machine.travel(timezone.now() + datetime.timedelta(days=21), tick=False):
        assert jobs.watch_returns(timezone.now()) == 0
    with time_machine.travel(timezone.now() + datetime.timedelta(days=22), tick=False):
        assert jobs.watch_returns(timezone.now()) == 1
        assert "fin du prêt" in Task.objects.get().title


def test_money_follows_the_days_really_taken(out, house):
    assert money.account(out, TODAY).due_eur == 30 * 4
    actions.take_payment(payment=Payment(loan=out, paid_on=TODAY, amount_eur=Decimal("50.50")), by=house.adviser)
    assert money.account(out, TODAY).left_eur == Decimal("69.50")
    assert money.account(out, day(40)).due_eur == 41 * 4
    with time_machine.travel(timezone.now() + datetime.timedelta(days=4), tick=False):
        actions.take_back(inspection=seen(out, odometer_km=1400), by=house.adviser)
        out.refresh_from_db()
        assert money.account(out, day(40)).due_eur == 5 * 4
        ends = {each.handling: each for each in out.inspections.all()}
        driven = money.mileage(out, ends["out"], ends["back"], day(40))
    assert (driven.driven_km, driven.included_km, driven.over_km) == (400, 250, 150)


def test_kilometres_are_unknown_where_the_meter_was_not_read(out, house):
    actions.take_back(inspection=seen(out), by=house.adviser)
    ends = {each.handling: each for each in out.inspections.all()}
    assert money.mileage(out, ends["out"], ends["back"], TODAY).over_km is None


def test_booking_given_up_costs_nothing_and_a_vehicle_out_is_not_given_up(out, case, house):
    with pytest.raises(InputError, match="Notez son retour"):
        actions.cancel(loan=out, by=house.adviser)
    other = book(case, factories.VehicleFactory(organisation=house.platform), house.adviser)
    actions.cancel(loan=other, by=house.adviser)
    other.refresh_from_db()
    assert money.account(other, TODAY).due_eur == 0


def test_utilisation_counts_vehicle_days_inside_the_fleet_only(case, vehicle, house, out):
    window = Span(day(-9), day(0))
    late_comer = factories.VehicleFactory(organisation=house.platform, entered_on=day(-1))
    factories.LoanFactory(
        case=case, vehicle=late_comer, starts_on=day(-1), ends_on=day(0), handed_over_at=timezone.now()
    )
    use = queries.utilisation(queries.vehicles_of(house.platform, window=window), window, TODAY)
    assert (use.days_in_fleet, use.days_taken) == (10 + 2, 1 + 2)
    assert queries.Utilisation(0, 0).share is None
