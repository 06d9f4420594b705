"""Writes any number of fictional people into an empty database, in minutes for a million.

One platform of 1,000 people is written by the models themselves (the pattern), then multiplied by SQL (`stamping`).
"""

from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from django.core.management.color import no_style
from django.db import connection, models
from django.utils import timezone

from allant.sources.grids import read_grid
from allant.web.accounts.enums import CentroidQuality, OrganisationKind, Role
from allant.web.accounts.models import Commune, Organisation, ReceptionPoint, Territory, User
from allant.web.agenda.enums import AppointmentState, TaskKind
from allant.web.agenda.models import Appointment, Task
from allant.web.assessments import scoring
from allant.web.assessments.actions import BILAN_GRID
from allant.web.assessments.enums import Origin
from allant.web.assessments.models import Answer, Assessment, Score
from allant.web.cases.enums import Decision, Moment, NoteKind, ObjectiveKind, OutcomeKind, Source, StepKind, StepState
from allant.web.cases.models import (
    Admission,
    Case,
    CaseAssessment,
    CaseNote,
    Exit,
    FollowUp,
    Objective,
    Step,
    StepSession,
    TemplateUse,
)
from allant.web.demo.names import LAST_NAMES, MEN, WOMEN
from allant.web.journal.models import Action, Entry
from allant.web.messaging.enums import Channel, State
from allant.web.messaging.models import Message
from allant.web.people import search
from allant.web.people.enums import ConsentPurpose, ConsentWay, WordingStatus
from allant.web.people.models import Beneficiary, Consent, SearchKey
from allant.web.people.wordings import wording_of
from bench.stamping import Block, stamp

PEOPLE = 1_000
"""Of one platform: what six advisers receive in a year."""
ADVISERS = 6
DAYS = 365
LARGE_BLOCKS = 20
LARGE_FROM = 100_000
"""From so many people on there is a large organisation of 20 blocks: 20,000 people, 120 advisers."""
ANSWERED = 10
"""Answers and results are written for the pattern, the large organisation and one platform in so many."""
SECTIONS_REACHED = 3
LATE_POSITION = 3
LEAVING_SHARE, ENTRY_SHARE, UNFINISHED_SHARE = 0.6, 0.85, 0.08
UUID_BITS, BLOCK_BITS = 80, 48

PLACES = (Territory, Commune, Organisation, ReceptionPoint)
ROWS = (
    *(User, Beneficiary, Consent, Case, Admission, Objective, TemplateUse, Step, StepSession, CaseNote, Exit, FollowUp),
    *(Assessment, CaseAssessment, Task, Appointment, Message, Entry, SearchKey),
)
ANSWERS = (Answer, Score)


def write(blocks: int, *, today: date, size: int = PEOPLE, large: int = 0) -> None:
    """Write so many blocks of `size` people with their year; the blocks 1 to `large` are one organisation."""
    others = [Block(number, 1 if number <= large else number) for number in range(1, blocks)]
    answered = [each for each in others if each.number <= large or each.number % ANSWERED == 0]
    Pattern(step=blocks, today=today, size=size).write()
    for written, chosen in (((*PLACES, *ROWS), others), (ANSWERS, answered)):
        stamp(written, chosen, places=PLACES, rows=(*ROWS, *ANSWERS))
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [*PLACES, *ROWS, *ANSWERS]):
            cursor.execute(statement)


def hurry() -> None:
    """Nobody else reads this database yet: no journal of the file, no check of what is right by construction."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            cursor.execute("SET synchronous_commit = off")
            return
        for pragma in ("foreign_keys = OFF", "synchronous = OFF", "journal_mode = MEMORY", "cache_size = -1000000"):
            cursor.execute(f"PRAGMA {pragma}")


def settle() -> None:
    """Let the database count its rows, and open it again as the platform does."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    connection.close()


class Pattern:
    """One platform: two prescribers, six advisers, a manager, and the people whom they received over a year.

    Some have left, after about four months, half of them with an exit bilan; the others are still there.
    """

    def __init__(self, *, step: int, today: date, size: int) -> None:
        self.step, self.today, self.size, self.chance = step, today, size, Random(1)
        self.rows: dict[type[models.Model], list[models.Model]] = {}
        self.questions = [each for each in read_grid(BILAN_GRID).questionnaire.questions if each.options]

    def write(self) -> None:
        self._team()
        for number in range(self.size):
            self._person(number)
        for model, rows in self.rows.items():
            model.objects.bulk_create(rows, batch_size=500)
        self._search_keys()

    def _search_keys(self) -> None:
        """Index the people as the platform does, then number the keys like the other rows."""
        search.index_many(row.pk for row in self.rows[Beneficiary])
        keys = list(SearchKey.objects.order_by("pk"))
        SearchKey.objects.all().delete()
        for number, key in enumerate(keys, start=1):
            key.pk = number * self.step
        SearchKey.objects.bulk_create(keys, batch_size=500)

    def _add(self, model: type[models.Model], **values: object) -> models.Model:
        """Keep a row, with a number that leaves room for those of the other blocks."""
        rows = self.rows.setdefault(model, [])
        is_uuid = model._meta.pk.get_internal_type() == "UUIDField"
        number = UUID(int=self.chance.getrandbits(UUID_BITS) << BLOCK_BITS) if is_uuid else (len(rows) + 1) * self.step
        rows.append(model(pk=number, **values))
        return rows[-1]

    def _team(self) -> None:
        self.territory = self._add(Territory, name="Val de Mesure", is_fictional=True)
        self.communes = [
            self._add(
                Commune,
                territory=self.territory,
                code_insee=f"99{number:03d}",
                name=f"Mesure {number}",
                postal_codes=["99000"],
                population=1_200,
                centroid_quality=CentroidQuality.NONE,
            )
            for number in range(40)
        ]
        self.platform = self._organisation("Plateforme", OrganisationKind.PLATFORM)
        self.prescribers = [self._organisation(f"Mission {each}", OrganisationKind.PRESCRIBER) for each in (1, 2)]
        self.point = self._add(
            ReceptionPoint, organisation=self.platform, commune=self.communes[0], name="Accueil", address="1 rue Haute"
        )
        self.advisers = [self._user(f"adviser{number}", Role.ADVISER) for number in range(ADVISERS)]
        self._user("manager", Role.MANAGER)

    def _organisation(self, name: str, kind: str) -> models.Model:
        return self._add(Organisation, name=name, kind=kind, territory=self.territory)

    def _user(self, name: str, role: str) -> models.Model:
        return self._add(
            User, email=f"{name}@mesure.fr", full_name=name, organisation=self.platform, role=role, password="!"
        )

    def _person(self, number: int) -> None:
        chance = self.chance
        first_name, last_name = chance.choice(WOMEN + MEN), chance.choice(LAST_NAMES)
        person = self._add(
            Beneficiary,
            first_name=first_name,
            last_name=f"{last_name}-{chance.choice(LAST_NAMES)}" if number % 4 == 0 else last_name,
            birth_date=date(1960, 1, 1) + timedelta(days=chance.randrange(40 * DAYS)),
            phone=f"060000{number:04d}",
            email=f"personne{number}@mesure.fr" if number % 3 == 0 else "",
            commune=chance.choice(self.communes),
        )
        opened_on = self.today - timedelta(days=DAYS - 1 - number * DAYS // self.size)
        adviser = self.advisers[number % ADVISERS]
        case = self._add(
            Case,
            beneficiary=person,
            organisation=self.platform,
            adviser=adviser,
            prescriber=self.prescribers[number % 2] if number % 3 else None,
            source=Source.PRESCRIBER if number % 3 else Source.SPONTANEOUS,
            opened_on=opened_on,
        )
        left_on = opened_on + timedelta(days=chance.randrange(60, 180)) if chance.random() < LEAVING_SHARE else None
        left_on = left_on if left_on and left_on <= self.today else None
        self._agreements(person, adviser, opened_on)
        self._pathway(case, opened_on, left_on)
        self._bilans(case, opened_on, left_on)
        self._work(case, opened_on)
        if left_on:
            self._exit(case, left_on)

    def _at(self, day: date, hour: int = 10) -> datetime:
        return timezone.make_aware(datetime.combine(day, time(hour)))

    def _agreements(self, person: Beneficiary, adviser: User, day: date) -> None:
        for purpose in (ConsentPurpose.SUPPORT, ConsentPurpose.CONTACT):
            self._add(
                Consent,
                person=person,
                purpose=purpose,
                wording=wording_of(purpose).text,
                wording_status=WordingStatus.DRAFT,
                how=ConsentWay.SPOKEN,
                given_at=self._at(day),
                recorded_by=adviser,
            )

    def _pathway(self, case: Case, opened_on: date, left_on: date | None) -> None:
        waits = case.pk // self.step % 20 == 0 and left_on is None
        decision = Decision.WAITING if waits else Decision.REINFORCED
        self._add(Admission, case=case, decision=decision, decided_on=opened_on, recorded_by=case.adviser)
        objective = self._add(Objective, case=case, label="Aller au travail", kind=ObjectiveKind.JOB, set_on=opened_on)
        use = self._add(TemplateUse, case=case, template="driving_licence") if case.pk // self.step % 2 else None
        for position, kind in enumerate((StepKind.ADVICE, StepKind.WORKSHOP, StepKind.LICENCE), start=1):
            day = opened_on + timedelta(days=30 * position)
            is_done = day < (left_on or self.today) and not (left_on is None and position == LATE_POSITION)
            step = self._add(
                Step,
                case=case,
                objective=objective,
                template_use=use,
                position=position,
                kind=kind,
                label=f"Étape {position}",
                state=StepState.DONE if is_done else StepState.PLANNED,
                planned_on=day,
                done_on=day if is_done else None,
            )
            if is_done:
                self._add(StepSession, step=step, on=day, minutes=45, recorded_by=case.adviser)

    def _bilans(self, case: Case, opened_on: date, left_on: date | None) -> None:
        draw = self.chance.random()
        if draw < ENTRY_SHARE:
            self._bilan(case, Moment.ENTRY, opened_on + timedelta(days=1))
            if left_on and draw < ENTRY_SHARE / 2:
                self._bilan(case, Moment.EXIT, left_on)
        elif left_on is None and draw < ENTRY_SHARE + UNFINISHED_SHARE:
            self._bilan(case, Moment.ENTRY, opened_on, is_finished=False)

    def _bilan(self, case: Case, moment: str, day: date, *, is_finished: bool = True) -> None:
        grid = read_grid(BILAN_GRID)
        at = self._at(day)
        assessment = self._add(
            Assessment,
            grid=BILAN_GRID,
            grid_checksum=grid.checksum,
            started_at=at,
            finished_at=at + timedelta(hours=1) if is_finished else None,
            by=case.adviser,
        )
        self._add(CaseAssessment, case=case, assessment=assessment, moment=moment)
        reached = {section.code for section in grid.questionnaire.sections[:SECTIONS_REACHED]}
        asked = self.questions if is_finished else [each for each in self.questions if each.section in reached]
        answers = {each.code: self.chance.choice(each.options).code for each in asked}
        for code, value in answers.items():
            self._add(
                Answer,
                assessment=assessment,
                question=code,
                revision=1,
                value=value,
                origin=Origin.INTERVIEW,
                at=at,
                by=case.adviser,
            )
        if is_finished:
            score = scoring.unsaved_score(assessment, answers)
            self._add(
                Score, **{each.name: getattr(score, each.name) for each in Score._meta.fields if each.name != "id"}
            )

    def _work(self, case: Case, opened_on: date) -> None:
        """What a file gathers: notes, appointments past and to come, tasks, messages, looks."""
        person, adviser, number = case.beneficiary, case.adviser, case.pk // self.step
        team = {"organisation": self.platform, "person": person}
        for day in (opened_on, opened_on + timedelta(days=20)):
            if day > self.today:
                continue
            at = self._at(day)
            text = "Échange sur les trajets de la semaine et les papiers à réunir."
            self._add(
                CaseNote, case=case, kind=NoteKind.CALL, happened_on=day, text=text, author=adviser, written_at=at
            )
            self._appointment(team, adviser, at, AppointmentState.HELD)
            self._add(
                Entry, by=adviser, action=Action.READ, subject_type="case", subject_id=str(case.pk), detail="dossier"
            )
        if number % 10 == 0:
            day = self.today + timedelta(days=number // 10 % 15)
            self._appointment(team, adviser, self._at(day, 8 + number // 10 % 9), AppointmentState.BOOKED)
        done_at = self._at(opened_on) if number % 5 else None
        due_on = opened_on + timedelta(days=14) if done_at else self.today + timedelta(days=number % 30 - 15)
        self._add(Task, **team, kind=TaskKind.CALL, title="Rappeler", due_on=due_on, assignee=adviser, done_at=done_at)
        self._add(
            Message,
            **team,
            channel=Channel.SMS,
            recipient=str(person),
            address=person.phone,
            body="Rappel de votre rendez-vous.",
            state=State.SENT,
            settled_at=self._at(opened_on),
        )

    def _appointment(self, team: dict, adviser: User, at: datetime, state: str) -> None:
        self._add(
            Appointment,
            **team,
            adviser=adviser,
            starts_at=at,
            ends_at=at + timedelta(hours=1),
            reception_point=self.point,
            state=state,
            closed_at=None if state == AppointmentState.BOOKED else at + timedelta(hours=1),
        )

    def _exit(self, case: Case, day: date) -> None:
        self._add(Exit, case=case, exited_on=day, outcome=OutcomeKind.JOB, recorded_by=case.adviser)
        for months in (3, 6, 12):
            self._add(FollowUp, case=case, months=months, due_on=day + timedelta(days=30 * months))
