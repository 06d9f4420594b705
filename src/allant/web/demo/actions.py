"""Puts Val d'Allant in the database: all of it or nothing, once."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import date, datetime, time, timedelta
from random import Random

from django.db import transaction
from django.utils import timezone, translation

from allant.errors import InputError
from allant.parameters import parameter
from allant.sources.grids import read_grid
from allant.web.accounts.enums import CentroidQuality, OrganisationKind
from allant.web.accounts.models import Commune, Organisation, ReceptionPoint, Territory, User
from allant.web.assessments import scoring
from allant.web.assessments.actions import TEST_CODE
from allant.web.assessments.models import Answer, Assessment, Handover, Score
from allant.web.assessments.presenters import consent_wording
from allant.web.cases.enums import Moment
from allant.web.cases.models import Case, CaseAssessment, CaseNote, Exit
from allant.web.demo import getting_about, lives
from allant.web.demo.agreements import consents
from allant.web.demo.dealings import fill_dealings
from allant.web.demo.everyday import Team, fill_weeks
from allant.web.demo.filling import Filling
from allant.web.demo.following import follow
from allant.web.demo.lending import fill_fleet, fill_learning
from allant.web.demo.places import PLACES, RECEPTION_POINTS, TERRITORY
from allant.web.demo.population import PEOPLE, SEED, chance_of, tell_all, tell_loose_tests
from allant.web.demo.queries import demo_territory
from allant.web.demo.stories import Story
from allant.web.demo.team import (
    ADVISERS,
    COLLEAGUE,
    KINDS,
    NEIGHBOUR,
    NEIGHBOUR_CONTACT,
    NEIGHBOUR_TERRITORY,
    NETWORK,
    PASSWORD,
    PLATFORM,
    PLATFORM_CONTACT,
    PRESCRIBERS,
    TEAM,
    VISIT_CODE,
)
from allant.web.demo.usual_weeks import usual_weeks
from allant.web.documents.codes import ALPHABET, LENGTH
from allant.web.documents.models import Code
from allant.web.journal.models import Action, Entry
from allant.web.people import search
from allant.web.people.models import Beneficiary, Consent, Household, LegalGuardian, Situation
from allant.web.reaching.models import PlaceToBe, TravelNeeds, UsualTrip

ROWS_AT_ONCE = 500
JOURNAL_DETAIL = "dossier fictif du territoire de démonstration"
OPENING_HOUR, CLOSING_HOUR = 9, 18

Tell = Callable[[str], None]


@transaction.atomic
def load(*, as_of: date, seed: int = SEED, people: int = PEOPLE, tell: Tell = lambda _: None) -> bool:
    """Load the territory unless it is there; return whether it was loaded. `tell` is given each stage in words."""
    if demo_territory() is not None:
        return False
    _refuse_working_platform()
    tell(f"Invention de {people} personnes…")
    stories = tell_all(seed=seed, as_of=as_of, people=people)
    tell("Écriture des dossiers, des bilans et des résultats…")
    _Loading(seed, as_of).write(stories)
    return True


def _refuse_working_platform() -> None:
    if User.objects.exists():
        raise InputError(
            value=f"{User.objects.count()} compte(s)",
            rule="Cette base sert déjà à des personnes réelles : les mots de passe de la démonstration sont publics.",
            remedy="Lancez la démonstration dans un autre dossier : ALLANT_VAR=var-demo, sans DATABASE_URL.",
        )


class _Loading:
    """Writes the stories table by table, in few statements."""

    def __init__(self, seed: int, as_of: date) -> None:
        self._chance = chance_of(seed, "numbers")
        self._seed, self._as_of = seed, as_of
        self._links: list[CaseAssessment] = []
        self._assessments: list[Assessment] = []
        self._answers: list[Answer] = []
        self._scores: list[Score] = []
        self._handed: list[tuple[Assessment, datetime, User | None]] = []

    def write(self, stories: list[Story]) -> None:
        """Write everything."""
        self._open_territory()
        self._open_organisations()
        cases = self._open_cases(stories)
        search.index_many(case.beneficiary_id for case in cases)
        for story, case in zip(stories, cases, strict=True):
            for filling in story.fillings:
                self._fill(filling, case)
        for number, filling in enumerate(tell_loose_tests(seed=self._seed, as_of=self._as_of)):
            self._fill(filling, None, received_by=self._advisers[0] if number % 2 else None)
        _bulk(Assessment, self._assessments)
        _bulk(Answer, self._answers)
        _bulk(Score, self._scores)
        _bulk(CaseAssessment, self._links)
        _bulk(UsualTrip, list(usual_weeks(stories, cases, self._links, seed=self._seed, manager=self._manager)))
        _bulk(TravelNeeds, list(getting_about.needs(stories, cases, seed=self._seed, manager=self._manager)))
        _bulk(PlaceToBe, list(getting_about.places_to_be(stories, cases, seed=self._seed, manager=self._manager)))
        self._hand_over()
        self._close_cases(stories, cases)
        _bulk(Consent, consents(stories, cases))
        _bulk(Situation, lives.situations(stories, cases))
        _bulk(Household, lives.households(stories, cases))
        _bulk(LegalGuardian, lives.guardians(cases, self._as_of))
        _bulk(CaseNote, lives.notes(cases, self._manager, self._as_of))
        _bulk(Entry, [_journal_line(case, self._manager) for case in cases])
        self._fill_days([case for story, case in zip(stories, cases, strict=True) if story.ending is None])

    def _fill_days(self, open_cases: list[Case]) -> None:
        points = list(self._platform.reception_points.all())
        team = Team(self._platform, self._manager, self._advisers, self._colleague, points, open_cases)
        fills = (("weeks", fill_weeks), ("fleet", fill_fleet), ("learning", fill_learning), ("dealings", fill_dealings))
        for name, fill in fills:
            fill(team, as_of=self._as_of, chance=chance_of(self._seed, name))

    def _open_territory(self) -> None:
        self._territory = Territory.objects.create(name=TERRITORY, is_fictional=True)
        self._communes = {
            each.code_insee: Commune.objects.create(
                territory=self._territory,
                code_insee=each.code_insee,
                name=each.name,
                postal_codes=[each.postal_code],
                population=each.population,
                lon=each.lon,
                lat=each.lat,
                centroid_quality=CentroidQuality.CONTOUR,
            )
            for each in PLACES
        }

    def _open_organisations(self) -> None:
        network = Organisation.objects.create(name=NETWORK, kind=OrganisationKind.NETWORK)
        organisations = {NETWORK: network}
        for name in (PLATFORM, *PRESCRIBERS):
            organisations[name] = Organisation.objects.create(
                name=name,
                kind=KINDS[name],
                territory=self._territory,
                network=network if name == PLATFORM else None,
                **(PLATFORM_CONTACT if name == PLATFORM else {}),
            )
        organisations[NEIGHBOUR] = Organisation.objects.create(
            name=NEIGHBOUR,
            kind=OrganisationKind.PLATFORM,
            territory=Territory.objects.create(name=NEIGHBOUR_TERRITORY, is_fictional=True),
            network=network,
            **NEIGHBOUR_CONTACT,
        )
        for code, name, address in RECEPTION_POINTS:
            ReceptionPoint.objects.create(
                organisation=organisations[PLATFORM], commune=self._communes[code], name=name, address=address
            )
        users = {
            member.login: User.objects.create_user(
                email=member.login,
                full_name=member.full_name,
                organisation=organisations[member.organisation],
                role=member.role,
                password=PASSWORD,
            )
            for member in TEAM
        }
        self._platform = organisations[PLATFORM]
        self._prescribers = [organisations[name] for name in PRESCRIBERS]
        self._advisers = [users[member.login] for member in ADVISERS]
        self._colleague = users[COLLEAGUE.login]
        self._manager = next(user for user in users.values() if user.role == "manager")

    def _open_cases(self, stories: Iterable[Story]) -> list[Case]:
        stories = list(stories)
        beneficiaries = _bulk(
            Beneficiary,
            [
                Beneficiary(
                    first_name=each.identity.first_name,
                    last_name=each.identity.last_name,
                    birth_date=each.identity.birth_date,
                    phone=each.identity.phone,
                    email=each.identity.email,
                    commune=self._communes.get(each.identity.code_insee),
                )
                for each in stories
            ],
        )
        return _bulk(
            Case,
            [
                Case(
                    beneficiary=beneficiary,
                    organisation=self._platform,
                    adviser=None if each.adviser is None else self._advisers[each.adviser],
                    prescriber=None if each.prescriber is None else self._prescribers[each.prescriber],
                    source=each.source,
                    reference=each.reference,
                    opened_on=each.opened_on,
                    suggested_support=each.suggested,
                )
                for each, beneficiary in zip(stories, beneficiaries, strict=True)
            ],
        )

    def _fill(self, filling: Filling, case: Case | None, received_by: User | None = None) -> None:
        by = None if filling.moment in {"", Moment.TEST} else case.adviser or self._manager
        started = _at(filling.day, filling.hour)
        finished = started + timedelta(minutes=filling.minutes)
        assessment = Assessment(
            id=uuid.UUID(int=self._chance.getrandbits(128), version=4),
            grid=filling.grid,
            grid_checksum=read_grid(filling.grid).checksum,
            language=filling.language,
            setting=filling.setting,
            company=filling.company,
            started_at=started,
            finished_at=finished if filling.is_finished else None,
            by=by,
            taken_over_from=self._test_before(case) if filling.moment == Moment.ENTRY else None,
        )
        self._assessments.append(assessment)
        self._answers += _revisions(assessment, filling, by)
        if filling.is_finished:
            self._scores.append(scoring.unsaved_score(assessment, filling.current))
        if case is not None:
            self._links.append(CaseAssessment(case=case, assessment=assessment, moment=filling.moment))
        if filling.moment == Moment.TEST:
            received_by = case.adviser or self._manager
            self._handed.append((assessment, max(finished, _at(case.opened_on, OPENING_HOUR)), received_by))
        elif filling.moment == "":
            self._handed.append((assessment, finished, received_by))

    def _test_before(self, case: Case) -> Assessment | None:
        last = self._links[-1] if self._links else None
        return last.assessment if last is not None and last.case is case and last.moment == Moment.TEST else None

    def _hand_over(self) -> None:
        lifetime = timedelta(days=int(parameter("documents/code_lifetime")))
        with translation.override("fr"):
            wording = consent_wording()
        visit = next(number for number, (_, _, received_by) in enumerate(self._handed) if received_by is None)
        codes = _bulk(
            Code,
            [
                Code(
                    value=VISIT_CODE if number == visit else _code(self._chance),
                    purpose=TEST_CODE,
                    expires_at=assessment.finished_at + lifetime,
                    redeemed_at=None if received_by is None else received_at,
                    redeemed_by=received_by,
                )
                for number, (assessment, received_at, received_by) in enumerate(self._handed)
            ],
        )
        _date(codes, "created_at", [assessment.finished_at for assessment, _, _ in self._handed])
        _bulk(
            Handover,
            [
                Handover(assessment=assessment, code=code, consent_wording=wording, consented_at=assessment.finished_at)
                for (assessment, _, _), code in zip(self._handed, codes, strict=True)
            ],
        )

    def _close_cases(self, stories: list[Story], cases: list[Case]) -> None:
        followed = follow(stories, cases, seed=self._seed, as_of=self._as_of, manager=self._manager)
        for rows in fields(followed):
            written = getattr(followed, rows.name)
            if written:
                _bulk(type(written[0]), written)
        exits = _bulk(
            Exit,
            [
                _exit(story, case, case.adviser or self._manager)
                for story, case in zip(stories, cases, strict=True)
                if story.ending is not None
            ],
        )
        _date(exits, "recorded_at", [_at(each.exited_on, CLOSING_HOUR) for each in exits])


def _bulk(model: type, rows: list) -> list:
    return model.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)


def _date(rows: list, field: str, days: list[datetime]) -> None:
    """Give rows the date they have in their story instead of the one of the loading."""
    for row, day in zip(rows, days, strict=True):
        setattr(row, field, day)
    type(rows[0]).objects.bulk_update(rows, [field], batch_size=ROWS_AT_ONCE)


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def _code(chance: Random) -> str:
    return "".join(chance.choice(ALPHABET) for _ in range(LENGTH))


def _revisions(assessment: Assessment, filling: Filling, by: User | None) -> list[Answer]:
    """Return the answers of a filling in the order in which they were saved."""
    count: dict[str, int] = {}
    rows = []
    for revision in filling.revisions:
        count[revision.question] = count.get(revision.question, 0) + 1
        rows.append(
            Answer(
                assessment=assessment,
                question=revision.question,
                revision=count[revision.question],
                value=revision.value,
                origin=revision.origin,
                at=assessment.started_at,
                by=None if revision.origin == "self_declared" else by,
            )
        )
    return rows


def _exit(story: Story, case: Case, by: User) -> Exit:
    ending = story.ending
    return Exit(
        case=case,
        exited_on=story.exited_on,
        outcome=ending.outcome,
        outcome_on=story.exited_on if ending.contract else None,
        contract=ending.contract,
        contract_months=ending.contract_months,
        hours_per_week=ending.hours_per_week,
        no_assessment_reason=ending.no_assessment_reason,
        recorded_by=by,
    )


def _journal_line(case: Case, by: User) -> Entry:
    return Entry(
        by=by, action=Action.CREATE, subject_type=Case._meta.model_name, subject_id=str(case.pk), detail=JOURNAL_DETAIL
    )
