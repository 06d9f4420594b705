"""Forms of a person's reach, one module per page."""

from allant.web.reaching.forms.week import UsualTripForm, aboard_of

__all__ = ["UsualTripForm", "aboard_of"]
