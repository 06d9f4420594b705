"""People are found by what somebody types: accents, case, order and one slip a word do not matter."""

import datetime
import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.web import factories

from allant.web.people import search, spelling
from allant.web.people.actions.life import add_contact, remove_contact
from allant.web.people.models import Contact, SearchKey, Spelling

pytestmark = pytest.mark.django_db


@pytest.fixture
def platform():
    return factories.OrganisationFactory()


def known(platform, first_name, last_name, **details):
    reference = details.pop("reference", "")
    person = factories.BeneficiaryFactory(first_name=first_name, last_name=last_name, **details)
    factories.CaseFactory(organisation=platform, beneficiary=person, reference=reference)
    return person


def found(platform, typed):
    """Return whom a search finds, and check that the suggestions agree with the unordered search."""
    best = search.ranked(platform, typed, most=50)
    assert set(best) == set(search.matching(platform, typed))
    return {str(person) for person in best}


AS_WRITTEN = ["élodie", "ELODIE", "Élod", "lefevre", "LEFÈVRE", "élodie LEFÈVRE", "  Lefèvre élo", "l"]
MISTYPED = ["lefebvre", "lefevrre", "lefvre", "lefevr", "elodei", "elodie lefevvre", "Lefèvre-Élodie"]


@pytest.mark.parametrize("typed", [*AS_WRITTEN, *MISTYPED])
def test_name_is_found_however_it_is_typed(platform, typed):
    known(platform, "Élodie", "Lefèvre")
    assert found(platform, typed) == {"Élodie Lefèvre"}


@pytest.mark.parametrize("typed", ["lfvr", "elo martin", "xyz", "evre", "élodie 1991", "", "   ", "%", "_", "\0"])
def test_something_else_finds_nobody(platform, typed):
    known(platform, "Élodie", "Lefèvre", birth_date=datetime.date(1990, 3, 4))
    assert found(platform, typed) == set()


@pytest.mark.parametrize(
    "typed", ["Jean-Pierre d'Arc", "jeanpierre", "darc", "d’arc jean", "pierre", "jean pier", "JEAN PIERRE DARC"]
)
def test_compound_names_are_found_whole_and_in_parts(platform, typed):
    known(platform, "Jean-Pierre", "d’Arc")
    assert found(platform, typed) == {"Jean-Pierre d’Arc"}


@pytest.mark.parametrize("typed", ["李", "小龍", "محمد", "Noël", "noel", "OEUVRARD", "Œuvrard"])
def test_every_script_and_ligature_is_searched(platform, typed):
    for name in ("李 小龍", "محمد", "Noël Œuvrard"):
        known(platform, name, "N")
    assert len(found(platform, typed)) == 1


@pytest.mark.parametrize(
    "typed",
    ["12/04/1991", "12.04.1991", "12-4-1991", "04/1991", "1991", "zoé 1991", "zoe 12/04/1991", "06 12 34 56 78",
     "0612345678", "+33 6 12 34 56 78", "06.12.34", "REF-2024-0012", "ref 2024", "2024"],
)  # fmt: skip
def test_birth_date_phone_and_reference_are_searched(platform, typed):
    person = {"birth_date": datetime.date(1991, 4, 12), "phone": "+33612345678"}
    known(platform, "Zoé", "Diaz", reference="REF-2024-0012", **person)
    known(platform, "Zoé", "Autre", birth_date=datetime.date(1992, 4, 13), phone="+33712345678", reference="XY")
    assert found(platform, typed) == {"Zoé Diaz"}


def test_search_never_crosses_to_another_organisation(platform):
    known(factories.OrganisationFactory(), "Élodie", "Lefèvre")
    assert found(platform, "lefevre") == set()


def test_person_whom_two_organisations_know_is_found_by_both(platform):
    other = factories.OrganisationFactory()
    person = known(platform, "Élodie", "Lefèvre")
    factories.CaseFactory(organisation=other, beneficiary=person)
    assert found(platform, "elodie") == found(other, "elodie") == {"Élodie Lefèvre"}


def test_whole_words_come_before_beginnings_and_slips(platform):
    for name in ("Martinez", "Martin", "Marti", "Marton", "Amartin"):
        known(platform, "Lou", name)
    order = [person.last_name for person in search.ranked(platform, "martin", most=10)]
    assert order == ["Martin", "Martinez", "Amartin", "Marti", "Marton"]


def test_changed_name_is_found_and_the_former_one_leaves_no_trace(platform):
    person = known(platform, "Élodie", "Lefèvre")
    other = known(platform, "Élodie", "Martin")
    person.last_name = "Dupont"
    person.save()
    search.index(person)
    assert found(platform, "dupont") == {"Élodie Dupont"}
    assert found(platform, "lefevre") == set()
    assert found(platform, "elodie") == {"Élodie Dupont", str(other)}
    assert not Spelling.objects.filter(word="lefevre").exists()
    assert Spelling.objects.filter(word="elodie").exists()


def test_person_is_found_by_the_phone_of_somebody_they_trust_as_long_as_it_is_kept(platform):
    person = known(platform, "Élodie", "Lefèvre", phone="+33612345678")
    contact = Contact(person=person, name="Sa sœur", phone="+33698765432")
    user = factories.UserFactory(organisation=platform)
    add_contact(contact=contact, by=user)
    assert found(platform, "06 98 76 54 32") == found(platform, "06 12 34 56 78") == {"Élodie Lefèvre"}
    remove_contact(contact=contact, by=user)
    assert found(platform, "06 98 76 54 32") == set()


def test_reindexing_builds_the_same_index(platform):
    known(platform, "Élodie", "Lefèvre", phone="+33612345678", reference="A-1")
    known(platform, "Jean-Pierre", "d’Arc")

    def rows():
        keys = {(key.person_id, bytes(key.key)) for key in SearchKey.objects.all()}
        return keys, set(Spelling.objects.values_list("key", "word"))

    before = rows()
    SearchKey.objects.filter(key=b"elodie").delete()
    Spelling.objects.create(key="reste", word="reste")
    assert search.reindex() == 2
    assert rows() == before


def test_indexing_again_writes_nothing(platform):
    person = known(platform, "Élodie", "Lefèvre")
    before = set(SearchKey.objects.values_list("pk", flat=True))
    search.index(person)
    assert set(SearchKey.objects.values_list("pk", flat=True)) == before


@pytest.mark.parametrize(
    "typed", ["a " * 3000, "x" * 90_000, "\0", "'; DROP TABLE people_searchkey; --", "ڕ", "9" * 99]
)
def test_odd_query_breaks_nothing(platform, typed):
    known(platform, "Zoé", "Diaz")
    assert found(platform, typed) == set()


# —— Against slow and obvious twins ——

NAMES = st.text(alphabet="abcde", min_size=1, max_size=9)


def plain_distance(one, other):
    """The definition, by recursion."""
    if not one or not other:
        return len(one) + len(other)
    best = min(
        plain_distance(one[1:], other) + 1,
        plain_distance(one, other[1:]) + 1,
        plain_distance(one[1:], other[1:]) + (one[0] != other[0]),
    )
    if one[:2] == other[:2][::-1] and len(one) > 1:
        best = min(best, plain_distance(one[2:], other[2:]) + 1)
    return best


@given(st.text(alphabet="abc", max_size=5), st.text(alphabet="abc", max_size=5))
def test_distance_is_that_of_its_definition(one, other):
    assert spelling.distance(one, other) == plain_distance(one, other)


@given(st.text(alphabet=string.ascii_lowercase, min_size=4, max_size=12), st.data())
def test_word_at_one_slip_shares_a_key(word, data):
    at = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from(string.ascii_lowercase))
    slips = [
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + letter + word[at + 1 :],
        word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
    ]
    for slip in slips:
        assert spelling.keys_of(slip) & spelling.keys_of(word), slip


def found_by_looking_at_everybody(people, typed):
    """Each word typed begins a word of the name, or is one slip or one sound from it."""
    return {
        str(person)
        for person in people
        if all(
            any(word.startswith(asked) or spelling.is_mistyped(asked, word) for word in words_kept(person))
            for asked in spelling.words_of(typed)
        )
    }


def words_kept(person):
    parts = [spelling.words_of(person.first_name), spelling.words_of(person.last_name)]
    return {word for words in parts for word in [*words, "".join(words)]}


@pytest.mark.parametrize("seed", range(4))
def test_search_finds_whom_looking_at_everybody_finds(platform, seed):
    chance = random.Random(seed)

    def name():
        return "".join(chance.choice("aeimnrt") for _ in range(chance.randint(2, 8)))

    people = [known(platform, f"{name()}-{name()}", name()) for _ in range(40)]
    for _ in range(60):
        word = chance.choice(chance.choice(people).last_name.split())
        at = chance.randrange(len(word))
        typed = chance.choice([word, word[: at + 1], word[:at] + word[at + 1 :], word[:at] + "n" + word[at:], name()])
        if typed:
            assert found(platform, typed) == found_by_looking_at_everybody(people, typed), typed
