"""The case and what belongs to it."""

from allant.web.cases.models.admission import Admission, Suspension
from allant.web.cases.models.case import Case, CaseAssessment
from allant.web.cases.models.duplicates import DuplicatePair, MergeRecord
from allant.web.cases.models.exits import Exit, FollowUp, FollowUpAnswer, FollowUpAttempt, FormerExit
from allant.web.cases.models.imports import PendingImport
from allant.web.cases.models.lists import Reassignment, SavedView
from allant.web.cases.models.notes import CaseNote, NoteDraft, NoteVersion
from allant.web.cases.models.observation import Observation
from allant.web.cases.models.pathway import Objective, Step, StepSession, TemplateUse
from allant.web.cases.models.transfer import Transfer

__all__ = [
    "Admission",
    "Case",
    "CaseAssessment",
    "CaseNote",
    "DuplicatePair",
    "Exit",
    "FollowUp",
    "FollowUpAnswer",
    "FollowUpAttempt",
    "FormerExit",
    "MergeRecord",
    "NoteDraft",
    "NoteVersion",
    "Objective",
    "Observation",
    "PendingImport",
    "Reassignment",
    "SavedView",
    "Step",
    "StepSession",
    "Suspension",
    "TemplateUse",
    "Transfer",
]
