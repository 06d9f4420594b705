"""What is decided for a person, since when; the waiting list; suspensions."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from tests.web import factories

from allant.errors import InputError
from allant.web.cases import actions, queries
from allant.web.cases.models import Admission, Case

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
TOMORROW = TODAY + datetime.timedelta(days=1)


def ago(days):
    return TODAY - datetime.timedelta(days=days)


def decide(client, case, **data):
    return client.post(
        reverse("cases:decide", args=[case.pk]),
        {"decision": "light", "decided_on": TODAY.isoformat(), "note": "", "refusal_reason": ""} | data,
    )


@pytest.fixture
def suggested(case):
    """A case whose entry bilan suggested a light support."""
    Case.objects.filter(pk=case.pk).update(suggested_support="light")
    return case


def test_confirmed_suggestion_needs_no_reason(adviser, house, suggested):
    decide(adviser, suggested)
    admission = queries.current_admission(suggested)
    assert (admission.decision, admission.decided_on, admission.recorded_by) == ("light", TODAY, house.adviser)


def test_changed_suggestion_needs_a_reason(adviser, suggested):
    response = decide(adviser, suggested, decision="reinforced", note="  ")
    assert response.status_code == 200
    assert "dites pourquoi" in response.text
    assert queries.current_admission(suggested) is None


def test_changed_suggestion_with_its_reason_is_kept(adviser, suggested):
    decide(adviser, suggested, decision="reinforced", note="Seule avec trois enfants")
    admission = queries.current_admission(suggested)
    assert (admission.decision, admission.note) == ("reinforced", "Seule avec trois enfants")


def test_refusal_has_a_coded_reason_and_nothing_else_has(adviser, case):
    assert "Un refus a une raison" in decide(adviser, case, decision="refused").text
    decide(adviser, case, decision="refused", refusal_reason="no_room")
    assert queries.current_admission(case).refusal_reason == "no_room"
    decide(adviser, case, decision="light", refusal_reason="no_room")
    assert queries.current_admission(case).refusal_reason == ""


def test_waiting_list_keeps_the_two_dates_of_a_person(adviser, house, case):
    decide(adviser, case, decision="waiting", decided_on=ago(40).isoformat())
    assert list(queries.waiting_list(house.platform)) == [queries.current_admission(case)]
    decide(adviser, case, decision="reinforced", decided_on=ago(3).isoformat())
    waited = Admission.objects.get(decision="waiting")
    assert (waited.decided_on, waited.ended_on) == (ago(40), ago(3))
    assert not queries.waiting_list(house.platform)
    left = queries.left_waiting_list(house.platform, ago(365)).get()
    assert (left.pk, left.next_decision) == (waited.pk, "reinforced")


def test_earlier_decisions_stay_on_the_page(adviser, case):
    factories.AdmissionFactory(case=case, decision="waiting", decided_on=ago(40), ended_on=ago(10))
    factories.AdmissionFactory(case=case, decision="light", decided_on=ago(10))
    page = adviser.get(reverse("cases:case", args=[case.pk])).text
    assert "Liste d’attente, du" in page
    assert "Conseil léger" in page


def test_decision_cannot_precede_the_one_in_force(adviser, case):
    factories.AdmissionFactory(case=case, decided_on=ago(10))
    response = decide(adviser, case, decided_on=ago(11).isoformat())
    assert "La décision en cours est du" in response.text
    assert case.admissions.count() == 1


def test_decision_of_tomorrow_is_refused(adviser, case):
    assert "dans le futur" in decide(adviser, case, decided_on=TOMORROW.isoformat()).text


def test_same_decision_pressed_twice_is_one(adviser, case):
    decide(adviser, case)
    decide(adviser, case)
    assert case.admissions.count() == 1


def test_closed_case_decides_nothing_any_more(adviser, house, case):
    factories.ExitFactory(case=case)
    assert "ce dossier est terminé" in decide(adviser, case).text
    with pytest.raises(InputError, match="ce dossier est terminé"):
        actions.suspend(case=case, reason="away", starts_on=TODAY, by=house.adviser)
    assert not case.admissions.exists()


def test_database_keeps_one_decision_in_force_and_a_reason_for_each_refusal(case):
    factories.AdmissionFactory(case=case)
    for wrong in ({"decision": "light"}, {"decision": "refused", "ended_on": TODAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            factories.AdmissionFactory(case=case, **wrong)


def test_waiting_list_shows_who_waits_the_longest_first_and_nobody_else(house, browser, case):
    late = factories.CaseFactory(organisation=house.platform)
    gone = factories.ExitFactory(case__organisation=house.platform).case
    foreign = factories.CaseFactory(organisation=house.neighbour)
    for who, days in ((late, 5), (case, 50), (gone, 90), (foreign, 70)):
        factories.AdmissionFactory(case=who, decision="waiting", decided_on=ago(days))
    page = browser(house.manager).get(reverse("cases:waiting-list"))
    assert [each["name"] for each in page.context["rows"]] == [str(case), str(late)]
    assert "50\xa0jours" in page.text
    assert str(foreign) not in page.text


def test_empty_waiting_list_says_so(house, browser):
    assert "Personne n’attend" in browser(house.manager).get(reverse("cases:waiting-list")).text


def test_support_rests_and_goes_on_again(adviser, case):
    address = reverse("cases:suspension", args=[case.pk])
    adviser.post(address, {"reason": "awaits", "starts_on": ago(20).isoformat(), "note": "Réponse de la région"})
    suspension = case.suspensions.get()
    assert (suspension.starts_on, suspension.ends_on) == (ago(20), None)
    assert "Suspendu depuis le" in adviser.get(reverse("cases:case", args=[case.pk])).text
    assert "ne la précède pas" in adviser.post(address, {"ends_on": ago(21).isoformat()}).text
    adviser.post(address, {"ends_on": TODAY.isoformat()})
    assert case.suspensions.get().ends_on == TODAY
    assert "Suspendu depuis le" not in adviser.get(reverse("cases:case", args=[case.pk])).text


def test_support_does_not_rest_twice_at_a_time(house, case):
    factories.SuspensionFactory(case=case)
    with pytest.raises(InputError, match="déjà suspendu"):
        actions.suspend(case=case, reason="away", starts_on=TODAY, by=house.adviser)


def test_list_of_cases_says_who_waits_and_whose_support_rests(adviser, house, case):
    factories.AdmissionFactory(case=case, decision="waiting")
    resting = factories.CaseFactory(organisation=house.platform, adviser=house.adviser)
    factories.SuspensionFactory(case=resting)
    refused = factories.CaseFactory(organisation=house.platform, adviser=house.adviser)
    factories.AdmissionFactory(case=refused, decision="refused", refusal_reason="no_need")
    rows = {row["name"]: row["stage"] for row in adviser.get(reverse("cases:list")).context["rows"]}
    assert rows == {str(case): "Liste d’attente", str(resting): "Suspendu", str(refused): "Refusé"}
