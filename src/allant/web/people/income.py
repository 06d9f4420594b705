"""Brackets of a household's monthly income, held as data: enough to know what one may ask, never the amount."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from django.utils.translation import gettext as _

from allant.errors import ParameterError
from allant.parameters import rules
from allant.web.ui.formatting import euros

TABLE = "people/income_brackets"
DECLINED = "declined"
LANGUAGE = "fr"
FIELDS = {"code", "from_eur", "below_eur", "until"}


@dataclass(frozen=True, slots=True)
class Bracket:
    """From an amount on (0 at the bottom), below another (None at the top); `until` is the last day it was offered."""

    code: str
    from_eur: int = 0
    below_eur: int | None = None
    until: date | None = None

    @property
    def label(self) -> str:
        low = euros(self.from_eur, LANGUAGE, 0)
        if self.below_eur is None:
            return _("%(low)s ou plus") % {"low": low}
        high = euros(self.below_eur, LANGUAGE, 0)
        if not self.from_eur:
            return _("moins de %(high)s") % {"high": high}
        return _("de %(low)s à moins de %(high)s") % {"low": low, "high": high}


@cache
def brackets() -> tuple[Bracket, ...]:
    """Return every bracket that ever was, the lowest first; raise `ParameterError` when those of today leave a gap."""
    table = rules(TABLE).rules
    unknown = {name for row in table for name in row} - FIELDS
    known = tuple(Bracket(**row) for row in table) if not unknown else ()
    offered = [each for each in known if each.until is None]
    ends = [0, *(each.below_eur for each in offered)]
    if not offered or ends != [*(each.from_eur for each in offered), None]:
        raise ParameterError(
            value=TABLE,
            rule="the brackets offered begin at 0, follow one another and the last has no end.",
            remedy="Correct from_eur and below_eur; each row has a code.",
        )
    return known


def choices() -> list[tuple[str, str]]:
    """Return what can be chosen today; nobody has to say."""
    offered = [(each.code, each.label) for each in brackets() if each.until is None]
    return [*offered, (DECLINED, _("ne souhaite pas le dire"))]


def label_of(code: str) -> str:
    """Return a bracket in words, also one that is no longer offered; empty when nobody asked."""
    if code == DECLINED:
        return _("ne souhaite pas le dire")
    return next((each.label for each in brackets() if each.code == code), "")
