"""The employer's question in counts: how many come and by what, what would bring the others, why no line does."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from allant.reach import Obstacle
from allant.trips import Mode
from allant.web.reaching.coming import CHANGES, Answered, Coming, Verdict
from allant.web.reaching.presenters.shift_words import CHANGES as CHANGE_WORDS
from allant.web.reaching.presenters.shift_words import OBSTACLES, VERDICTS, first_of, minutes_words
from allant.web.reaching.presenters.small_counts import masked, shown_parts, shown_subset
from allant.web.reaching.presenters.words import LANGUAGE, mode_words, range_words
from allant.web.ui.formatting import number


@dataclass(frozen=True, slots=True)
class Figures:
    """The counts, as somebody may see them; without names, small ones are hidden."""

    people: str
    verdicts: dict[Verdict, str]
    by_mode: list[dict[str, str]]
    by_change: list[dict[str, str]]
    by_reason: list[dict[str, str]]


def figures(answered: Answered, *, shows_names: bool) -> Figures:
    """Count the replies."""
    replies = list(answered.replies.values())
    counts = {verdict: sum(reply.verdict is verdict for reply in replies) for verdict in Verdict}
    verdicts = _parts(counts, shows_names)
    coming, futures, reasons = defaultdict(list), defaultdict(list), Counter()
    for reply in replies:
        if reply.coming is not None:
            coming[reply.coming.mode].append(reply.coming)
        elif reason := _no_line(reply.obstacles.get(Mode.TRANSIT, ())):
            reasons[reason] += 1
        for change, one in reply.futures:
            futures[change].append(one)
    modes = _parts({mode: len(some) for mode, some in coming.items()}, shows_names)
    return Figures(
        _whole(len(replies), shows_names),
        verdicts,
        [
            _line(mode_words(mode), modes[mode], coming[mode])
            for mode in sorted(coming, key=lambda each: -len(coming[each]))
        ]
        if _is_told(verdicts[Verdict.COMES])
        else [],
        [
            _line(
                str(CHANGE_WORDS[change]),
                _subset(len(futures[change]), counts[Verdict.COULD], verdicts[Verdict.COULD], shows_names),
                futures[change],
            )
            for change in CHANGES
        ],
        [
            {"label": str(OBSTACLES[reason]).capitalize(), "count": count}
            for reason, count in _parts(dict(reasons.most_common()), shows_names).items()
        ],
    )


def verdict_stats(found: Figures) -> list[dict[str, Any]]:
    """The four answers, in their order."""
    return [
        {"code": verdict.value, "label": VERDICTS[verdict], "value": found.verdicts[verdict]} for verdict in Verdict
    ]


def counted_rows(found: Figures) -> list[list[str]]:
    """The counts as lines of a file: what is counted, how many, minutes and euros in the middle."""
    rows = [[str(VERDICTS[verdict]), count, "", ""] for verdict, count in found.verdicts.items()]
    lines = [*found.by_mode, *found.by_change]
    return [*rows, *([line["label"], line["count"], line["minutes"], line["cost"]] for line in lines)]


def _no_line(obstacles: Sequence[Obstacle]) -> Obstacle | None:
    return first_of(obstacles) if obstacles else None


def _parts(counts: dict[Any, int], shows_names: bool) -> dict[Any, str]:
    if shows_names:
        return {key: number(count, LANGUAGE) for key, count in counts.items()}
    return shown_parts(counts)


def _whole(count: int, shows_names: bool) -> str:
    return _parts({"": count}, shows_names)[""]


def _subset(count: int, whole: int, whole_shown: str, shows_names: bool) -> str:
    if shows_names:
        return number(count, LANGUAGE)
    return shown_subset(count, whole) if _is_told(whole_shown) else masked()


def _is_told(count: str) -> bool:
    return count[:1].isdigit()


def _line(label: str, count: str, some: Sequence[Coming]) -> dict[str, str]:
    """One line of a table: minutes and cost of the person in the middle, where there are people and they are told."""
    is_told = bool(some) and _is_told(count)
    return {
        "label": label,
        "count": count,
        "minutes": minutes_words(median(one.minutes for one in some)) if is_told else "–",
        "cost": _middle_cost(some) if is_told else "–",
    }


def _middle_cost(some: Iterable[Coming]) -> str:
    known = [one.eur_per_month for one in some if one.eur_per_month is not None]
    if not known:
        return "–"
    middle = sorted(known, key=lambda each: each.central)[len(known) // 2]
    return range_words(middle, "€")
