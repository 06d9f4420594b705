"""What people read: templates that compile, French set as in print, and public pages that speak every language."""

import functools
import gettext
import io
import re
from pathlib import Path

import django
import pytest

django.setup()

from babel.messages import mofile, pofile  # noqa: E402
from babel.messages.extract import extract  # noqa: E402
from django.template import engines  # noqa: E402
from django.utils.translation import to_locale  # noqa: E402
from django.utils.translation.template import templatize  # noqa: E402

from allant.web.ui.languages import LANGUAGES  # noqa: E402

WEB = Path(__file__).parent.parent.parent / "src" / "allant" / "web"
TEMPLATES = sorted(WEB.glob("*/templates/**/*.html"))
CATALOGUES = sorted(WEB.rglob("*.po"))
FOR_PEOPLE_WHO_WORK = (
    "messaging/templates/messaging/messages",
    "messaging/templates/messaging/message.html",
    "messaging/templates/messaging/contact.html",
    "messaging/templates/messaging/letters",
    "messaging/templates/messaging/parts/letter",
    "messaging/templates/messaging/parts/message_list",
    "agenda/",
    "cases/",
    "day/",
    "ui/parts/search_box",
    "ui/parts/shortcuts",
    "documents/parts/document_list",
    "assessments/templates/assessments/redeem",
    "fleet/",
    "personal/templates/personal/answer",
    "personal/templates/personal/give",
    "personal/templates/personal/waiting",
    "gallery",
    "learning/templates/learning/case",
    "learning/templates/learning/rehearsal",
    "reaching/",
    "territory/",
    "ui/parts/keeping",
)
BY_PERSONAL_LINK = (
    "cases/templates/cases/news",
    "reaching/templates/reaching/parts/sheet.",
    "reaching/templates/reaching/parts/sheet_badge",
    "reaching/templates/reaching/parts/sheet_ride",
    "reaching/templates/reaching/parts/sheet_way",
    "reaching/templates/reaching/sheet_print",
)
"""Templates that people without an account see, or hold in their hands, in an app of people who work."""
PUBLIC_CODE = [
    WEB / "assessments" / "presenters.py",
    WEB / "assessments" / "views.py",
    WEB / "accounts" / "forms.py",
    WEB / "cases" / "before_after.py",
    WEB / "cases" / "forms" / "news.py",
    WEB / "cases" / "papers" / "summary.py",
    WEB / "documents" / "guessing.py",
    WEB / "documents" / "presenters.py",
    WEB / "ui" / "signature.py",
    WEB / "messaging" / "forms.py",
    WEB / "messaging" / "links.py",
    WEB / "learning" / "reading.py",
    WEB / "personal" / "enums.py",
    WEB / "personal" / "forms" / "person.py",
    WEB / "personal" / "presenters.py",
    WEB / "personal" / "views" / "person.py",
    WEB / "reaching" / "presenters" / "sheet.py",
    WEB / "ui" / "charts.py",
    WEB / "ui" / "formatting.py",
]
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
}


def label(path):
    return str(path.relative_to(WEB))


def public_templates():
    return [
        path
        for path in TEMPLATES
        if label(path).startswith(BY_PERSONAL_LINK) or not any(part in label(path) for part in FOR_PEOPLE_WHO_WORK)
    ]


def messages_of(path):
    """Return the French source texts of a template or module."""
    source = path.read_text(encoding="utf-8")
    code = templatize(source) if path.suffix == ".html" else source
    found = extract("python", io.BytesIO(code.encode()), keywords=KEYWORDS)
    return [message for _line, message, _comments, _context in found]


@functools.cache
def translations(language):
    """Return every translation into a language, by source text (a pair for a plural)."""
    return {
        entry.id: entry.string
        for path in CATALOGUES
        if path.parts[-3] == language
        for entry in pofile.read_po(io.BytesIO(path.read_bytes()), locale=language)
        if entry.id and not entry.fuzzy
    }


@pytest.mark.parametrize("path", TEMPLATES, ids=label)
def test_template_compiles(path):
    name = str(path).split("/templates/")[1]
    assert engines["django"].get_template(name)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("path", [*public_templates(), *PUBLIC_CODE], ids=label)
def test_public_text_exists_in_every_language(path, language):
    known = translations(language)
    missing = [message for message in messages_of(path) if not all(known.get(message) or [""])]
    assert missing == []


@pytest.mark.parametrize("path", CATALOGUES, ids=label)
def test_catalogue_compiles_and_keeps_its_placeholders(path):
    catalogue = pofile.read_po(io.BytesIO(path.read_bytes()), locale=path.parts[-3])
    compiled = io.BytesIO()
    mofile.write_mo(compiled, catalogue)
    compiled.seek(0)
    # A header that gettext cannot read breaks every page of the language.
    assert gettext.GNUTranslations(compiled).ngettext("one", "several", 5) == "several"
    placeholder = re.compile(r"%\(\w+\)[sd]|%[sd]")
    for entry in catalogue:
        sources = entry.id if isinstance(entry.id, tuple) else (entry.id,)
        strings = entry.string if isinstance(entry.string, tuple) else (entry.string,)
        for string in filter(None, strings):
            assert set(placeholder.findall(string)) <= set(placeholder.findall(" ".join(sources))), entry.id


def test_easy_french_says_otherwise_what_public_pages_say_in_french():
    public = {message for path in [*public_templates(), *PUBLIC_CODE] for message in messages_of(path)}
    easy = translations("fr_Simple")
    assert easy
    assert set(easy) - public == set()


def test_every_language_of_the_pages_has_its_catalogues():
    wanted = {to_locale(each.code) for each in LANGUAGES if each.code != "fr"}
    found = {path.parts[-3] for path in CATALOGUES}
    assert found == wanted | {"fr"}


@pytest.mark.parametrize("path", [path for path in CATALOGUES if path.parts[-3] == "ar"], ids=label)
def test_arabic_is_set_with_its_own_signs_and_its_six_plurals(path):
    catalogue = pofile.read_po(io.BytesIO(path.read_bytes()), locale="ar")
    for entry in catalogue:
        if not entry.id:
            continue
        strings = entry.string if isinstance(entry.string, tuple) else (entry.string,)
        assert len(strings) == (6 if entry.pluralizable else 1), entry.id
        for string in strings:
            assert not re.search(r"[?;]|[\u0600-\u06ff],", string), string


def test_no_text_is_translated_twice_differently():
    seen = {}
    for path in CATALOGUES:
        for entry in pofile.read_po(io.BytesIO(path.read_bytes()), locale=path.parts[-3]):
            if entry.id:
                key = (path.parts[-3], entry.id)
                assert seen.setdefault(key, entry.string) == entry.string, entry.id


PLAIN_SPACE = re.compile(r"« | »|\w [?!;:](?=\s|$|<|\"|')")


def visible_french(path):
    """Return the text of a template as people see it, without tags, attributes of code and template tags."""
    source = path.read_text(encoding="utf-8")
    source = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", source, flags=re.DOTALL)
    source = re.sub(r"{%\s*translate\s+(['\"])(.*?)\1.*?%}", r"\2", source)
    source = re.sub(r"{%.*?%}|{{.*?}}", "x", source, flags=re.DOTALL)
    spoken = re.findall(r"(?:title|lead|label|text|caption|alt|aria-label|placeholder)=\"([^\"]*)\"", source)
    return [*re.sub(r"<[^>]*>", "\n", source).splitlines(), *spoken]


@pytest.mark.parametrize("path", TEMPLATES, ids=label)
def test_french_signs_stand_after_a_space_that_does_not_break(path):
    assert [line.strip() for line in visible_french(path) if PLAIN_SPACE.search(line)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=label)
def test_french_apostrophes_are_curved(path):
    assert [line.strip() for line in visible_french(path) if re.search(r"[a-zA-Zéè]'[a-zA-Zéèàâ]", line)] == []
