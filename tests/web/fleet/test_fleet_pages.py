"""Pages of the fleet: what they say, what they refuse, whom they refuse."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from tests.web import factories
from tests.web.cases.test_query_counts import MOST_QUERIES, grows
from tests.web.documents.files import photo

from allant.web.fleet.forms import MOST_PHOTOS
from allant.web.fleet.inspection import points_for
from allant.web.fleet.models import Block, Inspection, Loan, Payment, Vehicle

pytestmark = pytest.mark.django_db
denies = pytest.mark.denies
TODAY = timezone.localdate()
NIR = "1 85 05 24 322 001 22"


def day(offset):
    return (TODAY + datetime.timedelta(days=offset)).isoformat()


@pytest.fixture
def vehicle(house):
    return factories.VehicleFactory(organisation=house.platform, label="Clio grise")


@pytest.fixture
def loan(case, vehicle, house):
    return factories.LoanFactory(case=case, vehicle=vehicle, created_by=house.adviser)


def points(kind="car", **findings):
    return {f"point-{each.code}": findings.get(each.code, "good") for each in points_for(kind)}


def book(client, case, vehicle, **fields):
    given = {
        "vehicle": vehicle.pk,
        "kind": "rented",
        "starts_on": day(0),
        "ends_on": day(29),
        "end_reason": "",
    } | fields
    return client.post(reverse("fleet:case", args=[case.pk]), given)


def test_booking_from_the_case_leads_to_the_loan(adviser, case, vehicle):
    response = book(adviser, case, vehicle, end_reason="Fin de la période d’essai")
    loan = Loan.objects.get()
    assert response.url == reverse("fleet:loan", args=[loan.pk])
    html = adviser.get(response.url).content.decode()
    assert "Fin de la période d’essai" in html
    assert "120\u00a0€" in html


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"ends_on": day(-1)}, "avant de commencer"),
        ({"ends_on": day(400)}, "un an au plus"),
        ({"end_reason": NIR}, "numéro de sécurité sociale"),
        ({"starts_on": "hier"}, "hier"),
    ],
)
def test_booking_that_cannot_be_is_told_and_shown_again(adviser, case, vehicle, fields, words):
    assert words in book(adviser, case, vehicle, **fields).content.decode()
    assert not Loan.objects.exists()


def test_vehicle_of_another_platform_cannot_be_booked(adviser, case, house):
    book(adviser, case, factories.VehicleFactory(organisation=house.neighbour))
    assert not Loan.objects.exists()


def test_clash_is_told_beside_the_vehicle(adviser, case, vehicle, loan):
    assert "déjà pris du" in book(adviser, case, vehicle).content.decode()


def test_inspection_with_photos_hands_the_vehicle_over(adviser, loan):
    photos = [SimpleUploadedFile("a.jpg", photo(), "image/jpeg"), SimpleUploadedFile("b.jpg", photo(), "image/jpeg")]
    adviser.post(
        reverse("fleet:hand-over", args=[loan.pk]),
        points(body="to_watch") | {"agreed_by": "Rosa", "odometer_km": "1200", "note": "", "photos": photos},
    )
    html = adviser.get(reverse("fleet:loan", args=[loan.pk])).content.decode()
    assert "Carrosserie" in html
    assert "À surveiller" in html
    assert html.count("photo 1") == html.count("photo 2") == 1


def test_too_many_photos_and_a_missing_point_are_refused(adviser, loan):
    photos = [SimpleUploadedFile("a.jpg", photo(), "image/jpeg") for _ in range(MOST_PHOTOS + 1)]
    given = points() | {"agreed_by": "Rosa", "photos": photos}
    del given["point-brakes"]
    html = adviser.post(reverse("fleet:hand-over", args=[loan.pk]), given).content.decode()
    assert f"{MOST_PHOTOS} au plus" in html
    assert html.count("field-wrong") >= 2
    assert not Inspection.objects.exists()


def test_grave_defect_is_told_and_the_vehicle_stays(adviser, loan, vehicle):
    response = adviser.post(
        reverse("fleet:hand-over", args=[loan.pk]), points(brakes="defect") | {"agreed_by": "Rosa"}, follow=True
    )
    assert "ne sort pas" in response.content.decode()
    assert "bloqué" in adviser.get(reverse("fleet:vehicle", args=[vehicle.pk])).content.decode()


def test_deposit_is_withheld_within_its_amount_and_with_a_reason(adviser, loan):
    address = reverse("fleet:deposit", args=[loan.pk])
    given = {"deposit_received_on": day(-9), "deposit_returned_on": day(0), "deposit_withheld_because": ""}
    assert "entre zéro et la caution" in adviser.post(address, given | {"deposit_withheld_eur": "201"}).content.decode()
    assert "Dites pourquoi" in adviser.post(address, given | {"deposit_withheld_eur": "50"}).content.decode()
    adviser.post(address, given | {"deposit_withheld_eur": "50,50", "deposit_withheld_because": "aile rayée"})
    loan.refresh_from_db()
    assert loan.deposit_withheld_eur == 50.5


def test_payment_is_received_not_promised(adviser, loan):
    address = reverse("fleet:pay", args=[loan.pk])
    assert "dans le futur" in adviser.post(address, {"paid_on": day(1), "amount_eur": "20"}).content.decode()
    assert "plus grand que zéro" in adviser.post(address, {"paid_on": day(0), "amount_eur": "0"}).content.decode()
    adviser.post(address, {"paid_on": day(0), "amount_eur": "20,50"})
    assert Payment.objects.get().amount_eur == 20.5


def test_signature_renewal_and_cancelling_answer_in_words(adviser, loan):
    assert (
        "dans le futur" in adviser.post(reverse("fleet:sign", args=[loan.pk]), {"signed_on": day(1)}).content.decode()
    )
    adviser.post(reverse("fleet:sign", args=[loan.pk]), {"signed_on": day(0)})
    html = adviser.post(
        reverse("fleet:renew", args=[loan.pk]), {"new_end_on": day(0), "reason": "essai"}
    ).content.decode()
    assert "finit après la fin actuelle" in html
    html = adviser.post(reverse("fleet:cancel", args=[loan.pk]), follow=True).content.decode()
    assert "La réservation est annulée" in html
    assert Loan.objects.get().contract_signed_on == TODAY


def test_contract_says_its_terms_as_page_and_as_pdf(adviser, loan, case):
    html = adviser.get(reverse("fleet:contract", args=[loan.pk])).content.decode()
    assert str(case.beneficiary) in html
    assert "Contrat de location solidaire" in html
    response = adviser.get(reverse("fleet:contract-pdf", args=[loan.pk]))
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")


def test_fleet_says_where_each_vehicle_is(adviser, house, case, vehicle):
    html = adviser.get(reverse("fleet:vehicles")).content.decode()
    assert "Ici" in html
    factories.LoanFactory(
        case=case,
        vehicle=vehicle,
        starts_on=TODAY - datetime.timedelta(days=9),
        ends_on=TODAY - datetime.timedelta(days=2),
        handed_over_at=timezone.now(),
    )
    html = adviser.get(reverse("fleet:vehicles")).content.decode()
    assert "À faire revenir" in html
    assert "En retard de 2 jours" in html


def test_papers_out_of_date_are_told(adviser, vehicle):
    Vehicle.objects.filter(pk=vehicle.pk).update(roadworthy_until=TODAY - datetime.timedelta(days=1))
    assert "Contrôle technique dépassé" in adviser.get(reverse("fleet:vehicles")).content.decode()


@pytest.mark.parametrize("month", ["", "2026-13", "x", "1900-01", "9999-12"])
def test_calendar_of_a_month_that_is_none_shows_this_one(adviser, vehicle, month):
    html = adviser.get(reverse("fleet:calendar"), {"mois": month}).content.decode()
    assert "(aujourd’hui)" in html


def test_calendar_names_who_has_what(adviser, loan, case):
    html = adviser.get(reverse("fleet:calendar")).content.decode()
    assert case.beneficiary.short_name in html
    assert case.beneficiary.last_name not in html


def test_two_vehicles_of_a_platform_do_not_share_a_name(house, browser, vehicle):
    given = {"label": "Clio grise", "kind": "car", "daily_rate_eur": "4", "deposit_eur": "0", "entered_on": day(0)}
    html = browser(house.manager).post(reverse("fleet:vehicle-new"), given).content.decode()
    assert "s’appelle déjà «\u00a0Clio grise\u00a0»" in html
    browser(house.manager).post(reverse("fleet:vehicle-new"), given | {"label": "Clio bleue"})
    assert Vehicle.objects.filter(organisation=house.platform).count() == 2


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"daily_rate_eur": "-1"}, "Un montant n’est pas négatif. Écrivez 0 si rien n’est demandé."),
        ({"deposit_eur": "-1"}, "Un montant n’est pas négatif. Écrivez 0 si rien n’est demandé."),
        ({"odometer_km": "-5"}, "Ce nombre est trop petit. Écrivez 0 ou plus."),
        ({"withdrawn_on": "2020-01-01"}, "Un véhicule est retiré après être entré dans la flotte."),
    ],
)
def test_vehicle_with_a_wrong_value_is_told_at_its_field(house, browser, wrong, told):
    given = {"label": "Clio bleue", "kind": "car", "daily_rate_eur": "4", "deposit_eur": "0", "entered_on": day(0)}
    html = browser(house.manager).post(reverse("fleet:vehicle-new"), given | wrong).content.decode()
    name = next(iter(wrong))
    assert "Un point à corriger" in html
    assert f'<a href="#id_{name}">' in html
    assert told in html
    assert not Vehicle.objects.exists()


def test_pages_cost_the_same_with_many_vehicles_and_loans(adviser, house, case, vehicle, loan):
    def grow():
        for number in range(10):
            other = factories.VehicleFactory(organisation=house.platform)
            factories.LoanFactory(case=case, vehicle=other, created_by=house.adviser)
            start = TODAY + datetime.timedelta(days=100 + 40 * number)
            factories.LoanFactory(case=case, vehicle=vehicle, starts_on=start, created_by=house.adviser)

    for route, args in (("vehicles", []), ("calendar", []), ("vehicle", [vehicle.pk]), ("case", [case.pk])):
        before, after = grows(adviser, reverse(f"fleet:{route}", args=args), grow)
        assert before == after <= MOST_QUERIES, route


TEAM_PAGES = [
    pytest.param("vehicles", "get", None, marks=denies("fleet:vehicles")),
    pytest.param("calendar", "get", None, marks=denies("fleet:calendar")),
    pytest.param("vehicle", "get", "vehicle", marks=denies("fleet:vehicle")),
    pytest.param("vehicle-block", "post", "vehicle", marks=denies("fleet:vehicle-block")),
    pytest.param("case", "get", "case", marks=denies("fleet:case")),
    pytest.param("case", "post", "case", marks=denies("fleet:case")),
    pytest.param("loan", "get", "loan", marks=denies("fleet:loan")),
    pytest.param("hand-over", "get", "loan", marks=denies("fleet:hand-over")),
    pytest.param("hand-over", "post", "loan", marks=denies("fleet:hand-over")),
    pytest.param("take-back", "get", "loan", marks=denies("fleet:take-back")),
    pytest.param("take-back", "post", "loan", marks=denies("fleet:take-back")),
    pytest.param("cancel", "post", "loan", marks=denies("fleet:cancel")),
    pytest.param("renew", "post", "loan", marks=denies("fleet:renew")),
    pytest.param("pay", "post", "loan", marks=denies("fleet:pay")),
    pytest.param("deposit", "post", "loan", marks=denies("fleet:deposit")),
    pytest.param("sign", "post", "loan", marks=denies("fleet:sign")),
    pytest.param("contract", "get", "loan", marks=denies("fleet:contract")),
    pytest.param("contract-pdf", "get", "loan", marks=denies("fleet:contract-pdf")),
]
MANAGER_PAGES = [
    pytest.param("vehicle-new", "get", None, marks=denies("fleet:vehicle-new")),
    pytest.param("vehicle-edit", "get", "vehicle", marks=denies("fleet:vehicle-edit")),
    pytest.param("vehicle-edit", "post", "vehicle", marks=denies("fleet:vehicle-edit")),
]


@pytest.fixture
def ask(browser, case, vehicle, loan):
    about = {None: [], "vehicle": [vehicle.pk], "case": [case.pk], "loan": [loan.pk]}

    def asked(user, route, method, subject):
        return getattr(browser(user), method)(reverse(f"fleet:{route}", args=about[subject])).status_code

    return asked


@pytest.mark.parametrize(("route", "method", "subject"), TEAM_PAGES)
def test_team_page_refuses_everybody_else_and_changes_nothing(route, method, subject, ask, house):
    before = [model.objects.count() for model in (Vehicle, Loan, Block, Inspection, Payment)]
    assert ask(None, route, method, subject) == 302
    assert {ask(user, route, method, subject) for user in (house.network_head, house.prescriber)} == {403}
    if subject:
        assert {ask(user, route, method, subject) for user in (house.stranger, house.strange_manager)} == {404}
    assert ask(house.colleague, route, method, subject) in {200, 302}
    assert [model.objects.count() for model in (Vehicle, Loan, Block, Inspection, Payment)] == before
    assert Loan.objects.get().returned_at is None


@pytest.mark.parametrize(("route", "method", "subject"), MANAGER_PAGES)
def test_manager_page_refuses_everybody_else(route, method, subject, ask, house):
    assert ask(None, route, method, subject) == 302
    assert {ask(user, route, method, subject) for user in (house.adviser, house.network_head, house.prescriber)} == {
        403
    }
    if subject:
        assert ask(house.strange_manager, route, method, subject) == 404
    assert ask(house.manager, route, method, subject) == 200
