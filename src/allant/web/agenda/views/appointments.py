"""One appointment: held, missed, cancelled, moved."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from allant.errors import InputError
from allant.web.accounts.access import access
from allant.web.agenda import actions, permissions, presenters, queries
from allant.web.agenda.enums import AppointmentState
from allant.web.agenda.forms import AppointmentForm, CancelForm, SlotForm
from allant.web.agenda.models import Appointment
from allant.web.messaging.actions import best_channel

PROPOSED = 6


@access(permissions.team_appointment, reads="rendez-vous")
@require_http_methods(["GET"])
def appointment_page(request: HttpRequest, appointment: Appointment) -> HttpResponse:
    return _page(request, appointment)


@access(permissions.team_appointment)
@require_POST
def appointment_note(request: HttpRequest, appointment: Appointment) -> HttpResponse:
    """Note what became of it: held or missed; or undo that."""
    noted = {"held": actions.mark_held, "missed": actions.mark_no_show, "undo": actions.reopen}
    act = noted.get(request.POST.get("what", ""))
    if act is None:
        return redirect("agenda:appointment", appointment_id=appointment.pk)
    try:
        act(appointment=appointment, by=request.user)
    except InputError as error:
        messages.error(request, f"{error.rule} {error.remedy}")
    else:
        messages.success(request, _("C’est noté."))
    if request.POST.get("back") == "day":
        day = timezone.localdate(appointment.starts_at)
        asked = presenters.Asked(appointment.organisation, appointment.adviser, day)
        return redirect(asked.address("agenda:day"))
    return redirect("agenda:appointment", appointment_id=appointment.pk)


@access(permissions.team_appointment)
@require_POST
def appointment_cancel(request: HttpRequest, appointment: Appointment) -> HttpResponse:
    form = CancelForm(request.POST)
    if not form.is_valid():
        return _page(request, appointment, cancelling=form)
    by_person = form.cleaned_data["state"] == AppointmentState.CANCELLED_BY_PERSON
    try:
        actions.cancel(
            appointment=appointment, by=request.user, by_person=by_person, reason=form.cleaned_data["reason"]
        )
    except InputError as error:
        messages.error(request, f"{error.rule} {error.remedy}")
    else:
        messages.success(request, _("Le rendez-vous est annulé."))
    return redirect("agenda:appointment", appointment_id=appointment.pk)


@access(permissions.team_appointment)
@require_POST
def appointment_move(request: HttpRequest, appointment: Appointment) -> HttpResponse:
    """Move it to one of the free times, or to any other."""
    if "slot" in request.POST:
        form = SlotForm(request.POST, slots=_slots(appointment, at_most=None))
        if not form.is_valid():
            messages.error(request, " ".join(form.errors["slot"]))
            return redirect("agenda:appointment", appointment_id=appointment.pk)
        slot = form.cleaned_data["slot"]
        changed = {"starts_at": slot.starts_at, "ends_at": slot.ends_at, "reception_point": slot.place, "address": ""}
    else:
        form = AppointmentForm(request.POST, organisation=appointment.organisation)
        if not form.is_valid():
            return _page(request, appointment, moving=form)
        changed = form.details()
    return _moved(request, appointment, changed)


def _moved(request: HttpRequest, appointment: Appointment, changed: dict) -> HttpResponse:
    taken = queries.taken_by(
        appointment.organisation, appointment.adviser, changed["starts_at"], changed["ends_at"], but=appointment
    )
    try:
        new = actions.move(appointment=appointment, by=request.user, **changed)
    except InputError as error:
        messages.error(request, f"{error.rule} {error.remedy}")
        return redirect("agenda:appointment", appointment_id=appointment.pk)
    messages.success(request, _("Le rendez-vous est déplacé."))
    if taken:
        messages.warning(request, presenters.overlap_words(taken))
    return redirect("agenda:appointment", appointment_id=new.pk)


def _slots(appointment: Appointment, at_most: int | None = PROPOSED) -> list:
    return queries.slots_of(
        appointment.organisation, appointment.adviser, from_at=timezone.now(), at_most=at_most, but=appointment
    )


def _page(request: HttpRequest, appointment: Appointment, *, moving=None, cancelling=None) -> HttpResponse:
    case = queries.case_numbers(appointment.organisation, [appointment.person_id]).get(appointment.person_id)
    page = presenters.appointment_page(
        appointment, local=timezone.localtime(appointment.starts_at), now=timezone.now(), case=case
    )
    if page["is_booked"]:
        page |= {
            "slots": presenters.slot_choices(_slots(appointment)),
            "moving": moving or AppointmentForm(instance=appointment, organisation=appointment.organisation),
            "cancelling": cancelling or CancelForm(),
            "channel": best_channel(appointment.person).label,
        }
    return render(request, "agenda/appointment.html", page)
