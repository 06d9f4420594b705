"""What is read of a grid file, what the reader refuses, and what the checksum covers."""

import pytest
import yaml

from allant.errors import GridError
from allant.sources.grid_rules import check_variant
from allant.sources.grids import parse_grid, read_grid

BILAN = "fr-2026.1"
SMALL = """
grid: fr-2026.9
version: "2026.9"
purpose: assessment
languages: [fr]
title: {fr: "Exemple"}
weights: {between_components: equal, within_components: equal, origin: {fr: "Égaux"}}
credits: {origin: {fr: "Égaux"}}
sources: {own: {title: {fr: "Nous-mêmes"}, url: "https://example.org"}}
sections:
  - {code: about, title: {fr: "Vous"}}
  - {code: material, component: true, title: {fr: "Matériel"}}
questions:
  - code: children
    section: about
    type: choice
    label: {fr: "Des enfants"}
    short: {fr: "Enfants"}
    options: [{code: some, label: {fr: "Oui"}}, {code: no_children, label: {fr: "Non"}}]
  - code: vehicle
    section: material
    type: choice
    kind: declared
    icon: car
    label: {fr: "Une voiture"}
    short: {fr: "Voiture"}
    options:
      - {code: own, credit: 1, label: {fr: "Oui"}}
      - {code: lent, credit: 0.5, label: {fr: "Prêtée"}}
      - {code: none, credit: 0, label: {fr: "Non"}}
    raised_by: []
    sources: [own]
  - code: state
    section: material
    type: choice
    kind: fact
    label: {fr: "Elle roule"}
    short: {fr: "État"}
    options:
      - {code: good, credit: 1, label: {fr: "Oui"}}
      - {code: poor, credit: 0.5, label: {fr: "Un peu"}}
      - {code: broken, credit: 0, label: {fr: "Non"}}
    skip: {when: [{question: vehicle, options: [none]}], counts_as: broken}
    raised_by: [garage]
    sources: [own]
"""


def changed(old: str, new: str) -> str:
    assert SMALL.count(old) == 1, old
    return SMALL.replace(old, new)


def refusal(text: str) -> GridError:
    with pytest.raises(GridError) as caught:
        parse_grid(text)
    assert caught.value.rule
    assert caught.value.remedy
    return caught.value


def test_a_small_grid_is_read() -> None:
    grid = parse_grid(SMALL)
    assert [item.code for item in grid.scale.items] == ["vehicle", "state"]
    assert grid.scale.items[1].kind == "fact"
    assert grid.questionnaire.question("state").skip.counts_as == "broken"
    assert grid.raised_by == {"vehicle": (), "state": ("garage",)}
    assert grid.public_items == frozenset()
    assert grid.variant_of is None
    assert grid.references["own"].title.in_language("fr").text == "Nous-mêmes"
    assert grid.references["own"].url == "https://example.org"


SKIP = "skip: {when: [{question: vehicle, options: [none]}], counts_as: broken}"


@pytest.mark.parametrize(
    ("old", "new", "value"),
    [
        # Skip rules.
        (SKIP, "skip: {when: [{question: boat, options: [none]}], counts_as: broken}", "boat"),
        (SKIP, "skip: {when: [{question: vehicle, options: [lost]}], counts_as: broken}", "lost"),
        (SKIP, "skip: {when: [{question: state, options: [broken]}], counts_as: broken}", "state → state"),
        (SKIP, "skip: {when: [{question: vehicle, options: [none]}], counts_as: na}", "vehicle"),
        (SKIP, "skip: {when: [{question: vehicle, options: [none]}], counts_as: poor}", "poor"),
        (SKIP, "skip: {when: [{question: vehicle, options: [own]}], counts_as: broken}", ["own"]),
        (SKIP, "skip: {when: [{question: vehicle, options: [own, lent, none]}], counts_as: broken}", None),
        (SKIP, "skip: {when: [{question: vehicle, options: [lent]}], counts_as: broken}", ["lent"]),
        (SKIP, "skip: {when: [{question: vehicle, options: [na]}], counts_as: broken}", ["na"]),
        (SKIP, "skip: {when: [], counts_as: broken}", "state"),
        (SKIP, "skip: {counts_as: broken}", {"counts_as": "broken"}),
        # Credits and weights.
        ("{code: own, credit: 1,", "{code: own, credit: 1.2,", 1.2),
        ("{code: none, credit: 0,", "{code: none, credit: -0.1,", -0.1),
        ("{code: none, credit: 0,", "{code: none, credit: 0.2,", [1.0, 0.5, 0.2]),
        ("{code: lent, credit: 0.5,", "{code: lent, credit: half,", "half"),
        ("{code: lent, credit: 0.5, label", "{code: lent, label", "vehicle.lent"),
        ("between_components: equal", "between_components: {material: 0.9}", 0.9),
        ("between_components: equal", "between_components: {material: 0}", "material"),
        ("between_components: equal", "between_components: {physical: 1}", "weights"),
        ("within_components: equal", "within_components: {vehicle: 1, state: 0}", "state"),
        ("within_components: equal", "within_components: heavy", "heavy"),
        # Codes.
        ("code: state\n", "code: vehicle\n", "vehicle"),
        ("code: poor", "code: good", "good"),
        ("code: poor", "code: dk", "dk"),
        ("code: state\n", "code: material\n", "material"),
        ("code: state\n", "code: index_low\n", "index_low"),
        ("code: state\n", "code: no\n", False),
        ("code: state\n", "code: Car State\n", "Car State"),
        # Texts.
        ('label: {fr: "Une voiture"}', 'label: {en: "A car"}', ["en"]),
        ('label: {fr: "Une voiture"}', 'label: {fr: "Une voiture", en: "A car"}', ["en", "fr"]),
        ('label: {fr: "Une voiture"}', 'label: {fr: ""}', ""),
        ('    short: {fr: "Voiture"}\n', "", "vehicle"),
        ("languages: [fr]", "languages: [en]", ["en"]),
        ("languages: [fr]", "languages: [fr, en]", ["fr"]),
        ('label: {fr: "Une voiture"}', "label: {fr: {text: Voiture, status: reviewed}}", None),
        ('label: {fr: "Une voiture"}', "label: {fr: {text: Voiture, status: draft, reviewed_by: Zoé}}", None),
        # Structure.
        ("icon: car", "icon: plane", "plane"),
        ("icon: car", "colour: red", "colour"),
        ("kind: fact", "kind: guess", "guess"),
        ("    kind: declared\n    icon: car", "    kind: declared\n    section: about", "section"),
        ("section: about", "section: nowhere", "nowhere"),
        ("code: vehicle\n    section: material", "code: vehicle\n    section: about", "vehicle"),
        ("    raised_by: [garage]\n", "", "state"),
        ("    raised_by: [garage]\n    sources: [own]", "    raised_by: [garage]\n    sources: []", "state"),
        ("    raised_by: [garage]\n    sources: [own]", "    raised_by: [garage]\n    sources: [book]", "book"),
        ('title: {fr: "Nous-mêmes"}', 'title: "Nous-mêmes"', "Nous-mêmes"),
        ('title: {fr: "Nous-mêmes"}', 'title: {fr: "Nous-mêmes", en: "Ourselves"}', ["en", "fr"]),
        ('title: {fr: "Nous-mêmes"}', 'title: {fr: " "}', " "),
        ('title: {fr: "Nous-mêmes"}, url', "url", "the source own"),
        ('url: "https://example.org"', "url: 3", 3),
        ('url: "https://example.org"', 'year: "2024"', "year"),
        ('{title: {fr: "Nous-mêmes"}, url: "https://example.org"}', "book", "book"),
        ("questions:\n", "questions: 3\nanswers:\n", "answers"),
        ("version:", "title:", "title"),
        ("    type: choice\n    kind: fact", "    type: open\n    kind: fact", "state"),
        ("    type: choice\n    kind: fact", "    type: song\n    kind: fact", "song"),
    ],
)
def test_a_grid_that_contradicts_itself_is_refused(old: str, new: str, value: object) -> None:
    refused = refusal(changed(old, new))
    assert value is None or refused.value == value


def test_a_gate_that_is_not_scored_may_make_a_question_irrelevant() -> None:
    gate = "skip: {when: [{question: children, options: [no_children]}], counts_as: na}"
    assert parse_grid(changed(SKIP, gate)).questionnaire.question("state").skip.counts_as == "na"


def test_an_unscored_gate_may_not_hide_another_gate() -> None:
    hidden = SMALL.replace(SKIP, "skip: {when: [{question: pet, options: [cat]}], counts_as: na}").replace(
        "  - code: state\n",
        "  - code: pet\n    section: about\n    type: choice\n"
        '    label: {fr: "Un chat"}\n    short: {fr: "Chat"}\n'
        '    options: [{code: cat, label: {fr: "Oui"}}, {code: dog, label: {fr: "Non"}}]\n'
        "    skip: {when: [{question: vehicle, options: [none]}], counts_as: cat}\n"
        "  - code: state\n",
    )
    assert refusal(hidden).value == "pet"


def test_a_review_names_who_made_it() -> None:
    reviewed = changed('label: {fr: "Une voiture"}', "label: {fr: {text: Voiture, status: reviewed, reviewed_by: Zoé}}")
    wording = parse_grid(reviewed).questionnaire.question("vehicle").label.in_language("fr")
    assert (wording.text, wording.status, wording.reviewed_by) == ("Voiture", "reviewed", "Zoé")


@pytest.mark.parametrize("text", ["", "- a list", "{unfinished", "a: 1\na: 2"])
def test_what_is_not_a_mapping_of_yaml_is_refused(text: str) -> None:
    refusal(text)


@pytest.mark.parametrize("code", ["fr-1999.1", "../errors", "frozen", ""])
def test_an_unknown_grid_is_refused_with_the_list_of_those_that_exist(code: str) -> None:
    with pytest.raises(GridError) as caught:
        read_grid(code)
    assert caught.value.value == code
    assert BILAN in caught.value.remedy


# --- Checksum ---


def checksum(text: str) -> str:
    return parse_grid(text).checksum


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('label: {fr: "Une voiture"}', "label: {fr: {text: Auto, status: reviewed, reviewed_by: Zoé}}"),
        ("icon: car", "icon: bus"),
        ("raised_by: [garage]", "raised_by: []"),
    ],
)
def test_a_review_or_another_word_leaves_the_checksum(old: str, new: str) -> None:
    assert checksum(changed(old, new)) == checksum(SMALL)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('credit: 0.5, label: {fr: "Un peu"}', 'credit: 0.6, label: {fr: "Un peu"}'),
        ("kind: fact", "kind: judged"),
        ("within_components: equal", "within_components: {vehicle: 1, state: 2}"),
        ("options: [none]", "options: [none, lent]"),
        ("code: poor", "code: middling"),
        ("grid: fr-2026.9", "grid: fr-2026.8"),
    ],
)
def test_a_change_of_what_is_scored_changes_the_checksum(old: str, new: str) -> None:
    assert checksum(changed(old, new)) != checksum(SMALL)


def test_the_order_of_questions_leaves_the_checksum() -> None:
    content = yaml.safe_load(SMALL)
    content["questions"].insert(0, content["questions"].pop(1))
    assert checksum(yaml.safe_dump(content)) == checksum(SMALL)


def test_a_variant_with_another_credit_is_refused() -> None:
    parent = parse_grid(SMALL).scale
    check_variant(parent, parent)
    with pytest.raises(GridError) as caught:
        check_variant(parse_grid(changed("code: lent, credit: 0.5", "code: lent, credit: 0.4")).scale, parent)
    assert caught.value.value == "vehicle"
