"""The case and what belongs to it."""

from allant.web.cases.models.case import Case, CaseAssessment
from allant.web.cases.models.imports import PendingImport
from allant.web.cases.models.observation import Observation
from allant.web.cases.models.pathway import Exit, Step

__all__ = ["Case", "CaseAssessment", "Exit", "Observation", "PendingImport", "Step"]
