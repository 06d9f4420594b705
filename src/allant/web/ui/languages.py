"""The languages of the public pages: their names, and whether somebody reviewed what the pages say in them.

To add one: a row here, its catalogues (`make messages`), and its texts in the grids and rules that public pages show.
Pages for people who work are in French and ask nothing of this table.
"""

from dataclasses import dataclass

__all__ = ["LANGUAGES", "Language", "language"]


@dataclass(frozen=True, slots=True)
class Language:
    """One language. `code` is Django's; `html` is what browsers, voices and screen readers know it by.

    `is_draft` is true until somebody who speaks the language has read its catalogues; `reviewed_by` then says who and
    when. French is where the texts of the pages are written, so it is no translation: None.
    """

    code: str
    name: str
    html: str
    is_draft: bool | None
    reviewed_by: str = ""


LANGUAGES = (
    Language("fr", "Français", "fr", is_draft=None),
    # `simple` is a variant registered for BCP 47. Without a text of its own, easy French says it in French.
    Language("fr-simple", "Français facile", "fr", is_draft=True),
    Language("en", "English", "en", is_draft=True),
    Language("ar", "العربية", "ar", is_draft=True),
)


def language(code: str | None) -> Language:
    """Return the language of a code, French for one that has no pages."""
    return next((each for each in LANGUAGES if each.code == code), LANGUAGES[0])
