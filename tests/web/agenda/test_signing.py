"""The sheet signed on the screen: by finger, mouse or keyboard, kept with its time, fixed once the sheet is closed."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from tests.web import factories

from allant.errors import InputError
from allant.web.agenda import actions
from allant.web.agenda.enums import Presence
from allant.web.agenda.models import Attendance, Meeting
from allant.web.journal.models import Entry
from allant.web.ui.signature import Signed

pytestmark = pytest.mark.django_db
STROKES = "[[[10, 20], [300, 120]]]"
DRAWN, TYPED = Signed(path="M10 20L300 120"), Signed(typed_name="Rosa Diaz")


@pytest.fixture
def sheet(house):
    session = factories.SessionFactory(organisation=house.platform, starts_at=timezone.now() - timedelta(minutes=1))
    for last_name in ("Diaz", "Martin"):
        person = factories.BeneficiaryFactory(first_name="Rosa", last_name=last_name)
        factories.EnrolmentFactory(session=session, person=person)
    return session.meetings.get()


@pytest.fixture
def rosa(sheet):
    return sheet.session.enrolments.order_by("pk").first()


@pytest.fixture
def other(sheet):
    return sheet.session.enrolments.order_by("pk").last()


def address(sheet, enrolment):
    return reverse("agenda:sheet-sign", args=[sheet.pk, enrolment.pk])


def closed(house, sheet, rosa, other, signed=DRAWN):
    actions.sign(meeting=sheet, enrolment=rosa, signed=signed, by=house.adviser)
    actions.mark(meeting=sheet, enrolment=other, presence=Presence.ABSENT, by=house.adviser)
    return actions.close_sheet(meeting=sheet, by=house.adviser)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({"signature-strokes": STROKES}, ("M10 20L300 120", "")),
        ({"signature-typed_name": "Rosa Diaz", "signature-agrees": "on"}, ("", "Rosa Diaz")),
    ],
)
def test_whoever_signs_is_present_and_the_signature_is_kept_with_its_time(sheet, rosa, house, adviser, sent, kept):
    actions.mark(meeting=sheet, enrolment=rosa, presence=Presence.ABSENT, by=house.adviser)
    before = timezone.now()
    answer = adviser.post(address(sheet, rosa), sent, follow=True)
    line = Attendance.objects.get()
    assert (line.presence, line.marked_by) == (Presence.PRESENT, house.adviser)
    assert (line.signature_path, line.signed_name) == kept
    assert before <= line.signed_at <= timezone.now()
    assert "Rosa Diaz a signé" in answer.content.decode()
    assert Entry.objects.filter(detail__contains="présence signée à l’écran").count() == 1


def test_nothing_in_the_frame_and_no_name_is_no_signature(sheet, rosa, adviser):
    page = adviser.post(address(sheet, rosa), {}).content.decode()
    assert "Signez dans le cadre" in page
    assert not Attendance.objects.exists()


def test_sheet_is_not_signed_the_day_before(house):
    tomorrow = timezone.now() + timedelta(days=1)
    enrolment = factories.EnrolmentFactory(
        session=factories.SessionFactory(organisation=house.platform, starts_at=tomorrow)
    )
    with pytest.raises(InputError, match="le jour même"):
        actions.sign(meeting=enrolment.session.meetings.get(), enrolment=enrolment, signed=DRAWN, by=house.adviser)


def test_nobody_signs_twice_and_what_was_typed_stays(sheet, rosa, house, adviser):
    actions.sign(meeting=sheet, enrolment=rosa, signed=DRAWN, by=house.adviser)
    page = adviser.post(address(sheet, rosa), {"signature-typed_name": "R.", "signature-agrees": "on"})
    assert "a déjà signé" in page.content.decode()
    assert Attendance.objects.get().signature_path == DRAWN.path


def test_signature_on_the_wrong_line_is_erased_while_the_sheet_is_open(sheet, rosa, house, adviser):
    actions.sign(meeting=sheet, enrolment=rosa, signed=DRAWN, by=house.adviser)
    page = adviser.post(address(sheet, rosa), {"what": "erase"}, follow=True).content.decode()
    assert "est effacée" in page
    assert not Attendance.objects.exists()
    assert Entry.objects.filter(detail__contains="signature de présence effacée").count() == 1


def test_page_shown_before_somebody_signed_does_not_make_them_absent_nor_close(sheet, rosa, other, house, adviser):
    actions.sign(meeting=sheet, enrolment=rosa, signed=DRAWN, by=house.adviser)
    sent = {f"presence-{rosa.pk}": "absent", f"presence-{other.pk}": "absent", "what": "close"}
    page = adviser.post(reverse("agenda:sheet", args=[sheet.pk]), sent, follow=True).content.decode()
    assert "A signé entre-temps" in page
    assert [each.presence for each in Attendance.objects.order_by("enrolment")] == ["present", "absent"]
    assert Meeting.objects.get(pk=sheet.pk).closed_at is None


def test_going_to_sign_keeps_what_was_ticked(sheet, rosa, other, adviser):
    sent = {f"presence-{other.pk}": "excused", "sign": str(rosa.pk)}
    answer = adviser.post(reverse("agenda:sheet", args=[sheet.pk]), sent)
    assert answer.url == address(sheet, rosa)
    assert Attendance.objects.get().presence == Presence.EXCUSED


@pytest.mark.parametrize("signed", [DRAWN, TYPED])
def test_closed_sheet_and_its_print_show_who_signed_and_who_was_absent(sheet, rosa, other, house, adviser, signed):
    closed(house, sheet, rosa, other, signed)
    for route in ("agenda:sheet", "agenda:sheet-print"):
        page = adviser.get(reverse(route, args=[sheet.pk])).content.decode()
        assert (signed.path or signed.typed_name) in page
        assert "Signé à" in page
        assert "Absente" in page
        assert "Feuille close par" in page


def test_closed_sheet_is_neither_signed_nor_erased(sheet, rosa, other, house, adviser):
    closed(house, sheet, rosa, other)
    for act, given in ((actions.sign, {"signed": TYPED}), (actions.erase_signature, {})):
        with pytest.raises(InputError, match="close depuis"):
            act(meeting=sheet, enrolment=rosa, by=house.adviser, **given)
    for enrolment in (rosa, other):
        page = adviser.get(address(sheet, enrolment)).content.decode()
        assert "data-signature-pad" not in page
        assert "Effacer cette signature" not in page
    assert "close depuis" in adviser.post(address(sheet, other), {"signature-strokes": STROKES}).content.decode()


def test_database_itself_keeps_a_closed_sheet(sheet, rosa, other, house):
    Attendance.objects.filter(meeting=sheet).update(presence=Presence.ABSENT)
    closed(house, sheet, rosa, other)
    for rows, change in (
        (Attendance.objects.filter(enrolment=rosa), {"signature_path": "M0 0L9 9"}),
        (Attendance.objects.filter(enrolment=other), {"presence": Presence.PRESENT}),
        (Meeting.objects.filter(pk=sheet.pk), {"closed_at": None, "closed_by": None}),
    ):
        with pytest.raises(DatabaseError, match="closed sheet never changes"), transaction.atomic():
            rows.update(**change)


@pytest.mark.parametrize(
    "wrong",
    [
        {"signature_path": ""},
        {"signed_name": "Rosa Diaz"},
        {"presence": Presence.ABSENT},
        {"signed_at": None},
    ],
)
def test_signature_has_one_way_a_time_and_somebody_present(sheet, rosa, house, wrong):
    actions.sign(meeting=sheet, enrolment=rosa, signed=DRAWN, by=house.adviser)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.update(**wrong)


def test_somebody_of_another_workshop_is_not_on_this_sheet(sheet, house, adviser):
    stranger = factories.EnrolmentFactory(session=factories.SessionFactory(organisation=house.platform))
    assert adviser.get(address(sheet, stranger)).status_code == 404


@pytest.mark.denies("agenda:sheet-sign")
@pytest.mark.parametrize("method", ["get", "post"])
def test_signing_is_on_the_screen_of_the_team_alone(sheet, rosa, house, browser, method):
    def status(client):
        return getattr(client, method)(address(sheet, rosa), {"signature-strokes": STROKES}).status_code

    assert status(browser()) == 302
    for refused in (house.network_head, house.prescriber):
        assert status(browser(refused)) == 403
    neighbour = factories.UserFactory(organisation=house.neighbour, role="adviser")
    assert status(browser(neighbour)) == 404
    assert not Attendance.objects.exists()
