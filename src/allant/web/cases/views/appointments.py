"""The appointments, workshops and tasks of one case."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from allant.errors import InputError
from allant.web.accounts.access import access
from allant.web.accounts.models import User
from allant.web.agenda import actions as agenda
from allant.web.agenda import presenters as agenda_words
from allant.web.agenda import queries as agenda_queries
from allant.web.agenda.enums import EnrolmentState, TaskKind
from allant.web.agenda.forms import AppointmentForm, SlotForm, TaskForm
from allant.web.agenda.forms.fields import people_of
from allant.web.agenda.models import Session
from allant.web.cases import permissions, presenters
from allant.web.cases.models import Case

PROPOSED = 6


@access(permissions.team_case, reads="rendez-vous")
@require_GET
def appointments(request: HttpRequest, case: Case) -> HttpResponse:
    return _page(request, case)


@access(permissions.team_case)
@require_POST
def appointment_book(request: HttpRequest, case: Case) -> HttpResponse:
    """Book one of the free times that were proposed, or any other."""
    adviser = _adviser(request, case)
    if "slot" in request.POST:
        slots = agenda_queries.slots_of(case.organisation, adviser, from_at=timezone.now())
        chosen = SlotForm(request.POST, slots=slots)
        if not chosen.is_valid():
            return _page(request, case, chosen=chosen)
        slot = chosen.cleaned_data["slot"]
        details = {
            "starts_at": slot.starts_at,
            "ends_at": slot.ends_at,
            "reception_point": slot.place,
            "purpose": chosen.cleaned_data["purpose"],
        }
    else:
        form = AppointmentForm(request.POST, organisation=case.organisation)
        if not form.is_valid():
            return _page(request, case, form=form)
        details = form.details()
    _book(request, case, adviser, details)
    return redirect("cases:appointments", case_id=case.pk)


def _book(request: HttpRequest, case: Case, adviser: User, details: dict[str, Any]) -> None:
    taken = agenda_queries.taken_by(case.organisation, adviser, details["starts_at"], details["ends_at"])
    appointment = agenda.book(
        organisation=case.organisation, person=case.beneficiary, adviser=adviser, by=request.user, **details
    )
    when = agenda_words.moment_words(timezone.localtime(appointment.starts_at))
    messages.success(request, _("Le rendez-vous est pris : %(when)s.") % {"when": when})
    if taken:
        messages.warning(request, agenda_words.overlap_words(taken))


@access(permissions.team_case)
@require_POST
def session_join(request: HttpRequest, case: Case) -> HttpResponse:
    """Give the person a place in a workshop."""
    wanted = request.POST.get("session", "")
    sessions = Session.objects.filter(organisation=case.organisation)
    session = get_object_or_404(sessions, pk=int(wanted) if wanted.isdecimal() else 0)
    try:
        enrolment = agenda.enrol(session=session, person=case.beneficiary, by=request.user)
    except InputError as error:
        messages.error(request, f"{error.rule} {error.remedy}")
    else:
        if enrolment.state == EnrolmentState.WAITING:
            messages.warning(request, _("L’atelier est complet : la personne est en liste d’attente."))
        else:
            messages.success(request, _("La personne a une place."))
    return redirect("cases:appointments", case_id=case.pk)


@access(permissions.team_case)
@require_POST
def task_add(request: HttpRequest, case: Case) -> HttpResponse:
    """Note something to do about the person."""
    form = TaskForm(request.POST, organisation=case.organisation)
    if not form.is_valid():
        return _page(request, case, task=form)
    agenda.raise_task(
        organisation=case.organisation,
        kind=TaskKind.OTHER,
        person=case.beneficiary,
        by=request.user,
        **form.cleaned_data,
    )
    messages.success(request, _("La tâche est notée."))
    return redirect("cases:appointments", case_id=case.pk)


def _adviser(request: HttpRequest, case: Case) -> User:
    """Return whose times are proposed: the one asked for, else who follows the case, else who looks."""
    wanted = request.POST.get("adviser", request.GET.get("avec", ""))
    people = people_of(case.organisation)
    found = people.filter(pk=int(wanted)).first() if wanted.isdecimal() else None
    return found or case.adviser or request.user


def _page(
    request: HttpRequest,
    case: Case,
    *,
    chosen: SlotForm | None = None,
    form: AppointmentForm | None = None,
    task: TaskForm | None = None,
) -> HttpResponse:
    adviser = _adviser(request, case)
    now = timezone.now()
    slots = agenda_queries.slots_of(case.organisation, adviser, from_at=now, at_most=PROPOSED)
    return render(
        request,
        "cases/appointments.html",
        presenters.appointments_page(case, now=now, address=request.path)
        | {
            "adviser": adviser,
            "people": people_of(case.organisation),
            "slots": agenda_words.slot_choices(slots),
            "chosen": chosen or SlotForm(slots=slots),
            "form": form or AppointmentForm(organisation=case.organisation),
            "task_form": task or TaskForm(organisation=case.organisation, initial={"assignee": request.user.pk}),
        },
    )
