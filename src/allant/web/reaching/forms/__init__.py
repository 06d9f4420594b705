"""Forms of a person's reach, one module per page."""

from allant.web.reaching.forms.week import UsualTripForm

__all__ = ["UsualTripForm"]
