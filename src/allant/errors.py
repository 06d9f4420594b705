"""The one tree of errors.

    AllantError
    ├── InputError (ValueError)        a value given from outside breaks a rule
    │   ├── AnswerError                an answer that its grid does not know
    │   ├── GridError                  a questionnaire file that contradicts itself
    │   ├── ParameterError             a parameter file without unit, date or source
    │   └── FileError                  an outside file that cannot be read
    └── NotMeasuredError (ArithmeticError)   a figure asked for where there is nothing to compute it from

Each input error names the value, the rule it breaks and the remedy, in words for the person who typed it
(French where they are a user of the platform): forms and reports show the three side by side.
"""

from functools import partial

__all__ = [
    "AllantError",
    "AnswerError",
    "FileError",
    "GridError",
    "InputError",
    "NotMeasuredError",
    "ParameterError",
]


class AllantError(Exception):
    """Every error that Allant raises on purpose."""


class InputError(AllantError, ValueError):
    """A value from outside breaks a rule; says which value, which rule and what to do."""

    def __init__(self, *, value: object, rule: str, remedy: str) -> None:
        self.value = value
        self.rule = rule
        self.remedy = remedy
        super().__init__(f"{value!r}: {rule} {remedy}")

    def __reduce__(self) -> tuple[object, ...]:
        """Let the error come back whole from a process of its own."""
        return partial(type(self), value=self.value, rule=self.rule, remedy=self.remedy), ()


class AnswerError(InputError):
    """An answer that its grid does not know."""


class GridError(InputError):
    """A questionnaire file that contradicts itself."""


class ParameterError(InputError):
    """A parameter file without unit, date or source."""


class FileError(InputError):
    """An outside file that cannot be read."""


class NotMeasuredError(AllantError, ArithmeticError):
    """A figure asked for where there is nothing to compute it from."""
