"""The tests and assessments of one story, as they stand on the last day."""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

from allant.web.assessments.actions import BILAN_GRID, TEST_GRID
from allant.web.assessments.enums import Company, Setting
from allant.web.cases.enums import Moment
from allant.web.demo.filling import Filling, declared, interrupted, interviewed
from allant.web.demo.living import pick
from allant.web.demo.scripts import Script
from allant.web.demo.timing import Timing

MID_SHARE, DAYS_BEFORE_MID = 0.3, 120
DAYS_UNDER_WAY = 5
"""An interview started less than this many days ago may still be open."""

UNDER_WAY_SHARE = 0.6
INTERVIEW_HOURS = (9, 10, 11, 14, 15, 16)
SETTINGS = {Setting.FACE_TO_FACE: 0.74, Setting.PHONE: 0.16, Setting.VIDEO: 0.06, Setting.HOME: 0.04}
COMPANIES = {Company.ALONE: 0.86, Company.RELATIVE: 0.06, Company.PROFESSIONAL: 0.05, Company.INTERPRETER: 0.03}


class Interviews:
    """Adds the fillings of a story one after the other, up to the last day."""

    def __init__(self, chance: Random, script: Script, timing: Timing | None, last_day: date) -> None:
        self.kept: list[Filling] = []
        self._chance, self._script, self._timing, self._last_day = chance, script, timing, last_day

    def loose(self, answers: Mapping[str, str], days_ago: int) -> Filling:
        """A test of a person whom no case holds."""
        day = self._last_day - timedelta(days=days_ago)
        return self._make(TEST_GRID, "", day, declared(answers), hour=self._chance.randint(9, 20), minutes=4)

    def test(self, answers: Mapping[str, str]) -> None:
        """The test, some days before the case was opened."""
        day = self._timing.opened - timedelta(days=self._chance.randint(1, 9))
        hour, minutes = self._chance.randint(9, 20), self._chance.randint(3, 7)
        if answers:
            filling = self._make(TEST_GRID, Moment.TEST, day, declared(answers), hour=hour, minutes=minutes)
            self.kept.append(filling)

    def entry(self, answers: Mapping[str, str], tested: Mapping[str, str]) -> bool:
        """The entry assessment; return whether it is finished."""
        day = self._timing.entry
        hour, minutes, sections = self._draw_interview(), self._chance.randint(45, 85), self._chance.randint(2, 5)
        still_open = self._chance.random() < UNDER_WAY_SHARE
        if day > self._last_day:
            return False
        still_open = still_open and (self._last_day - day).days < DAYS_UNDER_WAY
        if still_open or self._script.keeps_test_unconfirmed:
            revisions = interrupted(BILAN_GRID, answers, tested, sections)
        else:
            revisions = interviewed(answers, tested)
        self.kept.append(
            self._make(
                BILAN_GRID,
                Moment.ENTRY,
                day,
                revisions,
                hour=hour,
                minutes=minutes,
                is_finished=not (still_open or self._script.keeps_test_unconfirmed),
            )
        )
        return self.kept[-1].is_finished

    def middle(self, answers: Mapping[str, str]) -> None:
        """An assessment half-way, in some of the long pathways."""
        hour, wanted = self._draw_interview(), self._chance.random() < MID_SHARE
        is_long = self._timing.days >= DAYS_BEFORE_MID and not self._script.steps
        if wanted and is_long and self._timing.middle <= self._last_day and self._is_measured():
            revisions = interviewed(answers, {})
            self.kept.append(self._make(BILAN_GRID, Moment.MID, self._timing.middle, revisions, hour=hour, minutes=40))

    def exit(self, answers: Mapping[str, str]) -> None:
        """The exit assessment, on the day of the exit."""
        hour = self._draw_interview()
        if self._timing.exited <= self._last_day and self._is_measured():
            revisions = interviewed(answers, {})
            self.kept.append(self._make(BILAN_GRID, Moment.EXIT, self._timing.exited, revisions, hour=hour, minutes=50))

    def _is_measured(self) -> bool:
        return any(each.moment == Moment.ENTRY and each.is_finished for each in self.kept)

    def _draw_interview(self) -> int:
        return self._chance.choice(INTERVIEW_HOURS)

    def _make(
        self, grid_id: str, moment: str, day: date, revisions, *, hour: int, minutes: int, is_finished: bool = True
    ) -> Filling:
        setting, company = pick(self._chance, SETTINGS), pick(self._chance, COMPANIES)
        by_adviser = moment not in {"", Moment.TEST}
        return Filling(
            grid=grid_id,
            moment=moment,
            day=day,
            hour=hour,
            minutes=minutes,
            is_finished=is_finished,
            revisions=revisions,
            language=self._script.language,
            setting=setting if by_adviser else "",
            company=company if by_adviser else "",
        )
