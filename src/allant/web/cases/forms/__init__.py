"""Forms of cases, one module per noun."""

from allant.web.cases.forms.admissions import AdmissionForm, ResumeForm, SuspensionForm
from allant.web.cases.forms.bilans import BilanForm
from allant.web.cases.forms.consents import ConsentForm
from allant.web.cases.forms.exits import AttemptForm, ExitForm, FollowUpForm
from allant.web.cases.forms.files import CaseForm
from allant.web.cases.forms.imports import ImportForm
from allant.web.cases.forms.journal import JournalForm
from allant.web.cases.forms.lists import BulkForm, CaseloadForm, SavedViewForm
from allant.web.cases.forms.news import NewsForm
from allant.web.cases.forms.notes import EditNoteForm, NoteForm
from allant.web.cases.forms.pathways import NewStepForm, ObjectiveForm, StepForm, TimeForm
from allant.web.cases.forms.transfers import RefusalForm, TransferForm

__all__ = [
    "AdmissionForm",
    "AttemptForm",
    "BilanForm",
    "BulkForm",
    "CaseForm",
    "CaseloadForm",
    "ConsentForm",
    "EditNoteForm",
    "ExitForm",
    "FollowUpForm",
    "ImportForm",
    "JournalForm",
    "NewStepForm",
    "NewsForm",
    "NoteForm",
    "ObjectiveForm",
    "RefusalForm",
    "ResumeForm",
    "SavedViewForm",
    "StepForm",
    "SuspensionForm",
    "TimeForm",
    "TransferForm",
]
