"""Geometry of charts: figures in, positions out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allant.web.ui.charts import RADAR_CENTRE_X, RADAR_CENTRE_Y, RADAR_RADIUS, bars, radar, scale, segments

SEVEN = ["Environnement", "Matériel", "Budget", "Physique", "Se repérer", "Confiance", "Contraintes"]
positions = st.floats(min_value=0, max_value=100)


def points_of(polygon):
    return [tuple(float(part) for part in point.split(",")) for point in polygon.split()]


def distance_from_centre(point):
    return ((point[0] - RADAR_CENTRE_X) ** 2 + (point[1] - RADAR_CENTRE_Y) ** 2) ** 0.5


def test_scale_places_value_interval_and_entry():
    drawn = scale(58, 52, 64, entry=44)
    assert (drawn.value_pct, drawn.low_pct, drawn.width_pct, drawn.entry_pct) == (58, 52, 12, 44)


def test_scale_without_entry_has_no_entry_mark():
    assert scale(58, 52, 64).entry_pct is None


def test_interval_beyond_the_line_is_drawn_to_its_end():
    drawn = scale(97, 90, 104)
    assert drawn.low_pct + drawn.width_pct == 100


@given(positions, positions, positions)
def test_interval_never_leaves_the_line(value, one, other):
    low, high = sorted((one, other))
    drawn = scale(value, low, high)
    assert 0 <= drawn.low_pct <= drawn.low_pct + drawn.width_pct <= 100.01


def test_first_axis_of_a_radar_points_up():
    top = radar(SEVEN, [100] * 7).axes[0]
    assert (top.x, top.y, top.anchor) == (RADAR_CENTRE_X, RADAR_CENTRE_Y - RADAR_RADIUS, "middle")


def test_axes_of_a_radar_follow_clockwise():
    axes = radar(SEVEN, [100] * 7).axes
    assert axes[1].x > RADAR_CENTRE_X
    assert axes[6].x < RADAR_CENTRE_X


def test_point_of_a_radar_is_as_far_as_its_value():
    profile = points_of(radar(SEVEN, [0, 25, 50, 75, 100, 50, 25]).now)
    reached = [distance_from_centre(point) / RADAR_RADIUS * 100 for point in profile]
    assert reached == pytest.approx([0, 25, 50, 75, 100, 50, 25], abs=0.2)


def test_axis_not_measured_is_left_out_of_the_profile():
    drawn = radar(SEVEN, [50, None, 50, 50, 50, 50, 50])
    assert len(points_of(drawn.now)) == len(drawn.dots) == 6
    assert len(drawn.axes) == 7


def test_radar_without_entry_has_no_dashed_profile():
    assert radar(SEVEN, [50] * 7).before == ""


def test_radar_of_two_axes_is_refused():
    with pytest.raises(ValueError, match="at least three"):
        radar(["a", "b"], [1, 2])


def test_radar_with_a_value_too_few_is_refused():
    with pytest.raises(ValueError, match="one value, or None, by axis"):
        radar(SEVEN, [50] * 6)


def test_long_axis_label_is_cut_at_a_space():
    axis = radar(["Savoir se repérer", "Budget", "Confiance"], [50] * 3).axes[0]
    assert [line for line, _ in axis.lines] == ["Savoir se", "repérer"]


def test_gains_start_at_zero_and_losses_end_there():
    drawn = bars([("licence", 6.0), ("not asked again", -2.0)])
    gain, loss = drawn.rows
    assert drawn.zero_pct == 25
    assert (gain.start_pct, gain.width_pct) == (25, 75)
    assert (loss.start_pct, loss.start_pct + loss.width_pct) == (0, 25)
    assert loss.is_loss
    assert not gain.is_loss


def test_bars_say_what_they_add_up_to():
    assert bars([("a", 0.1), ("b", 0.2), ("c", -0.4)]).total == pytest.approx(-0.1)


def test_tiny_contribution_stays_visible_and_nothing_is_invented_for_zero():
    tiny, nothing, _ = bars([("tiny", 0.01), ("nothing", 0.0), ("large", 90.0)]).rows
    assert tiny.width_pct > 1
    assert nothing.width_pct == 0


def test_no_contribution_at_all_draws_no_bar():
    assert bars([]).rows == ()


@given(st.lists(st.floats(min_value=-60, max_value=60), min_size=1, max_size=12))
def test_bars_stay_on_their_line(values):
    for row in bars([("x", value) for value in values]).rows:
        assert row.start_pct >= 0
        assert row.start_pct + row.width_pct <= 100 + 1.6


def test_stacked_shares_fill_the_line():
    placed = segments([("open", 3, "go"), ("waiting", 1, "sun"), ("none", 0, "stop")])
    assert [(part.start_pct, part.width_pct) for part in placed] == [(0, 75), (75, 25), (100, 0)]


def test_stacked_bar_of_nothing_has_no_length():
    assert [part.width_pct for part in segments([("open", 0, "go")])] == [0]
