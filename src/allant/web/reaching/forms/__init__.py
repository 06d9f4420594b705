"""Forms of a person's reach, one module per page."""

from allant.web.reaching.forms.sheet import SheetForm
from allant.web.reaching.forms.week import UsualTripForm, aboard_of

__all__ = ["SheetForm", "UsualTripForm", "aboard_of"]
