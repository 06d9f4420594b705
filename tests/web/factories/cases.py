"""The cases, their pathway and their bilans, and what a team keeps of its lists."""

import datetime
from types import SimpleNamespace

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory
from tests.web.factories.accounts import OrganisationFactory, UserFactory
from tests.web.factories.assessments import give_answers
from tests.web.factories.people import BeneficiaryFactory, ConsentFactory

from allant.web.accounts.models import User
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
from allant.web.people import search
from allant.web.people.enums import ConsentPurpose


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


class PendingImportFactory(DjangoModelFactory):
    class Meta:
        model = PendingImport

    organisation = factory.SelfAttribute("by.organisation")
    by = factory.SubFactory(UserFactory)
    file_name = "liste.csv"
    rows = 0
    accepted = factory.LazyFunction(list)
    refused = factory.LazyFunction(list)


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


def a_case(house: SimpleNamespace, name: str, **details) -> Case:
    """Open the case of a Lou of that name, followed by the adviser of the house unless told otherwise."""
    return CaseFactory(
        organisation=house.platform,
        beneficiary__first_name="Lou",
        beneficiary__last_name=name,
        **{"adviser": house.adviser} | details,
    )
