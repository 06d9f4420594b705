"""Forms of the person's own page, and of the team around it."""

from allant.web.personal.forms.person import RequestForm, SlotForm
from allant.web.personal.forms.team import AnswerForm, OpenPageForm

__all__ = ["AnswerForm", "OpenPageForm", "RequestForm", "SlotForm"]
