"""How much it takes to write down an interview and what follows: counted, and kept small."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from allant.web.agenda.models import Task
from allant.web.cases.models import CaseNote, NoteDraft

pytestmark = pytest.mark.journey
MOST_CLICKS_AND_KEYS = 12
TEXT = "Appel de Rosa : le garage a rendu la voiture, elle reprend le travail lundi."


class Hand:
    """Clicks and types as a person does, and counts what is not the note's own text."""

    def __init__(self, walker):
        self._page = walker.page
        self.count = 0

    def key(self, name):
        self._page.keyboard.press(name)
        self.count += 1

    def write(self, text):
        self._page.keyboard.type(text)

    def click(self, words):
        self._page.locator("label", has_text=words).click()
        self.count += 1


@pytest.mark.visits("cases:list", "cases:case", "cases:note")
def test_follow_up_note_and_its_next_step_take_a_dozen_gestures_at_most(person, house, case):
    nadia = person()
    nadia.sign_in(house.adviser)
    nadia.go("cases:case", case.pk)
    hand = Hand(nadia)
    hand.key("n")
    hand.write(TEXT)
    hand.key("Tab")
    for digit in "15":
        hand.key(digit)
    hand.click("Rappeler la personne")
    hand.click("dans une semaine")
    nadia.look("note remplie")
    with nadia.page.expect_navigation():
        hand.key("Control+Enter")
    nadia.look("note enregistrée")
    assert "La note est enregistrée." in nadia.text()
    note, task = CaseNote.objects.get(), Task.objects.get()
    assert (note.text, note.minutes, task.title) == (TEXT, 15, "Rappeler la personne")
    assert task.due_on == timezone.localdate() + datetime.timedelta(days=7)
    assert hand.count + 1 <= MOST_CLICKS_AND_KEYS  # Control and Enter are two keys
    nadia.arrive(nadia.part("Notes").get_by_role("link", name="Appel").click)
    nadia.fill(text="Le garage a rendu la voiture.")
    nadia.press("Enregistrer")
    assert TEXT in nadia.text()


@pytest.mark.visits("cases:list", "cases:case")
def test_note_left_in_the_middle_comes_back(person, house, case):
    nadia = person()
    nadia.sign_in(house.adviser)
    nadia.go("cases:case", case.pk)
    nadia.page.keyboard.press("n")
    nadia.page.keyboard.type("Elle dit que le bus")
    expect(nadia.page.locator("[data-saved-status]")).to_contain_text("Enregistré à")
    assert NoteDraft.objects.get().fields["text"] == "Elle dit que le bus"
    nadia.lose_cookie("seance")
    nadia.page.close()
    nadia.page = nadia.other_tab()
    nadia.sign_in(house.adviser)
    nadia.go("cases:case", case.pk)
    assert nadia.page.locator("[name=text]").input_value() == "Elle dit que le bus"
    nadia.look("brouillon repris")
    nadia.page.locator("[name=text]").fill("Elle dit : 1 85 05 24 322 001 22")
    expect(nadia.page.locator("[data-saved-status]")).to_contain_text("n’est pas gardé")
    nadia.complaints.clear()
