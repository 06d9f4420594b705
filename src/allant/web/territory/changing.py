"""Computes what a change of timetable would bring: the same question to the network in use and to one of a copy.

A comparison is a folder of its own, `what-if/NAME`: the network of the copy, both studies, and the two side by side.
The network in use is read, never touched. Stopped at any time, the same command goes on where it was.
"""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
from django.utils.text import slugify

from allant.errors import InputError
from allant.routing.building import EXTRACT, build_network
from allant.routing.departures import typical_day
from allant.routing.network import Network, open_network
from allant.routing.study.plan import KEY
from allant.routing.study.pools import Pool
from allant.routing.study.running import Progress, run_study
from allant.routing.trips import Mode
from allant.sources.gtfs import Feed, read_feed, write_feed
from allant.sources.gtfs.edits import NewStop, added_departure, extended_line, vehicle_hours_a_year
from allant.web.accounts.models import Territory
from allant.web.reaching.grounds import Ground, folder_of
from allant.web.territory.studying import HOURS, TUESDAY, Asked, territory_plan

WHAT_IF, ASKED, COMPARED = "what-if", "what-if.json", "compared.parquet"
BEFORE, AFTER = "before", "after"
PROVENANCE = "allant_what_if"
LEAD = timedelta(minutes=30)
"""Departures looked at before an added one: whoever leaves then can be at its first stop."""
LEAD_MIN = 30


@dataclass(frozen=True, slots=True)
class AddedDeparture:
    """One more departure of a line."""

    line: str
    at_s: int
    direction: str | None = None

    def applied(self, feed: Feed) -> Feed:
        """Return the timetable with it."""
        return added_departure(feed, self.line, self.at_s, self.direction)


@dataclass(frozen=True, slots=True)
class ExtendedLine:
    """A line that goes one stop further, in so many minutes."""

    line: str
    to: str | NewStop
    minutes: float

    def applied(self, feed: Feed) -> Feed:
        """Return the timetable with it."""
        return extended_line(feed, self.line, self.to, self.minutes)


Change = AddedDeparture | ExtendedLine


@dataclass(frozen=True, slots=True)
class Question:
    """How finely it is asked; without departures, those that suit the change."""

    resolution: int
    window_min: int | None = None
    departures: tuple[datetime, ...] = ()


def compare(
    ground: Ground,
    name: str,
    change: Change,
    question: Question,
    today: date,
    pool: Callable[[], AbstractContextManager[Pool]],
    told: Callable[[str, Progress], None],
) -> Path:
    """Write what a change would bring, and return the folder of the comparison.

    Raises
    ------
    InputError
        No timetable or no places are loaded, the change cannot be made, or the name stands for another one.
    FileError
        The folder cannot be written to.
    """
    network = _with_timetable(ground)
    folder = folder_of(ground.territory) / WHAT_IF / _slug(name)
    feeds = _feeds(network)
    number, changed = _changed(feeds, change)
    asked = _asked(_as_begun(folder, question), change, network, today)
    now = territory_plan(ground, asked, today)
    hours = [vehicle_hours_a_year(feed) for feed in (feeds[number], changed)]
    _begin(
        folder,
        {"name": name, "change": _said(change), "network": network.manifest.version}
        | {"question": now.described(), "vehicle_hours_a_year": hours[1] - hours[0]},
    )
    copy = _network_of(network, [*feeds[:number], changed, *feeds[number + 1 :]], folder, today)
    then = territory_plan(replace(ground, network=copy), asked, today)
    for plan, where in ((now, BEFORE), (then, AFTER)):
        run_study(plan, folder / where, pool, lambda progress, where=where: told(where, progress))
    _write(folder, {"before": now.described(), "after": then.described()})
    return folder


def _with_timetable(ground: Ground) -> Network:
    if not ground.has_timetable or ground.network is None:
        raise InputError(
            value=ground.territory.name,
            rule="ce territoire n’a pas d’horaires : rien à changer.",
            remedy="Chargez-les : allant ground load --territory … --osm … --gtfs … --opportunities …",
        )
    return ground.network


def _slug(name: str) -> str:
    found = slugify(name)
    if not found:
        raise InputError(value=name, rule="un nom a au moins une lettre ou un chiffre.", remedy="Exemple : matin.")
    return found


def _feeds(network: Network) -> list[Feed]:
    """Return the timetables as they are routed on, under the names that they were given with."""
    names = [source.name for source in network.manifest.sources if source.kind == "timetable"]
    paths = [network.folder / f"timetable-{number}.zip" for number, _ in enumerate(names, start=1)]
    return [replace(read_feed(path), name=name) for path, name in zip(paths, names, strict=True)]


def _changed(feeds: list[Feed], change: Change) -> tuple[int, Feed]:
    """Return which timetable has the line, and that timetable changed."""
    made, refused = [], []
    for number, feed in enumerate(feeds):
        try:
            made.append((number, change.applied(feed)))
        except InputError as error:
            refused.append(error)
    if len(made) > 1:
        names = ", ".join(feeds[number].name for number, _ in made)
        raise InputError(
            value=change.line, rule=f"plusieurs horaires ont cette ligne : {names}.", remedy="Donnez son route_id."
        )
    if not made:
        raise max(refused, key=lambda error: error.value != change.line)
    return made[0]


def _as_begun(folder: Path, question: Question) -> Question:
    """Return the question with the departures of the day it was begun with: a week later, Tuesday is another day."""
    if question.departures or not (folder / ASKED).is_file():
        return question
    begun = json.loads((folder / ASKED).read_text(encoding="utf-8"))["question"]["departures"]
    return replace(question, departures=tuple(datetime.fromisoformat(each) for each in begun))


def _asked(question: Question, change: Change, network: Network, today: date) -> Asked:
    day, usual_window = typical_day(network, TUESDAY, today), 60
    hours = [datetime.combine(day, hour) for hour in HOURS] if day is not None else []
    if isinstance(change, AddedDeparture) and day is not None:
        leaves = datetime.combine(day, time()) + timedelta(seconds=change.at_s)
        hours, usual_window = [max(leaves - LEAD, datetime.combine(day, time()))], LEAD_MIN
    window = usual_window if question.window_min is None else question.window_min
    return Asked(question.resolution, window, (Mode.TRANSIT,), departures=question.departures or tuple(hours))


def _said(change: Change) -> dict[str, Any]:
    return {"kind": "departure" if isinstance(change, AddedDeparture) else "extension", **asdict(change)}


def _begin(folder: Path, asked: dict[str, Any]) -> None:
    """Say what is compared here, unless that is already said; another comparison of that name is refused."""
    path, text = folder / ASKED, json.dumps(asked, ensure_ascii=False, indent=1) + "\n"
    if path.is_file():
        if path.read_text(encoding="utf-8") != text:
            raise InputError(
                value=asked["name"],
                rule="ce nom est déjà celui d’une autre comparaison, ou les horaires ont changé depuis.",
                remedy="Donnez un autre --name.",
            )
        return
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / f".{ASKED}"
    aside.write_text(text, encoding="utf-8")
    aside.replace(path)


def _network_of(network: Network, feeds: list[Feed], folder: Path, today: date) -> Network:
    with TemporaryDirectory() as aside:
        paths = [Path(aside) / f"{number}-{feed.name}" for number, feed in enumerate(feeds, start=1)]
        for feed, path in zip(feeds, paths, strict=True):
            write_feed(feed, path)
        build_network(network.folder / EXTRACT, paths, folder, as_of=today, allow_past=True)
    return open_network(folder)


def _write(folder: Path, plans: dict[str, Any]) -> None:
    before, after = (pl.read_parquet(folder / where / "access.parquet") for where in (BEFORE, AFTER))
    table = before.rename({"count": BEFORE}).join(after.rename({"count": AFTER}), on=KEY, nulls_equal=True)
    provenance = json.loads((folder / ASKED).read_text(encoding="utf-8")) | plans
    aside = folder / f".{COMPARED}"
    table.sort(KEY).write_parquet(aside, metadata={PROVENANCE: json.dumps(provenance, ensure_ascii=False)})
    aside.replace(folder / COMPARED)


def comparisons_of(territory: Territory) -> Path:
    """Return where the comparisons of a territory lie."""
    return folder_of(territory) / WHAT_IF
