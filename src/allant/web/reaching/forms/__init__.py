"""Forms of a person's reach, one module per page."""

from allant.web.reaching.forms.hours import OtherHourForm
from allant.web.reaching.forms.needs import TravelNeedsForm
from allant.web.reaching.forms.places import PlaceToBeForm
from allant.web.reaching.forms.sheet import SheetForm
from allant.web.reaching.forms.week import UsualTripForm, aboard_of
from allant.web.reaching.forms.workplace import ShiftForm

__all__ = [
    "OtherHourForm",
    "PlaceToBeForm",
    "SheetForm",
    "ShiftForm",
    "TravelNeedsForm",
    "UsualTripForm",
    "aboard_of",
]
