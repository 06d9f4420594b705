"""Who can come to a shift: many people at once, answered as each of them would be alone."""

from datetime import datetime, time, timedelta

import numpy as np
import pytest
from tests.web import factories
from tests.web.reaching.valley import FACTORY, ZONE

from allant.reach import Change, Obstacle, best_of, ways_of, with_change
from allant.routing.places import Places
from allant.routing.trips import Trip
from allant.trips import Mode
from allant.web.cases.models import Case
from allant.web.demo.places import PLACES
from allant.web.reaching.caseload import travellers_of
from allant.web.reaching.coming import Missing, Verdict, who_comes
from allant.web.reaching.doors import known_places
from allant.web.reaching.enums import Day
from allant.web.reaching.grounds import ground_of
from allant.web.reaching.possibilities import situation_of
from allant.web.reaching.shifts import Shift, slots_of
from allant.web.reaching.spending import outings
from allant.web.reaching.times import transit_trip

pytestmark = pytest.mark.django_db
NOTHING = {"licence": "none", "vehicle": "none", "bike": "none", "transport_pass": "none", "walk": "easy"}


@pytest.fixture
def shift_at(ground):
    def asked(place=ZONE, starts=time(7, 15), ends=time(16), days=(Day.WEEKDAY,), limit=60):
        return Shift(known_places(ground)[place], starts, ends, days, limit)

    return asked


@pytest.fixture
def somebody(lives_in, house):
    """Open the case of somebody who lives in a commune, with what they answered and what is noted beside."""

    def opened(commune="Vernoisy", *, needs=None, **answers):
        case = lives_in(commune)
        factories.bilan(case=case, by=house.adviser, answers=NOTHING | answers, is_finished=True)
        if needs:
            factories.TravelNeedsFactory(case=case, **needs)
        return case

    return opened


def replies_of(shift, ground, as_of):
    travellers = travellers_of(Case.objects.filter(exit__isnull=True).order_by("pk"))
    return who_comes(travellers, ground, shift, as_of).replies


# —— The slow, obvious twin: one person, one departure, one engine call at a time ——


def twin_transit(case, shift, ground, slots):
    """Return minutes there, or None: the last departure that arrives, and a way home in time, on every day."""
    situation = situation_of(case)
    commune = case.beneficiary.commune
    home, work = Places.one(commune.lon, commune.lat), Places.one(shift.place.lon, shift.place.lat)
    engine, worst = ground.engine(Mode.TRANSIT), 0.0
    for slot in slots:
        usual = transit_trip(slot.starts, situation.footing)

        def one_way(origin, destination, departure, most, usual=usual):
            trip = Trip(Mode.TRANSIT, most, departure, 0, usual.walking_km_per_h, usual.max_walk_min, usual.wheelchair)
            found = engine.travel_times(origin, destination, trip)["travel_s"].to_list()
            return found[0] / 60 if found else None

        arriving = None
        for before in range(5, shift.limit_min + 1, 5):
            minutes = one_way(home, work, slot.starts - timedelta(minutes=before), before)
            if minutes is not None:
                arriving = minutes
                break
        if arriving is None or one_way(work, home, slot.ends, shift.limit_min) is None:
            return None
        worst = max(worst, arriving)
    return worst


def twin(case, shift, ground, as_of):
    """Return the verdict, the way, its minutes and its cost, and the changes that would do, of one person."""
    situation, commune = situation_of(case), case.beneficiary.commune
    if commune is None:
        return Verdict.UNKNOWN, None, None, None, set()
    home, work = Places.one(commune.lon, commune.lat), Places.one(shift.place.lon, shift.place.lat)
    minutes = {}
    on_foot = Mode.WHEELCHAIR if situation.needs.uses_wheelchair else Mode.WALK
    for mode in (on_foot, Mode.BICYCLE, Mode.E_BIKE, Mode.CAR):
        pace = situation.footing.km_per_h if mode is Mode.WALK else None
        found = ground.engine(mode).travel_times(home, work, Trip(mode, shift.limit_min, walking_km_per_h=pace))
        minutes[mode] = np.array([found["travel_s"][0] / 60 if len(found) else np.inf])
    minutes[Mode.CARPOOL] = minutes[Mode.CAR]
    by_bus = twin_transit(case, shift, ground, slots_of(ground.network, shift, as_of))
    minutes[Mode.TRANSIT] = np.array([np.inf if by_bus is None else by_bus])
    week = 10 if Day.WEEKDAY in shift.days else 0
    week += 2 * len(set(shift.days) - {Day.WEEKDAY})
    place = factories.PlaceToBeFactory.build(
        lon=shift.place.lon, lat=shift.place.lat, one_way_trips_per_week=week, noted_by=None
    )
    going = outings(home, [place])
    costs = {mode: situation.purse.cost(mode, going).total for mode in minutes}

    def best(profile):
        return best_of(ways_of(profile, minutes, costs), 0, shift.limit_min)

    today, profile = best(situation.profile), situation.profile
    if today.way:
        return Verdict.COMES, today.way.mode, today.minutes, today.way.eur_per_month, set()
    if not situation.answers:
        return Verdict.UNKNOWN, None, None, None, set()
    changes = {Change.E_BIKE, Change.LIFT}
    if profile.has_car and profile.car_runs is False:
        changes.add(Change.CAR_REPAIRED)
    if not (profile.has_licence and profile.has_car):
        changes.add(Change.LICENCE_AND_CAR)
    opening = {change for change in changes if best(with_change(profile, change)).way}
    return Verdict.COULD if opening else None, None, None, None, opening


LIVES = [
    {},
    {"bike": "works", "needs": {"cycles": True}},
    {"licence": "valid", "vehicle": "when_needed", "vehicle_state": "not_running"},
    {"licence": "valid", "vehicle": "when_needed", "vehicle_state": "good"},
    {"walk": "hard", "needs": {"budget_eur_per_month": 30}},
    {"needs": {"uses_wheelchair": True}},
    {"needs": {"pace": "slow", "longest_walk_min": 15, "cycles": True, "has_e_bike": True}},
    {"licence": "valid", "vehicle": "sometimes"},
    {"transport_pass": "pass_held", "needs": {"has_lift": True}},
    {"needs": {"budget_eur_per_month": 5, "cycles": False}},
]


@pytest.mark.parametrize(
    ("starts", "ends", "days", "limit"),
    [
        (time(7, 15), time(16), (Day.WEEKDAY,), 60),
        (time(13), time(17), (Day.WEEKDAY,), 60),
        (time(5), time(13), (Day.WEEKDAY, Day.SATURDAY), 45),
        (time(21), time(5), (Day.SUNDAY,), 30),
    ],
)
def test_thirty_people_are_answered_as_each_alone(somebody, shift_at, ground, as_of, starts, ends, days, limit):
    cases = [somebody(PLACES[n % len(PLACES)].name, **LIVES[n % len(LIVES)]) for n in range(30)]
    shift = shift_at(FACTORY, starts, ends, days, limit)
    replies = replies_of(shift, ground, as_of)
    assert len(replies) == 30
    for case in cases:
        reply = replies[case.pk]
        verdict, mode, minutes, cost, changes = twin(Case.objects.get(pk=case.pk), shift, ground, as_of)
        assert {change for change, _one in reply.futures} == changes
        if verdict is None:
            assert reply.verdict in {Verdict.CANNOT, Verdict.UNKNOWN}
            continue
        assert reply.verdict is verdict
        if verdict is Verdict.COMES:
            assert reply.coming.mode is mode
            assert reply.coming.minutes == pytest.approx(minutes)
            assert reply.coming.eur_per_month == cost


# —— What each answer means ——


def test_car_that_does_not_run_is_brought_back_by_a_repair(somebody, shift_at, ground, as_of):
    case = somebody(licence="valid", vehicle="when_needed", vehicle_state="not_running", needs={"cycles": False})
    reply = replies_of(shift_at(starts=time(4), ends=time(12)), ground, as_of)[case.pk]
    assert reply.verdict is Verdict.COULD
    assert {change for change, _ in reply.futures} == {Change.CAR_REPAIRED, Change.LIFT}
    prices = [one.eur_per_month.central for _, one in reply.futures]
    assert prices == sorted(prices)
    assert reply.obstacles[Mode.CAR] == (Obstacle.CAR_BROKEN,)


def test_bus_must_arrive_before_the_shift_and_lead_back_after_it(somebody, shift_at, ground, as_of):
    case = somebody("Allant-sur-Verne", needs={"cycles": False})
    by_day = replies_of(shift_at(), ground, as_of)[case.pk]
    assert (by_day.verdict, by_day.coming.mode) == (Verdict.COMES, Mode.TRANSIT)
    assert 0 < by_day.coming.minutes <= by_day.coming.leaves_before <= 60
    too_early = replies_of(shift_at(starts=time(5), ends=time(13)), ground, as_of)[case.pk]
    assert too_early.obstacles[Mode.TRANSIT][-1] is Obstacle.NO_LINE_AT_THAT_HOUR
    too_late = replies_of(shift_at(starts=time(7, 15), ends=time(22)), ground, as_of)[case.pk]
    assert too_late.obstacles[Mode.TRANSIT][-1] is Obstacle.NO_WAY_BACK


def test_several_days_are_all_needed(somebody, shift_at, ground, as_of):
    case = somebody("Allant-sur-Verne", needs={"cycles": False})
    week = replies_of(shift_at(), ground, as_of)[case.pk]
    with_sunday = replies_of(shift_at(days=(Day.WEEKDAY, Day.SUNDAY)), ground, as_of)[case.pk]
    assert week.verdict is Verdict.COMES
    assert with_sunday.verdict is not Verdict.COMES


def test_what_nobody_knows_is_neither_a_yes_nor_a_no(lives_in, somebody, shift_at, ground, as_of):
    nowhere, no_bilan = lives_in("Vernoisy"), lives_in("Vernoisy")
    nowhere.beneficiary.commune = None
    nowhere.beneficiary.save()
    replies = replies_of(shift_at(), ground, as_of)
    assert (replies[nowhere.pk].verdict, replies[nowhere.pk].missing) == (Verdict.UNKNOWN, Missing.DOOR)
    assert (replies[no_bilan.pk].verdict, replies[no_bilan.pk].missing) == (Verdict.UNKNOWN, Missing.BILAN)


def test_car_that_is_there_from_time_to_time_is_asked_about(somebody, shift_at, ground, as_of):
    case = somebody("Fontorbe", licence="valid", vehicle="sometimes", vehicle_state="good")
    reply = replies_of(shift_at(starts=time(4), ends=time(12)), ground, as_of)[case.pk]
    assert reply.to_check == (Mode.CAR,)


def test_budget_that_holds_nothing_is_a_no(somebody, shift_at, ground, as_of):
    case = somebody("Fontorbe", needs={"budget_eur_per_month": 1, "cycles": False})
    reply = replies_of(shift_at(starts=time(4), ends=time(12)), ground, as_of)[case.pk]
    assert reply.verdict is Verdict.CANNOT
    assert Obstacle.OVER_BUDGET in reply.obstacles[Mode.CARPOOL]


def test_last_bilan_and_last_revision_count(somebody, house, shift_at, ground, as_of):
    case = somebody("Fontorbe")
    later = NOTHING | {"licence": "valid", "vehicle": "when_needed", "vehicle_state": "good"}
    factories.bilan(case=case, by=house.adviser, moment="mid", answers=later, is_finished=True)
    reply = replies_of(shift_at(starts=time(4), ends=time(12)), ground, as_of)[case.pk]
    assert (reply.verdict, reply.coming.mode) == (Verdict.COMES, Mode.CAR)


def test_shift_of_the_night_ends_the_next_day(shift_at, ground, as_of):
    night = slots_of(ground.network, shift_at(starts=time(21), ends=time(5)), as_of)[0]
    assert night.ends - night.starts == timedelta(hours=8)
    assert night.ends.date() == night.starts.date() + timedelta(days=1)
    assert night.starts >= datetime.combine(as_of, time())


def test_without_a_ground_the_answer_is_an_estimate_without_lines(
    somebody, shift_at, as_of, territory, settings, tmp_path
):
    case = somebody(licence="valid", vehicle="when_needed", vehicle_state="good")
    shift = shift_at()
    settings.GROUNDS = tmp_path / "nothing"
    bare = ground_of(territory)
    answered = who_comes(travellers_of(Case.objects.all()), bare, shift, as_of)
    assert answered.slots is None
    assert answered.replies[case.pk].coming.mode is Mode.CAR
    assert Mode.TRANSIT not in answered.replies[case.pk].obstacles


def test_caseload_tells_of_each_what_their_file_tells(somebody, house, ground):
    case = somebody(
        "Vernoisy",
        bike="works",
        needs={"budget_eur_per_month": 60, "home_name": "Gare", "home_lon": 2.9, "home_lat": 46.3},
    )
    link = case.case_assessments.get()
    factories.UsualTripFactory(link=link, mode="carpool", aboard=3)
    (traveller,) = travellers_of(Case.objects.all())
    alone = situation_of(Case.objects.get(pk=case.pk))
    assert traveller.situation.profile == alone.profile
    assert (traveller.situation.purse, traveller.situation.footing) == (alone.purse, alone.footing)
    assert (traveller.door.name, traveller.has_bilan) == ("Gare", True)
