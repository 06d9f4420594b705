"""Workshops and who takes part in them."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from allant.errors import InputError
from allant.web.accounts.access import access
from allant.web.accounts.models import Organisation
from allant.web.agenda import actions, permissions, presenters, queries
from allant.web.agenda.enums import EnrolmentState
from allant.web.agenda.forms import Dates, GuestForm, SessionForm
from allant.web.agenda.models import Enrolment, Session

PAGE_LENGTH = 20


@access(permissions.team)
@require_GET
def session_list(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    past = request.GET.get("quand") == "passes"
    sessions = queries.sessions_listed(organisation, now=timezone.now(), past=past)
    page = Paginator(sessions, PAGE_LENGTH).get_page(request.GET.get("page"))
    rows = [presenters.session_row(each, local=timezone.localtime) for each in page]
    return render(
        request,
        "agenda/sessions.html",
        {"tabs": presenters.tabs("agenda:sessions"), "page": page, "rows": rows, "past": past},
    )


@access(permissions.team)
@require_http_methods(["GET", "POST"])
def session_new(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    session = Session(organisation=organisation)
    form = SessionForm(
        request.POST or None, instance=session, organisation=organisation, initial={"leaders": [request.user.pk]}
    )
    dates = Dates(request.POST or None, prefix="dates")
    if request.method == "POST" and form.is_valid() and dates.is_valid():
        actions.open_session(
            session=form.save(commit=False),
            dates=dates.spans(),
            leaders=form.cleaned_data["leaders"],
            by=request.user,
        )
        messages.success(request, _("L’atelier est annoncé. Inscrivez maintenant des personnes."))
        return redirect("agenda:session", session_id=session.pk)
    return render(request, "agenda/session_form.html", _form_page(form, dates, session))


@access(permissions.team_session)
@require_http_methods(["GET", "POST"])
def session_edit(request: HttpRequest, session: Session) -> HttpResponse:
    title = session.title
    form = SessionForm(request.POST or None, instance=session, organisation=session.organisation)
    dates = Dates(request.POST or None, prefix="dates", initial=_open_dates(session))
    if request.method == "POST" and form.is_valid() and dates.is_valid():
        promoted = actions.change_session(
            session=form.save(commit=False),
            dates=dates.spans(),
            leaders=form.cleaned_data["leaders"],
            by=request.user,
        )
        messages.success(request, _("L’atelier est enregistré."))
        _tell_promoted(request, promoted)
        return redirect("agenda:session", session_id=session.pk)
    return render(request, "agenda/session_form.html", _form_page(form, dates, session) | {"name": title})


def _form_page(form: SessionForm, dates: Any, session: Session) -> dict[str, Any]:
    return {
        "form": form,
        "dates": dates,
        "session": session,
        "name": "",
        "closed": list(session.meetings.filter(closed_at__isnull=False)) if session.pk else [],
    }


def _open_dates(session: Session) -> list[dict[str, Any]]:
    meetings = session.meetings.filter(closed_at__isnull=True)
    spans = [(timezone.localtime(each.starts_at), timezone.localtime(each.ends_at)) for each in meetings]
    return [{"day": start.date(), "starts": start.time(), "ends": end.time()} for start, end in spans]


@access(permissions.team_session, reads="inscriptions à un atelier")
@require_GET
def session_page(request: HttpRequest, session: Session) -> HttpResponse:
    return _page(request, session)


def _page(request: HttpRequest, session: Session, guest: GuestForm | None = None) -> HttpResponse:
    enrolments = list(queries.enrolments_of(session))
    page = presenters.session_page(
        session, enrolments, queries.meetings_of(session), local=timezone.localtime, now=timezone.now()
    )
    search = request.GET.get("q", "").strip()
    taken = {each.person_id for each in enrolments if each.person_id}
    found = queries.people_named(session.organisation, search) if search else []
    return render(
        request,
        "agenda/session.html",
        page
        | {
            "search": search,
            "found": presenters.found_people(found, taken),
            "guest": guest or GuestForm(),
        },
    )


@access(permissions.team_session)
@require_POST
def session_enrol(request: HttpRequest, session: Session) -> HttpResponse:
    """Enrol somebody whom the platform follows."""
    followed = queries.people_followed(session.organisation)
    person = get_object_or_404(followed, pk=_number(request.POST.get("person", "")))
    _enrol(request, session, person=person)
    return redirect("agenda:session", session_id=session.pk)


@access(permissions.team_session)
@require_POST
def session_guest(request: HttpRequest, session: Session) -> HttpResponse:
    """Enrol somebody by name, whom the platform does not follow."""
    form = GuestForm(request.POST)
    if not form.is_valid():
        return _page(request, session, form)
    _enrol(request, session, **form.cleaned_data)
    return redirect("agenda:session", session_id=session.pk)


def _enrol(request: HttpRequest, session: Session, **who: Any) -> None:
    try:
        enrolment = actions.enrol(session=session, by=request.user, **who)
    except InputError as error:
        messages.error(request, f"{error.rule} {error.remedy}")
        return
    if enrolment.state == EnrolmentState.WAITING:
        messages.warning(
            request, _("L’atelier est complet : %(name)s est en liste d’attente.") % {"name": enrolment.who}
        )
    else:
        messages.success(request, _("%(name)s a une place.") % {"name": enrolment.who})


@access(permissions.team_session)
@require_POST
def session_invite(request: HttpRequest, session: Session) -> HttpResponse:
    """Write to everybody who has a place and was not told yet."""
    count = actions.invite(session=session)
    words = ngettext("%(n)d convocation est écrite.", "%(n)d convocations sont écrites.", count)
    messages.success(request, words % {"n": count})
    return redirect("agenda:session", session_id=session.pk)


@access(permissions.team_enrolment)
@require_POST
def withdraw(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    try:
        promoted = actions.withdraw(enrolment=enrolment, by=request.user)
    except InputError as error:
        messages.error(request, f"{error.rule} {error.remedy}")
    else:
        messages.success(request, _("La place de %(name)s est libérée.") % {"name": enrolment.who})
        _tell_promoted(request, promoted)
    return redirect("agenda:session", session_id=enrolment.session_id)


@access(permissions.team_session)
@require_POST
def session_cancel(request: HttpRequest, session: Session) -> HttpResponse:
    """Call the workshop off, or undo that."""
    if request.POST.get("what") == "undo":
        actions.reopen_session(session=session, by=request.user)
        messages.success(request, _("L’atelier a lieu."))
    else:
        told = actions.cancel_session(session=session, by=request.user)
        messages.success(
            request,
            ngettext(
                "L’atelier est annulé. %(n)d personne y était inscrite.",
                "L’atelier est annulé. %(n)d personnes y étaient inscrites.",
                len(told),
            )
            % {"n": len(told)},
        )
    return redirect("agenda:session", session_id=session.pk)


def _tell_promoted(request: HttpRequest, promoted: list[Enrolment]) -> None:
    if promoted:
        names = ", ".join(each.who for each in promoted)
        messages.info(request, _("Sort de la liste d’attente : %(names)s.") % {"names": names})


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0
