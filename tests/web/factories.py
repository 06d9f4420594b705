"""Makes the organisations, people and files that the tests of the pages need; each is valid unless told otherwise."""

import datetime
import hashlib
import string

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from allant.sources.grids import read_grid
from allant.web.accounts.enums import CentroidQuality, OrganisationKind, Role
from allant.web.accounts.models import Commune, Organisation, ReceptionPoint, Territory, User
from allant.web.agenda.enums import EnrolmentState, Presence, TaskKind
from allant.web.agenda.models import (
    Appointment,
    Attendance,
    BusyTime,
    CalendarFeed,
    Enrolment,
    Meeting,
    Opening,
    Session,
    Task,
)
from allant.web.assessments import actions as assessments
from allant.web.assessments.enums import Origin
from allant.web.assessments.models import Answer, Assessment
from allant.web.cases import actions
from allant.web.cases.enums import (
    Decision,
    Moment,
    NoteKind,
    ObjectiveKind,
    OutcomeKind,
    Source,
    StepKind,
    SuspensionReason,
)
from allant.web.cases.models import (
    Admission,
    Case,
    CaseAssessment,
    CaseNote,
    Exit,
    FollowUp,
    Objective,
    PendingImport,
    Reassignment,
    SavedView,
    Step,
    StepSession,
    Suspension,
    TemplateUse,
)
from allant.web.documents import storage
from allant.web.documents.enums import DocumentKind
from allant.web.documents.models import Document
from allant.web.fleet.enums import LoanKind, VehicleKind
from allant.web.fleet.models import Loan, Vehicle
from allant.web.learning.enums import HowItWent, Stage
from allant.web.learning.models import Rehearsal, RehearsalTrip
from allant.web.messaging.enums import Channel
from allant.web.messaging.enums import State as MessageState
from allant.web.messaging.models import Message
from allant.web.people import search
from allant.web.people.enums import ConsentPurpose, ConsentWay, WordingStatus
from allant.web.people.models import Beneficiary, Consent
from allant.web.people.wordings import wording_of


def commune_code(number: int) -> str:
    """A code that no commune of France has, in the five signs a code has: 99, then the number in base 36."""
    signs = string.digits + string.ascii_uppercase
    hundreds, rest = divmod(number, len(signs) ** 2)
    return f"99{signs[hundreds]}{signs[rest // len(signs)]}{signs[rest % len(signs)]}"


class TerritoryFactory(DjangoModelFactory):
    class Meta:
        model = Territory

    name = factory.Sequence(lambda n: f"Val d’Essai {n}")


class CommuneFactory(DjangoModelFactory):
    class Meta:
        model = Commune

    territory = factory.SubFactory(TerritoryFactory)
    code_insee = factory.Sequence(commune_code)
    name = factory.Sequence(lambda n: f"Bourg-l’Essai {n}")
    postal_codes = ["99000"]
    population = 1240
    lon = 0.72
    lat = 45.18
    centroid_quality = CentroidQuality.CONTOUR


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Plateforme {n}")
    kind = OrganisationKind.PLATFORM
    territory = factory.SubFactory(TerritoryFactory)

    class Params:
        is_network = factory.Trait(kind=OrganisationKind.NETWORK, territory=None)
        is_prescriber = factory.Trait(
            kind=OrganisationKind.PRESCRIBER, name=factory.Sequence(lambda n: f"Mission locale {n}")
        )


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"personne{n}@exemple.fr")
    full_name = factory.Sequence(lambda n: f"Camille Exemple {n}")
    organisation = factory.SubFactory(OrganisationFactory)
    role = Role.ADVISER
    password = "!"


class BeneficiaryFactory(DjangoModelFactory):
    class Meta:
        model = Beneficiary

    first_name = factory.Sequence(lambda n: f"Zoé{n}")
    last_name = factory.Sequence(lambda n: f"Lefèvre{n}")
    birth_date = datetime.date(1990, 3, 4)


class ConsentFactory(DjangoModelFactory):
    class Meta:
        model = Consent

    person = factory.SubFactory(BeneficiaryFactory)
    purpose = ConsentPurpose.SUPPORT
    wording = factory.LazyAttribute(lambda consent: wording_of(consent.purpose).text)
    wording_status = WordingStatus.DRAFT
    how = ConsentWay.SPOKEN
    given_at = factory.LazyFunction(timezone.now)


class CaseFactory(DjangoModelFactory):
    class Meta:
        model = Case
        skip_postgeneration_save = True

    beneficiary = factory.SubFactory(BeneficiaryFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    source = Source.SPONTANEOUS
    opened_on = factory.LazyFunction(lambda: timezone.localdate() - datetime.timedelta(days=90))

    @factory.post_generation
    def agrees(self, create, given, **_):
        """Whether the person agreed that their prescriber hears of them."""
        if given:
            purpose = ConsentPurpose.INFORM_PRESCRIBER
            ConsentFactory(person=self.beneficiary, purpose=purpose, recipient=self.prescriber)

    @factory.post_generation
    def is_found_by_search(self, create, extracted, **kwargs):
        search.index(self.beneficiary)


class DocumentFactory(DjangoModelFactory):
    class Meta:
        model = Document

    organisation = factory.SubFactory(OrganisationFactory)
    person = factory.SubFactory(BeneficiaryFactory)
    kind = DocumentKind.OTHER
    title = factory.Sequence(lambda n: f"Justificatif {n}")
    stored_name = factory.LazyFunction(lambda: storage.write(b"%PDF-1.7\n%%EOF\n"))
    original_name = "justificatif.pdf"
    size = 15
    media_type = "application/pdf"
    sha256 = factory.LazyFunction(lambda: hashlib.sha256(b"%PDF-1.7\n%%EOF\n").hexdigest())
    added_by = factory.SubFactory(UserFactory, organisation=factory.SelfAttribute("..organisation"))


class StepFactory(DjangoModelFactory):
    class Meta:
        model = Step

    case = factory.SubFactory(CaseFactory)
    position = factory.Sequence(lambda n: n + 1)
    kind = StepKind.ADVICE
    label = factory.Sequence(lambda n: f"Étape {n}")


class StepSessionFactory(DjangoModelFactory):
    class Meta:
        model = StepSession

    step = factory.SubFactory(StepFactory)
    on = factory.LazyFunction(timezone.localdate)
    minutes = 45


class ObjectiveFactory(DjangoModelFactory):
    class Meta:
        model = Objective

    case = factory.SubFactory(CaseFactory)
    label = factory.Sequence(lambda n: f"Aller seule à la crèche {n}")
    kind = ObjectiveKind.DAILY_LIFE
    set_on = factory.LazyFunction(timezone.localdate)


class AdmissionFactory(DjangoModelFactory):
    class Meta:
        model = Admission

    case = factory.SubFactory(CaseFactory)
    decision = Decision.REINFORCED
    decided_on = factory.LazyFunction(lambda: timezone.localdate() - datetime.timedelta(days=30))


class SuspensionFactory(DjangoModelFactory):
    class Meta:
        model = Suspension

    case = factory.SubFactory(CaseFactory)
    reason = SuspensionReason.AWAY
    starts_on = factory.LazyFunction(timezone.localdate)


class TemplateUseFactory(DjangoModelFactory):
    class Meta:
        model = TemplateUse

    case = factory.SubFactory(CaseFactory)
    template = "driving_licence"


class FollowUpFactory(DjangoModelFactory):
    class Meta:
        model = FollowUp

    case = factory.SubFactory(CaseFactory)
    months = 3
    due_on = factory.LazyFunction(timezone.localdate)


class NoteFactory(DjangoModelFactory):
    class Meta:
        model = CaseNote

    case = factory.SubFactory(CaseFactory)
    author = factory.SubFactory(UserFactory)
    kind = NoteKind.CALL
    happened_on = factory.LazyFunction(timezone.localdate)
    text = factory.Sequence(lambda n: f"Note {n}")
    written_at = factory.LazyFunction(timezone.now)


class ExitFactory(DjangoModelFactory):
    class Meta:
        model = Exit

    case = factory.SubFactory(CaseFactory)
    exited_on = factory.LazyFunction(timezone.localdate)
    outcome = OutcomeKind.TRAINING
    recorded_by = factory.SubFactory(UserFactory)


class RehearsalFactory(DjangoModelFactory):
    class Meta:
        model = Rehearsal

    case = factory.SubFactory(CaseFactory)
    from_place = "Gare"
    to_place = "Zone des Aulnes"
    companion = "Ines Conseil"
    created_by = factory.SubFactory(UserFactory)


class RehearsalTripFactory(DjangoModelFactory):
    class Meta:
        model = RehearsalTrip

    rehearsal = factory.SubFactory(RehearsalFactory)
    stage = Stage.WITH
    made_on = factory.LazyFunction(timezone.localdate)
    went = HowItWent.WELL
    recorded_by = factory.SubFactory(UserFactory)


class VehicleFactory(DjangoModelFactory):
    class Meta:
        model = Vehicle

    organisation = factory.SubFactory(OrganisationFactory)
    kind = VehicleKind.CAR
    label = factory.Sequence(lambda n: f"Clio {n}")
    daily_rate_eur = 4
    deposit_eur = 200
    km_per_day = 50
    entered_on = factory.LazyFunction(lambda: timezone.localdate() - datetime.timedelta(days=365))


class LoanFactory(DjangoModelFactory):
    class Meta:
        model = Loan

    case = factory.SubFactory(CaseFactory)
    vehicle = factory.SubFactory(VehicleFactory, organisation=factory.SelfAttribute("..case.organisation"))
    kind = LoanKind.RENTED
    starts_on = factory.LazyFunction(timezone.localdate)
    ends_on = factory.LazyAttribute(lambda loan: loan.starts_on + datetime.timedelta(days=29))
    daily_rate_eur = 4
    deposit_eur = 200
    km_per_day = 50
    created_by = factory.SubFactory(UserFactory)

    class Params:
        is_out_now = factory.Trait(handed_over_at=factory.LazyFunction(timezone.now))


class PendingImportFactory(DjangoModelFactory):
    class Meta:
        model = PendingImport

    organisation = factory.SelfAttribute("by.organisation")
    by = factory.SubFactory(UserFactory)
    file_name = "liste.csv"
    rows = 0
    accepted = factory.LazyFunction(list)
    refused = factory.LazyFunction(list)


class TaskFactory(DjangoModelFactory):
    class Meta:
        model = Task

    organisation = factory.SubFactory(OrganisationFactory)
    kind = TaskKind.CALL
    title = factory.Sequence(lambda n: f"Appeler le garage {n}")
    due_on = factory.LazyFunction(timezone.localdate)


class AppointmentFactory(DjangoModelFactory):
    class Meta:
        model = Appointment

    adviser = factory.SubFactory(UserFactory)
    organisation = factory.SelfAttribute("adviser.organisation")
    person = factory.SubFactory(BeneficiaryFactory)
    starts_at = factory.LazyFunction(lambda: timezone.now() + datetime.timedelta(days=3))
    ends_at = factory.LazyAttribute(lambda each: each.starts_at + datetime.timedelta(hours=1))


class ReceptionPointFactory(DjangoModelFactory):
    class Meta:
        model = ReceptionPoint

    organisation = factory.SubFactory(OrganisationFactory)
    commune = factory.SubFactory(CommuneFactory, territory=factory.SelfAttribute("..organisation.territory"))
    name = factory.Sequence(lambda n: f"Point d’accueil {n}")
    address = "2 rue du Pont"


class OpeningFactory(DjangoModelFactory):
    class Meta:
        model = Opening

    adviser = factory.SubFactory(UserFactory)
    organisation = factory.SelfAttribute("adviser.organisation")
    reception_point = factory.SubFactory(ReceptionPointFactory, organisation=factory.SelfAttribute("..organisation"))
    weekday = 0
    starts = datetime.time(9)
    ends = datetime.time(12)
    from_on = datetime.date(2026, 1, 1)


class SessionFactory(DjangoModelFactory):
    class Meta:
        model = Session
        skip_postgeneration_save = True

    organisation = factory.SubFactory(OrganisationFactory)
    title = factory.Sequence(lambda n: f"Atelier code {n}")
    capacity = 8
    starts_at = factory.LazyFunction(lambda: timezone.now() + datetime.timedelta(days=7))
    ends_at = factory.LazyAttribute(lambda each: each.starts_at + datetime.timedelta(hours=2))

    @factory.post_generation
    def meeting(self, create, extracted, **kwargs):
        """Give the workshop its one date."""
        if create:
            MeetingFactory(session=self, starts_at=self.starts_at, ends_at=self.ends_at)


class MeetingFactory(DjangoModelFactory):
    class Meta:
        model = Meeting

    session = factory.SubFactory(SessionFactory)
    organisation = factory.SelfAttribute("session.organisation")


class EnrolmentFactory(DjangoModelFactory):
    class Meta:
        model = Enrolment

    session = factory.SubFactory(SessionFactory)
    person = factory.SubFactory(BeneficiaryFactory)
    state = EnrolmentState.ENROLLED


class AttendanceFactory(DjangoModelFactory):
    class Meta:
        model = Attendance

    meeting = factory.LazyAttribute(lambda each: each.enrolment.session.meetings.first())
    enrolment = factory.SubFactory(EnrolmentFactory)
    presence = Presence.PRESENT


class BusyTimeFactory(DjangoModelFactory):
    class Meta:
        model = BusyTime

    adviser = factory.SubFactory(UserFactory)
    read_at = factory.LazyFunction(timezone.now)


class CalendarFeedFactory(DjangoModelFactory):
    class Meta:
        model = CalendarFeed

    adviser = factory.SubFactory(UserFactory)
    fingerprint = factory.Sequence(lambda n: f"{n:064x}")


class SavedViewFactory(DjangoModelFactory):
    class Meta:
        model = SavedView

    organisation = factory.SelfAttribute("owner.organisation")
    owner = factory.SubFactory(UserFactory)
    name = factory.Sequence(lambda n: f"Ma vue {n}")
    query = "qui=all"


class ReassignmentFactory(DjangoModelFactory):
    class Meta:
        model = Reassignment

    organisation = factory.SelfAttribute("by.organisation")
    by = factory.SubFactory(UserFactory)
    adviser = factory.SubFactory(UserFactory, organisation=factory.SelfAttribute("..organisation"))
    former = factory.LazyFunction(dict)


def answers_to(grid: str, rank: int = 0, **own: str) -> dict[str, str]:
    """Return an answer to every choice question: the option of this rank (the last one beyond), or one's own."""
    choices = [each for each in read_grid(grid).questionnaire.questions if each.type == "choice"]
    given = {each.code: each.options[min(rank, len(each.options) - 1)].code for each in choices}
    return given | own


def give_answers(assessment: Assessment, answers: dict[str, str], origin: str = Origin.INTERVIEW) -> None:
    """Write first revisions without going through the pages."""
    Answer.objects.bulk_create(
        Answer(assessment=assessment, question=code, revision=1, value=value, origin=origin, at=timezone.now())
        for code, value in answers.items()
    )


def bilan(
    *,
    case: Case,
    by: User,
    moment: str = Moment.ENTRY,
    answers: dict[str, str] | None = None,
    is_finished: bool = False,
) -> CaseAssessment:
    """Open a bilan, answer it and, if asked, close it."""
    link = actions.start_bilan(case=case, moment=moment, by=by, setting="phone", company="alone")
    if answers is not None:
        give_answers(link.assessment, answers)
    if is_finished:
        actions.finish_bilan(link=link, by=by)
    return link


def handed_over(rank: int = 1):
    """Return a test that somebody handed over, its code still open."""
    return assessments.hand_over(
        answers=answers_to(assessments.TEST_GRID, rank), language="fr", consent_wording="J’accepte."
    )


def received(by: User, rank: int = 1):
    """Return a test whose code this person redeemed, and which waits for its case."""
    handover = handed_over(rank)
    return assessments.redeem(typed=handover.code.value, by=by)


class MessageFactory(DjangoModelFactory):
    class Meta:
        model = Message

    organisation = factory.SubFactory(OrganisationFactory)
    channel = Channel.EMAIL
    recipient = "Zoé Lefèvre"
    address = factory.Sequence(lambda n: f"zoe{n}@exemple.fr")
    subject = "Votre rendez-vous"
    body = "Bonjour,\n\nVous avez rendez-vous demain à 9 h."

    class Params:
        is_letter = factory.Trait(channel=Channel.LETTER, address="3 rue des Aulnes\n24000 Périgueux")
        is_failed = factory.Trait(
            state=MessageState.FAILED,
            settled_at=factory.LazyFunction(timezone.now),
            last_error="Le serveur de courrier refuse cette adresse (550 inconnue).",
        )
        is_sent = factory.Trait(state=MessageState.SENT, settled_at=factory.LazyFunction(timezone.now))
