"""What is typed in a long form survives a crash, a session that ends and a mistake; it is gone once saved."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect
from tests.journeys.device import COUNT_DRAFTS, EVERYTHING_KEPT
from tests.journeys.walker import PASSWORD, PATIENCE_MS
from tests.web import factories

pytestmark = pytest.mark.journey
OFTEN_MS = 100
RESTORED = "nous l’avons remis"


def waits_for_drafts(adviser, count):
    found = None
    for _ in range(PATIENCE_MS // OFTEN_MS):
        found = adviser.page.evaluate(COUNT_DRAFTS)[0]
        if found == count:
            return
        adviser.page.wait_for_timeout(OFTEN_MS)
    pytest.fail(f"{found} drafts on the device, not {count}")


@pytest.mark.visits("accounts:sign-in", "cases:list", "cases:bilan-section", "cases:step", "cases:case")
def test_text_typed_in_a_long_form_comes_back_until_it_is_saved(person, house, case):
    step = factories.StepFactory(case=case, label="Demander la carte solidaire")
    link = factories.bilan(case=case, by=house.adviser)
    nadia = person()
    nadia.sign_in(house.adviser)
    nadia.go("cases:bilan-section", link.assessment_id, "about")
    expect(nadia.page.get_by_text("Prêt sans réseau")).to_be_visible()

    nadia.go("cases:step", step.pk)
    nadia.fill(label="Essayer la ligne 3 avec Rosa")
    waits_for_drafts(nadia, 2)
    assert "ligne 3" not in nadia.page.evaluate(EVERYTHING_KEPT)
    _crashes(nadia)
    nadia.go("cases:step", step.pk)
    expect(nadia.page.get_by_text(RESTORED)).to_be_visible()
    expect(nadia.page.locator("[name=label]")).to_have_value("Essayer la ligne 3 avec Rosa")
    nadia.look("texte remis")

    Session.objects.all().delete()
    nadia.press("Enregistrer")
    assert nadia.route == "accounts:sign-in"
    nadia.fill(username=house.adviser.email, password=PASSWORD)
    nadia.press("Entrer")
    assert nadia.route == "cases:step"
    expect(nadia.page.locator("[name=label]")).to_have_value("Essayer la ligne 3 avec Rosa")

    nadia.page.get_by_role("button", name="Revenir à ce qui est enregistré").click()
    expect(nadia.page.locator("[name=label]")).to_have_value("Demander la carte solidaire")
    nadia.fill(label="")
    nadia.press("Enregistrer")
    expect(nadia.page.get_by_text(RESTORED)).to_have_count(0)
    nadia.fill(label="Essayer la ligne 4")
    waits_for_drafts(nadia, 1)
    nadia.press("Enregistrer")
    step.refresh_from_db()
    assert step.label == "Essayer la ligne 4"
    waits_for_drafts(nadia, 0)
    nadia.go("cases:step", step.pk)
    expect(nadia.page.get_by_text(RESTORED)).to_have_count(0)


@pytest.mark.visits("cases:list", "cases:bilan-section", "cases:step", "cases:case")
def test_draft_leaves_what_a_colleague_saved_meanwhile(person, house, case):
    step = factories.StepFactory(case=case, label="Demander la carte", partner="CCAS")
    link = factories.bilan(case=case, by=house.adviser)
    nadia = person()
    nadia.sign_in(house.adviser)
    nadia.go("cases:bilan-section", link.assessment_id, "about")
    expect(nadia.page.get_by_text("Prêt sans réseau")).to_be_visible()
    nadia.go("cases:step", step.pk)
    nadia.fill(label="Essayer la ligne 3 avec Rosa")
    waits_for_drafts(nadia, 2)
    _crashes(nadia)
    step.partner = "Mairie"
    step.save()

    nadia.go("cases:step", step.pk)
    expect(nadia.page.get_by_text(RESTORED)).to_be_visible()
    expect(nadia.page.locator("[name=label]")).to_have_value("Essayer la ligne 3 avec Rosa")
    expect(nadia.page.locator("[name=partner]")).to_have_value("Mairie")
    nadia.fill(kind="")
    nadia.press("Enregistrer")
    kept = nadia.page.evaluate(EVERYTHING_KEPT)
    nadia.fill(partner="Mairie annexe")
    _waits_for_another(nadia, kept)
    _crashes(nadia)
    nadia.go("cases:step", step.pk)
    expect(nadia.page.locator("[name=label]")).to_have_value("Essayer la ligne 3 avec Rosa")
    expect(nadia.page.locator("[name=partner]")).to_have_value("Mairie annexe")
    nadia.fill(kind=step.kind)
    nadia.press("Enregistrer")
    step.refresh_from_db()
    assert (step.label, step.partner) == ("Essayer la ligne 3 avec Rosa", "Mairie annexe")


@pytest.mark.visits("cases:list", "cases:step")
def test_what_is_typed_while_the_device_opens_is_kept_too(person, house, case):
    step = factories.StepFactory(case=case, label="Demander la carte")
    nadia = person()
    nadia.sign_in(house.adviser)
    held = []
    nadia.page.route("**/brouillons/cle/", lambda route: held.append(route))
    nadia.go("cases:step", step.pk)
    nadia.fill(label="Essayer la ligne 3")
    assert len(held) == 1
    held[0].continue_()
    waits_for_drafts(nadia, 1)


def _waits_for_another(adviser, kept):
    """Wait until what the browser keeps is no longer what it was: the draft was written again."""
    for _ in range(PATIENCE_MS // OFTEN_MS):
        if adviser.page.evaluate(EVERYTHING_KEPT) != kept:
            return
        adviser.page.wait_for_timeout(OFTEN_MS)
    pytest.fail("The draft was not written again.")


def _crashes(adviser):
    """The browser's window goes without a word; the person opens another."""
    left = adviser.page
    adviser.page = adviser.other_tab()
    left.close()
