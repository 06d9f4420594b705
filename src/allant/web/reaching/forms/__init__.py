"""Forms of a person's reach, one module per page."""

from allant.web.reaching.forms.hours import OtherHourForm
from allant.web.reaching.forms.needs import TravelNeedsForm
from allant.web.reaching.forms.places import PlaceToBeForm
from allant.web.reaching.forms.week import UsualTripForm, aboard_of

__all__ = ["OtherHourForm", "PlaceToBeForm", "TravelNeedsForm", "UsualTripForm", "aboard_of"]
