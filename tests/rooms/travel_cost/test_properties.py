"""What holds for every month, and the same totals from a slow twin."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rooms.travel_cost.plain_twin import total
from tests.rooms.trips.weeks import months, ways

from allant.travel_cost import Holding, Terms, VariesWith, cost_of_month
from allant.trips import Mode, Travelled, Way

BOUNDS = ("low", "central", "high")
amounts = st.none() | st.floats(0, 500)
terms = st.builds(
    Terms,
    holding=st.sampled_from(Holding),
    rent_eur_per_month=amounts,
    age_years=st.none() | st.floats(0, 40),
    is_new_driver=st.booleans(),
    drives=st.booleans(),
    energy_price_eur=st.none() | st.floats(0, 4),
    insurance_eur_per_month=amounts,
    parking_eur_per_month=amounts,
    pass_eur_per_month=amounts,
    fare_eur_per_trip=st.none() | st.floats(0, 20),
    employer_refunds=st.none() | st.booleans(),
)


def three(estimate):
    return [getattr(estimate, bound) for bound in BOUNDS]


@given(ways, months(), terms)
def test_total_is_that_of_the_slow_twin(way, month, known):
    found = cost_of_month(way, month, known)
    assert three(found.total) == pytest.approx([total(way, month, known, bound) for bound in BOUNDS], abs=1e-6)


@given(ways, months(), terms)
def test_nothing_is_ever_gained_by_travelling(way, month, known):
    found = cost_of_month(way, month, known)
    for line in found.lines:
        assert line.eur_per_month is None or line.eur_per_month.low >= 0
    assert found.loss_of_value.low >= 0
    assert three(found.total) == pytest.approx(three(found.fixed + found.varying))


@given(ways, months(), terms, st.floats(1, 3))
def test_who_travels_more_never_pays_less(way, month, known, factor):
    before, after = cost_of_month(way, month, known), cost_of_month(way, month.times(factor), known)
    for less, more in zip(three(before.total), three(after.total), strict=True):
        assert less <= more + 1e-9


@given(ways, terms)
def test_month_without_trips_costs_only_what_is_fixed(way, known):
    found = cost_of_month(way, Travelled(), known)
    assert three(found.varying) == [0, 0, 0]
    assert found.total == found.fixed


@given(months(), terms, st.integers(2, 9))
def test_those_aboard_divide_the_road_of_a_carpool(month, known, aboard):
    way = Way(Mode.CARPOOL)
    alone, together = (
        cost_of_month(way, Travelled(month.one_way_trips, month.km, month.km / people), known) for people in (1, aboard)
    )
    divisor = aboard if known.fare_eur_per_trip is None and month.km else 1
    assert three(together.varying) == pytest.approx([each / divisor for each in three(alone.varying)])
    assert together.fixed == alone.fixed


@given(ways, months(), terms, st.floats(1, 100))
def test_one_more_km_adds_what_it_is_said_to_add(way, month, known, more_km):
    share = month.share_km / month.km if month.km else 1.0
    further = Travelled(month.one_way_trips, month.km + more_km, month.share_km + more_km * share)
    before, after = cost_of_month(way, month, known), cost_of_month(way, further, known)
    of_km = [
        sum(line.eur_per_month.central for line in cost.lines if line.varies_with is VariesWith.KM)
        for cost in (before, after)
    ]
    assert of_km[1] - of_km[0] == pytest.approx(before.eur_per_km.central * more_km, abs=1e-6)
