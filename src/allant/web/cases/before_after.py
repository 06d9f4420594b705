"""What changed in how somebody gets about, from entry to exit: told by an app above, shown by those below it.

An app above registers when it starts; the person's own page and their summary then say it in their language.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from allant.intervals import Estimate
from allant.web.cases.models import Case
from allant.web.ui.formatting import number


class Measure(StrEnum):
    """What is measured at both ends."""

    GIVEN_UP = "given_up"
    KM = "km"
    EUR = "eur"
    KG_CO2E = "kg_co2e"
    JOBS = "jobs"


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """One measure at entry and at exit, in its unit."""

    measure: Measure
    before: Estimate
    after: Estimate


LABELS = {
    Measure.GIVEN_UP: gettext_noop("Trajets voulus et non faits, par semaine"),
    Measure.KM: gettext_noop("Kilomètres par semaine"),
    Measure.EUR: gettext_noop("Coût de vos trajets par mois, en euros, estimé"),
    Measure.KG_CO2E: gettext_noop("CO₂e de vos trajets par mois, en kilos, estimé"),
    Measure.JOBS: gettext_noop("Emplois que vous pouvez atteindre en 45 minutes"),
}
Provider = Callable[[Case], Iterable[BeforeAfter]]
_PROVIDERS: list[Provider] = []


def register(provider: Provider) -> None:
    """Let an app tell what changed; one that is already there stays once."""
    if provider not in _PROVIDERS:
        _PROVIDERS.append(provider)


def before_after_words(case: Case) -> list[str]:
    """Return what changed, a sentence a measure, in the language of the page; nothing while both ends are not known."""
    return [_words(each) for provider in _PROVIDERS for each in provider(case)]


def _words(each: BeforeAfter) -> str:
    words = {"what": _(LABELS[each.measure]), "before": _range(each.before), "after": _range(each.after)}
    return _("%(what)s : %(before)s au début, %(after)s à la fin.") % words


def _range(value: Estimate) -> str:
    low, high = (number(round(each), get_language() or "fr") for each in (value.low, value.high))
    return low if low == high else _("entre %(low)s et %(high)s") % {"low": low, "high": high}
