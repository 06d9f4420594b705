"""Forms of cases, one module per noun."""

from allant.web.cases.forms.bilans import BilanForm
from allant.web.cases.forms.files import CaseForm
from allant.web.cases.forms.imports import ImportForm
from allant.web.cases.forms.pathways import DecisionForm, ExitForm, NewStepForm, StepForm

__all__ = ["BilanForm", "CaseForm", "DecisionForm", "ExitForm", "ImportForm", "NewStepForm", "StepForm"]
