"""The texts of messages: whole in every language, short enough for an SMS, in signs that telephones know."""

from datetime import date, time

import pytest

from allant.errors import InputError
from allant.web.messaging import texts
from allant.web.messaging.enums import Channel

VALUES = {
    "name": "Rosa",
    "adviser": "Nadia Ferhat",
    "day": date(2026, 3, 4),
    "hour": time(9, 30),
    "place": "Maison de la mobilité, 4 place du Marché-Neuf",
    "organisation": "Plateforme de mobilité du Val d’Allant",
    "phone": "+33553000000",
    "link": "https://mobilite.exemple.fr/lien/0123456789abcdefABCDEF/",
    "code": "K7QX-M4TD",
    "person": "Rosa D.",
    "news": "le permis est passé",
    "title": "Lire un plan de bus",
    "dates": "mercredi 4 mars, 9 h 30",
    "programme": "On apprend ensemble à lire un plan.",
}
FOR_PEOPLE_WHO_WORK = {"prescriber-news"}
ALL = [
    pytest.param(code, language, channel, id=f"{code}-{language}-{channel}")
    for code in texts.codes()
    for language in ("fr", "fr-simple", "en", "ar")
    for channel in Channel.values
]
LONGER_SMS = {
    ("appointment-cancelled", "ar"): 2,
    ("appointment-moved", "ar"): 2,
    ("appointment-reminder", "ar"): 2,
    ("follow-up-question", "ar"): 2,
    ("personal-page", "ar"): 2,
    ("workshop-place", "ar"): 3,
    ("workshop-cancelled", "ar"): 2,
}
"""Texts that make more than one SMS: Arabic letters go by 70. Anything else fits in one."""


def composed(code, language, channel, **own):
    return texts.compose(code, language, channel=channel, **(VALUES | own))


@pytest.mark.parametrize(("code", "language", "channel"), ALL)
def test_text_is_whole(code, language, channel):
    subject, body = composed(code, language, channel)
    assert body
    assert "{" not in subject + body
    assert bool(subject) == (channel != Channel.SMS)


@pytest.mark.parametrize("code", sorted(set(texts.codes()) - FOR_PEOPLE_WHO_WORK))
def test_text_for_people_speaks_the_languages_of_the_public_pages(code):
    text = texts.read(code)
    for each in (*text.subjects.values(), *text.bodies.values()):
        assert {"fr", "en", "ar"} <= set(each.wordings)


def test_only_these_texts_make_more_than_one_sms():
    counts = {
        (code, language): texts.sms_count(composed(code, language, Channel.SMS)[1])
        for code in texts.codes()
        for language in ("fr", "en", "ar")
    }
    assert {text: count for text, count in counts.items() if count > 1} == LONGER_SMS


def test_reminder_reads_as_a_person_would_write_it():
    subject, body = composed("appointment-reminder", "fr", Channel.EMAIL)
    assert subject == "Votre rendez-vous du mercredi 4\u00a0mars à 9\u00a0h\u00a030"
    assert "Vous pouvez aussi nous appeler au 05\u00a053\u00a000\u00a000\u00a000." in body
    assert composed("appointment-reminder", "en", Channel.SMS)[1] == (
        "Mobility appointment on Wednesday 4 March at 9:30. Place: Maison de la mobilité, 4 place du Marché-Neuf. "
        "Cannot come? 05 53 00 00 00"
    )


@pytest.mark.parametrize("channel", Channel.values)
def test_paragraph_without_its_value_is_left_out(channel):
    _subject, body = composed("appointment-reminder", "fr", channel, phone="", link=None)
    assert "appelez-nous" not in body
    assert "nous appeler" not in body
    assert "souci" not in body
    assert "/lien/" not in body
    assert "4" in body


def test_value_that_looks_like_a_blank_stays_as_it_is():
    assert "{phone}" in composed("appointment-reminder", "fr", Channel.EMAIL, place="Salle {phone}")[1]


def test_easy_french_is_used_where_it_exists_and_french_elsewhere():
    assert "Ce n’est pas grave." in composed("appointment-reminder", "fr-simple", Channel.EMAIL)[1]
    assert composed("appointment-moved", "fr-simple", Channel.EMAIL) == composed(
        "appointment-moved", "fr", Channel.EMAIL
    )


def test_language_that_nobody_wrote_is_answered_in_french():
    assert texts.spoken("tr") == "fr"
    assert composed("personal-page", "tr", Channel.SMS) == composed("personal-page", "fr", Channel.SMS)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("é" * 160, 1),
        ("ê" * 70, 1),
        ("ê" * 71, 2),
        ("م" * 70, 1),
        ("😀" * 36, 2),
    ],
)
def test_sms_are_counted_as_operators_do(text, count):
    assert texts.sms_count(text) == count


def test_unknown_text_is_refused():
    with pytest.raises(InputError, match="no text of messages"):
        texts.compose("unheard-of", "fr")


@pytest.mark.parametrize("broken", [{}, {"fr": ""}, {"en": "Hello"}, {"fr": "Bonjour", "en": {"text": "Hello"}}])
def test_incomplete_wording_is_refused_with_its_place(broken):
    with pytest.raises(InputError) as refused:
        texts._text("code", "email", "body", {"email": {"body": broken}})
    assert refused.value.value == "code: email.body"
