"""Lessons for everybody, and what an adviser sees of the lessons and trips of one person."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from allant.errors import InputError
from allant.web.accounts.access import access, public
from allant.web.cases.models import Case
from allant.web.cases.permissions import team_case
from allant.web.cases.presenters import case_tabs
from allant.web.learning import actions, permissions, presenters, queries
from allant.web.learning.forms import RehearsalForm, SkillsForm, TripForm
from allant.web.learning.models import Rehearsal, RehearsalTrip
from allant.web.learning.reading import card_or_404, lesson_or_404, read_answer


@public
@never_cache
@require_safe
def lessons(request: HttpRequest) -> HttpResponse:
    """Every lesson, open to everybody; nothing is kept of who reads."""
    return render(request, "learning/lessons.html", {"lessons": presenters.lesson_cards({})})


@public
@never_cache
@require_http_methods(["GET", "POST"])
def lesson(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One card: read it, or answer it and learn why."""
    content = card_or_404(code, number)
    chosen, error = read_answer(request, content, number)
    return render(request, "learning/card.html", presenters.card_page(content, number, chosen=chosen, error=error))


@public
@never_cache
@require_safe
def lesson_end(request: HttpRequest, code: str) -> HttpResponse:
    """The end of a lesson."""
    return render(request, "learning/end.html", presenters.end_page(lesson_or_404(code), None))


@access(team_case, reads="leçons et trajets accompagnés")
@require_GET
def case_learning(request: HttpRequest, case: Case) -> HttpResponse:
    """What a person learns: lessons on their page, trips rehearsed on the ground."""
    return _case_page(request, case, RehearsalForm(instance=Rehearsal(case=case)))


def _case_page(request: HttpRequest, case: Case, form: RehearsalForm) -> HttpResponse:
    progress = queries.progress_of(case.beneficiary)
    return render(
        request,
        "learning/case.html",
        {
            "case": case,
            "case_tabs": case_tabs(case, current="learning:case"),
            "crumbs": [(_("Dossiers"), reverse("cases:list")), (str(case), reverse("cases:case", args=[case.pk]))],
            "lessons": presenters.followed_lessons(progress, queries.weak_items(case)),
            "rehearsals": presenters.rehearsal_rows(queries.rehearsals_of(case)),
            "form": form,
        },
    )


@access(team_case)
@require_POST
def lesson_propose(request: HttpRequest, case: Case, code: str) -> HttpResponse:
    """Propose a lesson, or take it back."""
    content = lesson_or_404(code)
    try:
        if request.POST.get("take_back"):
            actions.take_lesson_back(case=case, lesson=content.code, by=request.user)
            messages.success(request, _("La leçon n’est plus proposée."))
        else:
            actions.propose_lesson(case=case, lesson=content.code, by=request.user)
            messages.success(request, _("La leçon est proposée."))
    except InputError as error:
        messages.error(request, f"{error.rule} {error.remedy}")
    return redirect("learning:case", case_id=case.pk)


@access(team_case)
@require_POST
def rehearsal_add(request: HttpRequest, case: Case) -> HttpResponse:
    form = RehearsalForm(request.POST, instance=Rehearsal(case=case))
    if not form.is_valid():
        return _case_page(request, case, form)
    rehearsal = actions.prepare_rehearsal(rehearsal=form.save(commit=False), by=request.user)
    messages.success(request, _("Le trajet est prêt à être appris."))
    return redirect("learning:rehearsal", rehearsal_id=rehearsal.pk)


@access(permissions.team_rehearsal, reads="trajet accompagné")
@require_GET
def rehearsal(request: HttpRequest, trip: Rehearsal) -> HttpResponse:
    return _rehearsal_page(request, trip)


def _rehearsal_page(
    request: HttpRequest, rehearsal: Rehearsal, *, form: TripForm | None = None, skills: SkillsForm | None = None
) -> HttpResponse:
    today = timezone.localdate()
    return render(
        request,
        "learning/rehearsal.html",
        presenters.rehearsal_page(rehearsal)
        | {
            "form": form or TripForm(initial={"made_on": today}),
            "skills": skills or SkillsForm(initial={"seen_on": today}),
        },
    )


@access(permissions.team_rehearsal)
@require_POST
def trip_add(request: HttpRequest, rehearsal: Rehearsal) -> HttpResponse:
    form = TripForm(request.POST, instance=RehearsalTrip(rehearsal=rehearsal))
    if not form.is_valid():
        return _rehearsal_page(request, rehearsal, form=form)
    actions.record_trip(trip=form.save(commit=False), by=request.user)
    messages.success(request, _("La sortie est notée."))
    return redirect("learning:rehearsal", rehearsal_id=rehearsal.pk)


@access(permissions.team_trip)
@require_POST
def trip_erase(request: HttpRequest, trip: RehearsalTrip) -> HttpResponse:
    actions.erase_trip(trip=trip, by=request.user)
    messages.success(request, _("La sortie est effacée."))
    return redirect("learning:rehearsal", rehearsal_id=trip.rehearsal_id)


@access(permissions.team_rehearsal)
@require_POST
def skills_confirm(request: HttpRequest, rehearsal: Rehearsal) -> HttpResponse:
    """Keep what was seen on the trip: the next bilan proposes it as answers."""
    form = SkillsForm(request.POST)
    if not form.is_valid():
        return _rehearsal_page(request, rehearsal, skills=form)
    count = actions.confirm_skills(
        rehearsal=rehearsal, answers=form.skills, seen_on=form.cleaned_data["seen_on"], by=request.user
    )
    messages.success(
        request, _("C’est noté : le prochain bilan proposera ces réponses (%(count)d).") % {"count": count}
    )
    return redirect("learning:rehearsal", rehearsal_id=rehearsal.pk)
