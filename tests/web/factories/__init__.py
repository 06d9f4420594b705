"""Makes what the tests of the pages need, one module per app; each thing is valid unless told otherwise."""

from tests.web.factories.accounts import (
    CommuneFactory,
    OrganisationFactory,
    ReceptionPointFactory,
    TerritoryFactory,
    UserFactory,
    commune_code,
)
from tests.web.factories.agenda import (
    AppointmentFactory,
    AttendanceFactory,
    BusyTimeFactory,
    CalendarFeedFactory,
    EnrolmentFactory,
    MeetingFactory,
    OpeningFactory,
    SessionFactory,
    TaskFactory,
)
from tests.web.factories.assessments import answers_to, give_answers, handed_over, received
from tests.web.factories.cases import (
    AdmissionFactory,
    CaseFactory,
    ExitFactory,
    FollowUpFactory,
    NoteFactory,
    ObjectiveFactory,
    PendingImportFactory,
    ReassignmentFactory,
    SavedViewFactory,
    StepFactory,
    StepSessionFactory,
    SuspensionFactory,
    TemplateUseFactory,
    a_case,
    bilan,
)
from tests.web.factories.documents import DocumentFactory
from tests.web.factories.fleet import LoanFactory, VehicleFactory
from tests.web.factories.learning import RehearsalFactory, RehearsalTripFactory
from tests.web.factories.messaging import MessageFactory
from tests.web.factories.people import BeneficiaryFactory, ConsentFactory
from tests.web.factories.reaching import PlaceToBeFactory, TravelNeedsFactory, UsualTripFactory, WeekWithoutTripsFactory

__all__ = [
    "AdmissionFactory",
    "AppointmentFactory",
    "AttendanceFactory",
    "BeneficiaryFactory",
    "BusyTimeFactory",
    "CalendarFeedFactory",
    "CaseFactory",
    "CommuneFactory",
    "ConsentFactory",
    "DocumentFactory",
    "EnrolmentFactory",
    "ExitFactory",
    "FollowUpFactory",
    "LoanFactory",
    "MeetingFactory",
    "MessageFactory",
    "NoteFactory",
    "ObjectiveFactory",
    "OpeningFactory",
    "OrganisationFactory",
    "PendingImportFactory",
    "PlaceToBeFactory",
    "ReassignmentFactory",
    "ReceptionPointFactory",
    "RehearsalFactory",
    "RehearsalTripFactory",
    "SavedViewFactory",
    "SessionFactory",
    "StepFactory",
    "StepSessionFactory",
    "SuspensionFactory",
    "TaskFactory",
    "TemplateUseFactory",
    "TerritoryFactory",
    "TravelNeedsFactory",
    "UserFactory",
    "UsualTripFactory",
    "VehicleFactory",
    "WeekWithoutTripsFactory",
    "a_case",
    "answers_to",
    "bilan",
    "commune_code",
    "give_answers",
    "handed_over",
    "received",
]
