"""Situations for the tests of advice."""

from hypothesis import strategies as st

from allant.advice import AnsweredItem, DimensionValue, Situation

COMPONENTS = ("environment", "material", "financial", "physical", "cognitive", "confidence", "constraints")

CREDITS = {
    "licence": {"valid": 1.0, "not_valid": 0.5, "learning": 0.5, "none": 0.0},
    "vehicle": {"when_needed": 1.0, "sometimes": 0.5, "none": 0.0},
    "vehicle_state": {"good": 1.0, "to_repair": 0.5, "not_running": 0.0},
    "bike": {"works": 1.0, "to_repair": 0.5, "none": 0.0},
    "phone": {"internet": 1.0, "no_internet": 0.5, "none": 0.0},
    "digital": {"easy": 1.0, "hard": 0.5, "unable": 0.0},
}
DIMENSION_OF = {
    "licence": "material",
    "vehicle": "material",
    "vehicle_state": "material",
    "bike": "material",
    "phone": "material",
    "digital": "cognitive",
}


def item(code: str, answer: str | None, weight: float = 1.0) -> AnsweredItem:
    return AnsweredItem(
        code=code,
        dimension=DIMENSION_OF[code],
        weight=weight,
        answer=answer,
        credit=CREDITS[code].get(answer),
        credits=CREDITS[code],
    )


def situation(
    values: dict[str, float | None] | None = None,
    answers: dict[str, str | None] | None = None,
    index: float | None = 50.0,
    others: float | None = 0.8,
) -> Situation:
    return Situation(
        index=index,
        dimensions=tuple(DimensionValue(code, (values or {}).get(code, others)) for code in COMPONENTS),
        items=tuple(item(code, answer) for code, answer in (answers or {}).items()),
    )


shares = st.one_of(st.none(), st.floats(0, 1))


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    return situation(
        values={code: draw(shares) for code in COMPONENTS},
        answers={code: draw(st.sampled_from([*credits_of, "dk", "na", None])) for code, credits_of in CREDITS.items()},
        index=draw(st.one_of(st.none(), st.floats(0, 100))),
    )
