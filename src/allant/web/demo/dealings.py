"""What passes between the fictional team, the people it follows and another platform: papers, messages, transfers.

Everything is done by the actions of the platform, on the day of the loading, as a team would do it.
"""

from datetime import date, timedelta
from random import Random

from django.db.models import QuerySet
from django.utils import timezone

from allant.web.agenda.actions import reminders
from allant.web.agenda.enums import AppointmentState
from allant.web.agenda.models import Appointment
from allant.web.cases import actions as cases
from allant.web.cases.actions import papers
from allant.web.cases.enums import Source
from allant.web.cases.models import Case
from allant.web.cases.papers import attestation
from allant.web.cases.queries import latest_bilan
from allant.web.demo.everyday import Team
from allant.web.demo.showcase import VISIT
from allant.web.documents import actions as documents
from allant.web.documents.enums import Party
from allant.web.messaging.enums import Channel, State
from allant.web.messaging.models import Message
from allant.web.people.actions import withdraw_consent
from allant.web.people.enums import ConsentPurpose, Spoken
from allant.web.people.models import Beneficiary, Consent
from allant.web.ui.signature import Signed

REMINDED_DAYS = 4
"""Appointments this near are reminded of on the day of the loading."""
PENDING_SHARE, FAILED_SHARE = 0.25, 0.06
FAILURE = "La boîte de cette adresse est pleine (552)."
STREETS = ("8 chemin du Moulin", "Bâtiment C, 3 rue des Tisserands", "Le Bourg")
OBJECTIVES = ["Prendre le car de 7 h 10 sans être accompagnée", "Passer le code avant l’été"]
PERSON_COMMITS = ["Venir aux rendez-vous, ou prévenir", "Essayer un trajet par semaine"]
PLATFORM_COMMITS = ["Accompagner les premiers trajets", "Avancer la moitié du permis"]


def fill_dealings(team: Team, *, as_of: date, chance: Random) -> None:
    """Write the papers, the messages, a possible duplicate, and what passes between two platforms."""
    _make_papers(team)
    _send_messages(team, as_of, chance)
    _open_twice(team)
    _deal_with_neighbour(team)


def _make_papers(team: Team) -> None:
    """The people of the visit have their papers; the contract waits for the platform's signature."""
    names = [(each.first_name, each.last_name) for each in VISIT]
    measured = [case for case in team.open_cases if _name(case) in names and _may_have_papers(case)]
    for case in measured:
        by = case.adviser or team.manager
        papers.make_summary(case=case, language="fr", by=by)
        papers.issue_attestation(case=case, finding="problem", by=by)
    if measured:
        case = measured[-1]
        contract = papers.make_contract(
            case=case,
            objectives=OBJECTIVES,
            person_commits=PERSON_COMMITS,
            platform_commits=PLATFORM_COMMITS,
            ends_on=None,
            by=case.adviser or team.manager,
        )
        name = str(case.beneficiary)
        documents.sign(
            paper=contract,
            by=case.adviser or team.manager,
            signed=Signed(typed_name=name),
            party=Party.PERSON,
            name=name,
        )


def _may_have_papers(case: Case) -> bool:
    link, _score = latest_bilan(case)
    return attestation.obstacle(link) is None


def _name(case: Case) -> tuple[str, str]:
    return case.beneficiary.first_name, case.beneficiary.last_name


def _send_messages(team: Team, as_of: date, chance: Random) -> None:
    """Remind of the appointments that are near; most messages have left, one address was wrong, letters wait."""
    now = timezone.now()
    soon = Appointment.objects.filter(
        organisation=team.platform,
        state=AppointmentState.BOOKED,
        starts_at__gt=now,
        starts_at__date__lte=as_of + timedelta(days=REMINDED_DAYS),
    )
    soon.update(remind_at=now)
    _prefer_letters(soon)
    reminders.send_due(now)
    written = list(Message.objects.filter(organisation=team.platform, state=State.WAITING).order_by("pk"))
    for message in written:
        drawn = chance.random()
        if message.channel == Channel.LETTER or drawn < PENDING_SHARE:
            continue
        has_failed = message.channel == Channel.EMAIL and drawn < PENDING_SHARE + FAILED_SHARE
        message.state = State.FAILED if has_failed else State.SENT
        message.last_error = FAILURE if has_failed else ""
        message.attempts, message.settled_at = 1, now
    Message.objects.bulk_update(written, ["state", "last_error", "attempts", "settled_at"])


def _prefer_letters(soon: QuerySet[Appointment]) -> None:
    """A few people want no mail and no SMS: they get letters."""
    near = soon.select_related("person").order_by("-starts_at", "pk")
    people = {each.person_id: each.person for each in near}
    for person, address in zip(people.values(), STREETS, strict=False):
        person.address = address
        person.save()
        for consent in Consent.objects.filter(person=person, purpose=ConsentPurpose.CONTACT, withdrawn_at=None):
            withdraw_consent(consent=consent, by=consent.recorded_by)


def _open_twice(team: Team) -> None:
    """Somebody comes back, and their name is written otherwise: a pair to look at."""
    known = next(case.beneficiary for case in team.open_cases if len(case.beneficiary.last_name) > len("Petit"))
    again = Beneficiary(
        first_name=known.first_name,
        last_name=known.last_name[:-1],
        birth_date=known.birth_date,
        phone=known.phone,
        commune=known.commune,
    )
    cases.open_case(beneficiary=again, organisation=team.platform, by=team.advisers[-1], source=Source.SPONTANEOUS)


def _deal_with_neighbour(team: Team) -> None:
    """One case left with its person, another is proposed, a third is proposed to us."""
    colleague, neighbour = team.colleague, team.colleague.organisation
    leaving, hesitating = [case for case in team.open_cases if case.adviser][-2:]
    gone = cases.ask_transfer(
        case=leaving,
        to_organisation=neighbour,
        reason="S’installe chez sa fille, aux Monts d’Ormeil.",
        how="spoken",
        by=leaving.adviser,
    )
    cases.accept_transfer(transfer=gone, by=colleague)
    cases.ask_transfer(
        case=hesitating,
        to_organisation=neighbour,
        reason="Commence une formation là-bas le mois prochain.",
        how="paper",
        by=hesitating.adviser,
    )
    arriving = cases.open_case(
        beneficiary=Beneficiary(
            first_name="Samira", last_name="Haddad", birth_date=date(1987, 5, 9), language=Spoken.ARABIC
        ),
        organisation=neighbour,
        by=colleague,
        source=Source.SPONTANEOUS,
    )
    cases.ask_transfer(
        case=arriving,
        to_organisation=team.platform,
        reason="A trouvé un logement à Vernoisy.",
        how="spoken",
        by=colleague,
    )
