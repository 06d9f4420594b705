"""Small questionnaires for the tests, written by hand or drawn at random."""

from hypothesis import strategies as st

from allant.questionnaire import Condition, Option, Question, Questionnaire, Section, SkipRule, Text, Wording


def french(text: str) -> Text:
    return Text({"fr": Wording(text, "draft")})


def question(
    code: str,
    options: tuple[str, ...] = ("all", "none"),
    *,
    locked_by: dict[str, tuple[str, ...]] | None = None,
    counts_as: str = "none",
    kind: str = "choice",
    allows_dk: bool = True,
    allows_na: bool = False,
) -> Question:
    conditions = tuple(Condition(gate, answers) for gate, answers in (locked_by or {}).items())
    return Question(
        code=code,
        section="about",
        type=kind,
        label=french(code),
        help=None,
        options=tuple(Option(option, french(option)) for option in options) if kind == "choice" else (),
        skip=SkipRule(conditions, counts_as) if locked_by is not None else None,
        allows_dk=allows_dk,
        allows_na=allows_na,
    )


def form(*questions: Question) -> Questionnaire:
    return Questionnaire(
        code="example",
        version="1",
        purpose="test",
        title=french("Exemple"),
        languages=("fr",),
        sections=(Section("about", french("Vous")),),
        questions=questions,
    )


OPTIONS = ("all", "some", "none")


@st.composite
def forms(draw: st.DrawFn) -> Questionnaire:
    """Up to eight questions, each perhaps locked by answers to earlier ones."""
    questions: list[Question] = []
    for rank in range(draw(st.integers(1, 8))):
        gates = draw(st.lists(st.sampled_from(questions), unique_by=lambda gate: gate.code, max_size=2)) if rank else []
        answers = st.lists(st.sampled_from((*OPTIONS, "na")), min_size=1, unique=True).map(tuple)
        questions.append(
            question(
                f"q{rank}",
                OPTIONS,
                locked_by={gate.code: draw(answers) for gate in gates} or None,
                counts_as=draw(st.sampled_from((*OPTIONS, "na"))),
            )
        )
    return form(*questions)


@st.composite
def filled_forms(draw: st.DrawFn) -> tuple[Questionnaire, dict[str, str]]:
    """A form, and answers to some of its questions."""
    drawn = draw(forms())
    codes = st.sampled_from([entry.code for entry in drawn.questions])
    return drawn, draw(st.dictionaries(codes, st.sampled_from((*OPTIONS, "dk"))))
