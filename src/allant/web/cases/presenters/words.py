"""Words that several pages of cases share."""

from django.utils.translation import gettext as _

from allant.web.assessments import presenters as assessments
from allant.web.assessments.models import Score
from allant.web.ui.formatting import number, signed_points

LANGUAGE = "fr"


UNKNOWN = "non renseigné"


def index_cell(score: Score | None) -> str:
    """An index with what makes it honest."""
    if score is None or score.index is None:
        return _("non mesuré")
    words = number(score.index, LANGUAGE, 0)
    shown = assessments.margin(score.index, score.low, score.high)
    if shown is not None:
        words += f" ({number(shown[0], LANGUAGE, 0)}–{number(shown[1], LANGUAGE, 0)})"
    return f"{words}, {_('partiel')}" if score.is_partial else words


def lever_words(gain: float | None) -> str:
    """What a solution would bring, if it succeeds."""
    if gain is None:
        return _("Gain non mesuré")
    return _("Environ %(gain)s si elle réussit") % {"gain": signed_points(gain, LANGUAGE, 0)}


def sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
