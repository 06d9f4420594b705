"""What a service costs beside licences: plain products and divisions, and nothing invented where nobody is known."""

import math

import pytest

from allant.errors import InputError
from allant.parameters import estimate
from allant.travel_cost import added_service


def test_service_is_hours_by_the_cost_of_an_hour_shared_by_those_who_gain():
    hour, licence = estimate("travel_cost/service_hour"), estimate("travel_cost/driving_licence")
    found = added_service(97, 360)
    for name in ("low", "central", "high"):
        assert getattr(found.a_year, name) == pytest.approx(97 * getattr(hour, name))
        assert getattr(found.per_person, name) == pytest.approx(97 * getattr(hour, name) / 360)
        assert getattr(found.licences_for_all, name) == pytest.approx(360 * getattr(licence, name))


def test_break_even_is_the_fewest_people_whose_licences_cost_as_much():
    found = added_service(97, 360)
    plain = next(people for people in range(10_000) if people * found.licence.central >= found.a_year.central)
    assert found.break_even[1] == plain
    assert found.break_even[0] <= plain <= found.break_even[2]
    assert added_service(0, 10).break_even == (0, 0, 0)


@pytest.mark.parametrize("people", [None, 0])
def test_nobody_known_has_no_share(people):
    found = added_service(10, people)
    assert found.per_person is None
    assert found.licences_for_all is None


@pytest.mark.parametrize(("hours", "people"), [(-1, 10), (math.nan, 10), (10, -1)])
def test_less_than_nothing_is_refused(hours, people):
    with pytest.raises(InputError, match="0 ou plus"):
        added_service(hours, people)
