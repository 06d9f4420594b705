"""Scales and answers for the tests of this room: one of the size of the real grid, and any that hypothesis draws."""

from hypothesis import strategies as st

from allant.mobility_index import Dimension, Scale, ScaleItem, ScaleOption

COMPONENTS = ("environment", "material", "financial", "physical", "cognitive", "confidence", "constraints")
FOUR_STEPS = tuple(
    ScaleOption(code, credit)
    for code, credit in zip(("no", "little", "mostly", "yes"), (0, 1 / 3, 2 / 3, 1), strict=True)
)
NO_YES = (ScaleOption("no", 0.0), ScaleOption("yes", 1.0))


def example_scale(items_per_component: int = 3) -> Scale:
    """Seven components of equal weight; the first item of each is a fact answered by yes or no."""
    return Scale(
        grid="example-1",
        dimensions=tuple(Dimension(code, 1 / len(COMPONENTS)) for code in COMPONENTS),
        items=tuple(
            ScaleItem(f"{code}_{number}", code, 1.0, "declared" if number else "fact", FOUR_STEPS if number else NO_YES)
            for code in COMPONENTS
            for number in range(items_per_component)
        ),
    )


KINDS = st.sampled_from(["fact", "declared", "judged"])
WEIGHTS = st.sampled_from([0.1, 0.2, 0.25, 1 / 3, 0.5, 1.0, 2.0, 3.0])
CREDITS = st.sampled_from([0.0, 0.1, 0.25, 1 / 3, 0.5, 2 / 3, 0.9, 1.0])


@st.composite
def scales(draw) -> Scale:
    """A scale of one to seven components, one to six items each, two to four options each."""
    codes = COMPONENTS[: draw(st.integers(1, len(COMPONENTS)))]
    parts = [draw(st.integers(1, 20)) for _ in codes]
    items = []
    for code in codes:
        for number in range(draw(st.integers(1, 6))):
            levels = sorted(draw(st.lists(CREDITS, min_size=2, max_size=4)))
            options = tuple(ScaleOption(f"option_{place}", credit) for place, credit in enumerate(levels))
            items.append(ScaleItem(f"{code}_{number}", code, draw(WEIGHTS), draw(KINDS), options))
    dimensions = tuple(Dimension(code, part / sum(parts)) for code, part in zip(codes, parts, strict=True))
    return Scale("drawn", dimensions, tuple(items))


@st.composite
def answers_to(draw, scale: Scale, reserved: tuple[str, ...] = ("na", "dk", ""), given: int = 2) -> dict[str, str]:
    """Answers to every item: mostly options, at times reserved ones; the larger `given`, the fewer of these."""
    answers = {}
    for item in scale.items:
        options = [option.code for option in item.options]
        answers[item.code] = draw(st.sampled_from([*options * given, *reserved]))
    return answers


ENVIRONMENTS = st.one_of(st.none(), st.floats(0, 1))
ENVIRONMENT_PAIRS = st.one_of(st.just((None, None)), st.tuples(st.floats(0, 1), st.floats(0, 1)))
"""Of one source at both ends, as a comparison asks."""

MOSTLY = 20
"""How often an answer is given where too many missing ones would leave nothing to compare."""
