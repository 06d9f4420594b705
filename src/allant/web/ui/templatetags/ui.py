"""Template filters and tags of the design: French figures and dates, chart geometry, form controls."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.forms import BoundField
from django.forms.boundfield import BoundWidget
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from allant.web.ui import charts, formatting, languages, maps, mistakes, pictograms

register = template.Library()

Figure = formatting.Figure

# Which style a control takes, by the kind of its widget; the other kinds are text boxes.
CONTROL_CLASSES = {"select": "form-select", "selectmultiple": "form-select", "checkbox": "choice-input"}
MESSAGE_TONES = {"success": "go", "warning": "sun", "error": "stop"}
CODE_GROUP_LENGTH = 4
# Nearer to an end of its line than this (in % of the line), a label is set inwards so that it is not cut.
NEAR_THE_START_PCT, NEAR_THE_END_PCT = 8, 92


def _language() -> str:
    return get_language() or "fr"


@register.filter
def html_language(code: str) -> str:
    """Return the language as browsers, voices and screen readers know it: easy French is French to them."""
    return languages.language(code).html


@register.filter
def language_name(code: str) -> str:
    """Return the name of a language as those who read it write it."""
    return languages.language(code).name


@register.filter
def number_fr(value: Figure | None, decimals: int | None = None) -> str:
    return formatting.number(value, _language(), decimals)


@register.filter
def signed(value: Figure | None, decimals: int | None = None) -> str:
    return formatting.signed(value, _language(), decimals)


@register.filter
def points(value: Figure | None, decimals: int | None = None) -> str:
    return formatting.points(value, _language(), decimals)


@register.filter
def percent(share: Figure | None, decimals: int = 0) -> str:
    return formatting.percent(share, _language(), decimals)


@register.filter
def euro(value: Figure | None, decimals: int | None = None) -> str:
    return formatting.euros(value, _language(), decimals)


@register.filter(expects_localtime=True)
def date_fr(day: dt.date | None) -> str:
    return formatting.date(day, _language())


@register.filter(expects_localtime=True)
def weekday_fr(day: dt.date | None) -> str:
    return formatting.weekday_and_day(day, _language())


@register.filter(expects_localtime=True)
def hour_fr(moment: dt.time | dt.datetime | None) -> str:
    return formatting.hour(moment, _language())


@register.filter
def days_long(days: int | None) -> str:
    return formatting.days_long(days, _language())


@register.filter
def days_in_words(days: int | None) -> str:
    return formatting.days_ago_or_ahead(days, _language())


@register.filter
def code_groups(code: str) -> str:
    """Cut a code into groups that are easy to read and to copy: K7QXM4TD becomes K7QX-M4TD."""
    bare = code.replace("-", "").upper()
    return "-".join(bare[start : start + CODE_GROUP_LENGTH] for start in range(0, len(bare), CODE_GROUP_LENGTH))


@register.filter
def spelled(code: str) -> str:
    """Separate the characters of a code, for screen readers to say them one by one."""
    return " ".join(code.replace("-", "").upper())


@register.filter
def chosen(value: object, current: object) -> bool:
    """Whether an option is the answer given, or among the answers given."""
    if isinstance(current, list | tuple | set | frozenset):
        return str(value) in {str(item) for item in current}
    return current is not None and str(value) == str(current)


@register.filter
def member(values: Mapping[str, Any] | None, key: str) -> Any:
    """Return what a mapping holds under a key; nothing where it has no such key."""
    return (values or {}).get(key, "")


@register.filter
def message_tone(level_tag: str) -> str:
    """Return the tone of a notice, by the level of the Django message it shows."""
    return MESSAGE_TONES.get(level_tag, "info")


@register.filter
def control(field: BoundField) -> SafeString:
    """Render the control of a form field in the house style; Django links it to its help and error texts."""
    wanted = CONTROL_CLASSES.get(field.widget_type, "form-control")
    own = field.field.widget.attrs.get("class", "")
    return field.as_widget(attrs={"class": f"{wanted} {own}".strip()})


register.filter("mistakes", mistakes.mistakes_of)
register.filter("was_changed", mistakes.was_changed)


@register.filter(is_safe=True)
def typeset(text: object) -> str:
    """Write a French text held in the code with the spaces that do not break."""
    return formatting.typeset(str(text))


@register.filter
def choice_control(option: BoundWidget) -> SafeString:
    """Render one radio button or box of a choice field, to be drawn as a card with its label."""
    option.data["attrs"]["class"] = "choice-input"
    return option.tag()


@register.filter
def unlocalized(value: float) -> str:
    """Write a number for an attribute of HTML or SVG, which knows only the decimal point."""
    return f"{float(value):g}"


@register.filter
def text_anchor(position_pct: float) -> str:
    """Say where the text of a label near a position (0–100 %) of a line hangs."""
    if position_pct < NEAR_THE_START_PCT:
        return "start"
    return "end" if position_pct > NEAR_THE_END_PCT else "middle"


@register.simple_tag
def text_status(texts: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Say whether what the page shows was reviewed: the words of the language, and `texts` held as data if it has any.

    `texts` is `{"is_draft": bool, "reviewed_by": [names]}`. One draft makes a draft of the whole page.
    """
    spoken = languages.language(get_language())
    names = [spoken.reviewed_by] if spoken.reviewed_by else []
    names += texts["reviewed_by"] if texts else []
    is_draft = bool(spoken.is_draft) or (texts is not None and texts["is_draft"])
    return {"is_draft": is_draft, "reviewed_by": ", ".join(dict.fromkeys(names))}


@register.simple_tag(takes_context=True)
def page_address(context: template.Context, name: str, number: int) -> str:
    """Return the address of another page of the same list, its filters kept."""
    query = context["request"].GET.copy()
    query[name] = str(number)
    return f"?{query.urlencode()}"


@register.simple_tag
def scale_chart(value: float, low: float, high: float, entry: float | None = None) -> charts.Scale:
    return charts.scale(value, low, high, entry)


@register.simple_tag
def radar_chart(
    labels: Sequence[Any], now: Sequence[float | None], before: Sequence[float | None] | None = None
) -> charts.Radar:
    return charts.radar([str(label) for label in labels], now, before or None)


@register.simple_tag
def bars_chart(contributions: Sequence[tuple[Any, float]]) -> charts.Bars:
    return charts.bars([(str(label), value) for label, value in contributions])


@register.simple_tag
def stacked_chart(counts: Sequence[tuple[Any, int, str]]) -> tuple[charts.Segment, ...]:
    return charts.segments([(str(label), count, tone) for label, count, tone in counts])


@register.simple_tag
def map_drawing(layers: Sequence[maps.MapLayer]) -> maps.MapDrawing:
    return maps.drawing(layers)


@register.simple_tag
def pictogram(name: str) -> str:
    """Draw an icon inside the page, large, for a page that is printed too; words beside it say what it means."""
    line = 'fill="none" stroke="#14222b" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"'
    size = 'class="pictogram" viewBox="0 0 24 24" width="44" height="44"'
    # Shapes come from our own file; nothing typed by anybody is in them.
    return mark_safe(f'<svg {size} {line} aria-hidden="true" focusable="false">{pictograms.drawing(name)}</svg>')
