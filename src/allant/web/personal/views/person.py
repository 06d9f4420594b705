"""What the person sees and does by their link and code, without an account."""

import functools
from collections.abc import Callable
from typing import Any

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from allant.errors import InputError
from allant.web.agenda.actions import may_change, person_cancels, person_moves, slots_for
from allant.web.agenda.models import Appointment
from allant.web.agenda.queries import next_appointment
from allant.web.cases.models import Case
from allant.web.cases.queries import bilans_of_case
from allant.web.documents import storage
from allant.web.journal.actions import record
from allant.web.journal.models import Action
from allant.web.learning import presenters as lessons_presenters
from allant.web.learning.actions import finish_lesson, see_card, try_card
from allant.web.learning.queries import progress_of
from allant.web.learning.reading import card_or_404, lesson_or_404, read_answer
from allant.web.messaging.access import personal
from allant.web.messaging.models import PersonalLink
from allant.web.people.actions import give_consent, withdraw_consent
from allant.web.people.enums import ConsentPurpose, ConsentWay
from allant.web.people.wordings import wording_of
from allant.web.personal import actions, presenters, queries
from allant.web.personal.actions import PURPOSE
from allant.web.personal.forms import RequestForm, SlotForm

PAGE_LENGTH = 30
MOST_SLOTS = 24
SANDBOX = {"sandbox": True, "default-src": [NONE], "img-src": [SELF]}
View = Callable[..., HttpResponseBase]


def own_page(view: View) -> View:
    """Open a view to the person whose page it is, as long as the platform that gave the link follows them."""

    @functools.wraps(view)
    def opened(request: HttpRequest, link: PersonalLink, **address: Any) -> HttpResponseBase:
        case = queries.case_of(link)
        if case is None:
            return render(request, "personal/elsewhere.html", {"organisation": link.organisation}, status=410)
        return view(request, link, case, **address)

    return personal(PURPOSE)(opened)


@own_page
@require_safe
def home(request: HttpRequest, link: PersonalLink, case: Case) -> HttpResponse:
    record(by=None, action=Action.READ, subject=case, detail="page personnelle", right="la personne elle-même")
    found = next_appointment(case.beneficiary, case.organisation)
    shown = None
    if found is not None:
        shown = presenters.appointment(found, link, may_change=may_change(found, now=timezone.now()))
    return render(
        request,
        "personal/home.html",
        presenters.frame(link, case, "home")
        | presenters.home(case, shown, bilans_of_case(case))
        | {"documents": queries.own_documents(case)},
    )


@own_page
@require_http_methods(["GET", "POST"])
def appointment(request: HttpRequest, link: PersonalLink, case: Case, appointment_id: int) -> HttpResponse:
    """Move an appointment to another free time, or cancel it."""
    mine = Appointment.objects.filter(person=case.beneficiary, organisation=case.organisation)
    found = get_object_or_404(mine.select_related("adviser", "reception_point", "organisation"), pk=appointment_id)
    now = timezone.now()
    if request.method == "POST" and _changed(request, found):
        return redirect("personal:home", link_id=link.pk)
    is_open = may_change(found, now=now)
    return render(
        request,
        "personal/appointment.html",
        presenters.frame(link, case, "home")
        | {
            "appointment": presenters.appointment(found, link, may_change=is_open),
            "days": presenters.slot_days(slots_for(found, now=now, at_most=MOST_SLOTS)) if is_open else [],
        },
    )


def _changed(request: HttpRequest, found: Appointment) -> bool:
    """Do what the person chose; say why when it cannot be done."""
    try:
        if request.POST.get("cancel"):
            person_cancels(appointment=found)
            messages.success(request, _("Le rendez-vous est annulé. Nous sommes prévenus."))
            return True
        form = SlotForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("Choisissez un horaire dans la liste."))
            return False
        person_moves(appointment=found, starts_at=form.cleaned_data["starts_at"])
        messages.success(request, _("Le rendez-vous est déplacé. Nous sommes prévenus."))
    except InputError:
        messages.error(request, _("Ce n’est plus possible ici. Choisissez un autre horaire, ou appelez-nous."))
        return False
    return True


@own_page
@require_safe
@csp_replace(SANDBOX)
def document(request: HttpRequest, link: PersonalLink, case: Case, document_id: int) -> HttpResponseBase:
    """Send one of the person's own files."""
    found = get_object_or_404(queries.own_documents(case), pk=document_id)
    try:
        content = storage.open_file(found.stored_name)
    except FileNotFoundError as error:
        raise Http404 from error
    detail = f"document : {found.title}"[:200]
    record(by=None, action=Action.READ, subject=case, detail=detail, right="la personne elle-même")
    response = FileResponse(content, as_attachment=True, filename=found.original_name, content_type=found.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@own_page
@require_http_methods(["GET", "POST"])
def consents(request: HttpRequest, link: PersonalLink, case: Case) -> HttpResponse:
    """What the person agrees to: give or withdraw each, at any time."""
    standing = queries.consents_of(case.beneficiary, case.organisation)
    if request.method == "POST":
        _decide(request, case, standing)
        return redirect("personal:consents", link_id=link.pk)
    return render(
        request,
        "personal/consents.html",
        presenters.frame(link, case, "consents") | {"consents": presenters.consents(case, standing)},
    )


def _decide(request: HttpRequest, case: Case, standing: Any) -> None:
    purpose = request.POST.get("purpose", "")
    if purpose not in presenters.MAY_CHANGE:
        return
    if request.POST.get("withdraw"):
        for each in standing.filter(purpose=purpose):
            withdraw_consent(consent=each, by=None)
        messages.success(request, _("Votre accord est retiré."))
        return
    language = get_language() or "fr"
    is_about_prescriber = purpose == ConsentPurpose.INFORM_PRESCRIBER
    if is_about_prescriber and case.prescriber is None:
        return
    wording = wording_of(purpose, language)
    give_consent(
        person=case.beneficiary,
        purpose=purpose,
        wording=wording.text,
        language=wording.language,
        how=ConsentWay.SCREEN,
        by=None,
        recipient=case.prescriber if is_about_prescriber else None,
    )
    messages.success(request, _("Merci, votre accord est noté."))


@own_page
@require_safe
def readers(request: HttpRequest, link: PersonalLink, case: Case) -> HttpResponse:
    """Who read the file, when, by what right."""
    page = Paginator(queries.readers(case.beneficiary), PAGE_LENGTH).get_page(request.GET.get("page"))
    return render(
        request,
        "personal/readers.html",
        presenters.frame(link, case, "readers")
        | {
            "page": page,
            "days": presenters.reader_days(page),
            "summary": presenters.readers_summary(page.paginator.count),
        },
    )


@own_page
@require_http_methods(["GET", "POST"])
def requests(request: HttpRequest, link: PersonalLink, case: Case) -> HttpResponse:
    """Ask for a correction, a copy or an erasure, and read the answers."""
    form = RequestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.ask(case=case, **form.cleaned_data)
        messages.success(request, _("Votre demande est envoyée. Une réponse arrive ici sous un mois au plus."))
        return redirect("personal:requests", link_id=link.pk)
    asked = queries.requests_of(case.beneficiary, case.organisation)
    return render(
        request,
        "personal/requests.html",
        presenters.frame(link, case, "requests") | {"form": form, "requests": presenters.request_lines(asked)},
    )


def _addresses(link: PersonalLink) -> lessons_presenters.Addresses:
    return lessons_presenters.Addresses(prefix="personal", before=(link.pk,))


@own_page
@require_safe
def lessons(request: HttpRequest, link: PersonalLink, case: Case) -> HttpResponse:
    """The lessons, those that the adviser proposes first."""
    rows = lessons_presenters.lesson_cards(progress_of(case.beneficiary), _addresses(link))
    rows.sort(key=lambda row: not row["is_proposed"])
    return render(request, "personal/lessons.html", presenters.frame(link, case, "lessons") | {"lessons": rows})


@own_page
@require_http_methods(["GET", "POST"])
def lesson(request: HttpRequest, link: PersonalLink, case: Case, code: str, number: int) -> HttpResponse:
    """One card of a lesson; what was tried is kept for the adviser to see."""
    content = card_or_404(code, number)
    chosen, error = read_answer(request, content, number)
    if chosen is not None:
        is_right = content.cards[number - 1].choices[chosen].is_right
        try_card(person=case.beneficiary, lesson=code, card=number, is_right=is_right)
    see_card(person=case.beneficiary, lesson=code, card=number)
    shown = lessons_presenters.card_page(content, number, chosen=chosen, error=error, addresses=_addresses(link))
    return render(request, "learning/card.html", shown)


@own_page
@require_safe
def lesson_end(request: HttpRequest, link: PersonalLink, case: Case, code: str) -> HttpResponse:
    """The end of a lesson, with what was right the first time."""
    content = lesson_or_404(code)
    finish_lesson(person=case.beneficiary, lesson=code)
    progress = progress_of(case.beneficiary).get(code)
    return render(request, "learning/end.html", lessons_presenters.end_page(content, progress, _addresses(link)))
