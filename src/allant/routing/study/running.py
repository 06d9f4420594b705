"""Runs a study: what is not there yet is computed, part after part, then made into one table."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, wait
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from allant.errors import InputError
from allant.routing.study.folder import StudyFolder
from allant.routing.study.parts import Part, count_part
from allant.routing.study.plan import PART_SIZE, Plan
from allant.routing.study.pools import Pool

__all__ = ["Progress", "run_study"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a study is; `left_s` follows from the parts of this run, None before the first."""

    done: int
    parts: int
    left_s: float | None


def run_study(
    plan: Plan, out: Path, pool: Callable[[], AbstractContextManager[Pool]], told: Callable[[Progress], None]
) -> bool:
    """Write the study of a plan in a folder; return False when it was there already.

    Parameters
    ----------
    pool
        Opens what computes; not called when nothing is left to compute.
    told
        Is told how far the study is, at first and after each part.

    Raises
    ------
    FileError
        Another study lies in the folder, or it cannot be written to.
    InputError
        What computes cannot be had, or has died.
    """
    folder = StudyFolder(out.resolve())
    with folder.open(plan):
        if folder.is_whole():
            folder.clear()
            return False
        numbers = range(-(-len(plan.origins) // PART_SIZE))
        missing = [number for number in numbers if not folder.has_part(number, _rows(plan, number))]
        if missing:
            with pool() as opened:
                _compute(plan, folder, missing, opened, len(numbers), told)
        folder.finish(plan, len(numbers))
    return True


def _rows(plan: Plan, number: int) -> int:
    return min(PART_SIZE, len(plan.origins) - number * PART_SIZE) * plan.rows_of_origin


def _compute(
    plan: Plan, folder: StudyFolder, missing: list[int], pool: Pool, parts: int, told: Callable[[Progress], None]
) -> None:
    there = parts - len(missing)
    told(Progress(there, parts, None))
    began = time.monotonic()
    try:
        for done, _ in enumerate(_spread(_parts(plan, folder, missing), pool), start=1):
            left = len(missing) - done
            told(Progress(there + done, parts, (time.monotonic() - began) / done * left))
    except BrokenExecutor as error:
        raise InputError(
            value=f"{pool.at_once} à la fois",
            rule="ce qui calculait s’est arrêté, souvent faute de mémoire ; ce qui est fait est gardé.",
            remedy="Recommencez la même commande avec moins de --workers : elle reprend où elle en était.",
        ) from error


def _parts(plan: Plan, folder: StudyFolder, missing: list[int]) -> Iterator[Part]:
    ordered = plan.origins.select("id", "lon", "lat").sort("id")
    for number in missing:
        yield Part(
            path=folder.part(number),
            origins=ordered.slice(number * PART_SIZE, PART_SIZE),
            opportunities=folder.opportunities,
            network=plan.network.folder.resolve(),
            engine=plan.network.engines,
            trips=plan.trips,
            minutes=plan.minutes,
        )


def _spread(parts: Iterator[Part], pool: Pool) -> Iterator[Path]:
    """Yield parts as they are done; one more than can be computed at once waits, so that memory stays bounded."""
    running = {pool.executor.submit(count_part, part) for part in islice(parts, pool.at_once + 1)}
    while running:
        done, running = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            yield future.result()
        running |= {pool.executor.submit(count_part, part) for part in islice(parts, len(done))}
