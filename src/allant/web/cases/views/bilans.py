"""The bilan: started, filled with autosave, read again, closed, and its result."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from allant.errors import InputError
from allant.sources.grids import read_grid
from allant.web.accounts.access import access, wants_json
from allant.web.accounts.models import User
from allant.web.assessments import queries as answers_queries
from allant.web.assessments.enums import Origin
from allant.web.cases import actions, permissions, presenters, sheets
from allant.web.cases.forms import BilanForm
from allant.web.cases.models import Case, CaseAssessment


@access(permissions.team_case)
@require_http_methods(["GET", "POST"])
def bilan_new(request: HttpRequest, case: Case) -> HttpResponse:
    form = BilanForm(request.POST or None, case=case)
    if request.method == "POST" and form.is_valid():
        try:
            link = actions.start_bilan(case=case, by=request.user, **form.cleaned_data)
        except InputError as error:
            form.add_error("moment", f"{error.rule} {error.remedy}")
        else:
            first = read_grid(link.assessment.grid).questionnaire.sections[0].code
            return redirect("cases:bilan-section", assessment_id=link.assessment_id, section=first)
    return render(request, "cases/bilan_new.html", {"case": case, "form": form})


@access(permissions.team_bilan, reads="bilan")
@require_GET
def bilan(request: HttpRequest, link: CaseAssessment) -> HttpResponse:
    """Read the bilan again: what is answered, what is missing, what still has to be confirmed."""
    return render(request, "cases/bilan.html", sheets.overview(link))


@access(permissions.open_bilan, reads="bilan")
@require_http_methods(["GET", "POST"])
def bilan_section(request: HttpRequest, link: CaseAssessment, section: str) -> HttpResponse:
    """One section of questions. Without JavaScript the whole section is saved at once."""
    sections = [each.code for each in read_grid(link.assessment.grid).questionnaire.sections]
    if section not in sections:
        raise Http404
    problems, typed = {}, {}
    if request.method == "POST":
        typed = {name.removeprefix("q-"): value for name, value in request.POST.items() if name.startswith("q-")}
        problems = _save_section(request, link, section)
        stays = problems or request.POST.get("confirm") or request.POST.get("keep")
        if not stays:
            following = sections[sections.index(section) + 1 :]
            if following:
                return redirect("cases:bilan-section", assessment_id=link.assessment_id, section=following[0])
            return redirect("cases:bilan", assessment_id=link.assessment_id)
    return render(request, "cases/bilan_section.html", sheets.section_page(link, section, problems, typed))


def _save_section(request: HttpRequest, link: CaseAssessment, section: str) -> dict[str, InputError]:
    """Save every answer that changed; return the problems by question."""
    problems: dict[str, InputError] = {}
    current = answers_queries.current_answers(link.assessment)
    for question in read_grid(link.assessment.grid).questionnaire.questions:
        if question.section != section or f"q-{question.code}" not in request.POST:
            continue
        before = current.get(question.code)
        value = request.POST[f"q-{question.code}"].strip()
        confirms = request.POST.get("confirm") == question.code
        if value == (before.value if before else "") and not confirms:
            continue
        try:
            _save_one(request, link, question.code, value, before, confirms=confirms)
        except InputError as error:
            problems[question.code] = error
    return problems


def _save_one(
    request: HttpRequest,
    link: CaseAssessment,
    question: str,
    value: str,
    before: answers_queries.CurrentAnswer | None,
    *,
    confirms: bool,
) -> None:
    """Save one answer; what the person declared and the adviser left as it was becomes confirmed."""
    unchanged = before is not None and before.value == value
    keeps_mine = request.POST.get("keep") == question
    seen = before.revision if keeps_mine and before else _revision(request, question)
    user: User = request.user
    actions.save_answer(
        link=link,
        question=question,
        value=value,
        seen_revision=seen,
        by=user,
        origin=Origin.CONFIRMED if confirms and unchanged else Origin.INTERVIEW,
    )


def _revision(request: HttpRequest, question: str) -> int:
    text = request.POST.get(f"r-{question}", "")
    return int(text) if text.isdecimal() and len(text) < 9 else 0


@access(permissions.open_bilan)
@require_POST
def bilan_answer(request: HttpRequest, link: CaseAssessment, question: str) -> HttpResponse:
    """Save one answer as soon as it is given; send back its state and the questions it opens or closes.

    An answer that waited on a device without a network comes here too, with the revision that was seen there.
    """
    current = answers_queries.current_answers(link.assessment)
    before = current.get(question)
    value = request.POST.get(f"q-{question}", "").strip()
    problem = None
    try:
        _save_one(request, link, question, value, before, confirms=request.POST.get("confirm") == question)
    except InputError as error:
        problem = error
    if wants_json(request):
        return JsonResponse(sheets.outcome(link, question, problem=problem, typed=value))
    shown = _shown_locked(request, link, current)
    context = sheets.after_save(link, question, shown_locked=shown, problem=problem, typed=value)
    return render(request, "cases/parts/answer_saved.html", context)


def _shown_locked(
    request: HttpRequest, link: CaseAssessment, before: dict[str, answers_queries.CurrentAnswer]
) -> frozenset[str]:
    """The questions that the page shows as closed: what it says, or what was true before this answer."""
    if "locked" in request.POST:
        return frozenset(request.POST["locked"].split())
    return sheets.locked_questions(link, before)


@access(permissions.open_bilan)
@require_POST
def bilan_finish(request: HttpRequest, link: CaseAssessment) -> HttpResponse:
    left = sheets.overview(link)["to_confirm"]
    if left:
        messages.error(
            request,
            _("Il reste des réponses du test à confirmer avec la personne : %(count)d.") % {"count": len(left)},
        )
        return redirect("cases:bilan", assessment_id=link.assessment_id)
    try:
        actions.finish_bilan(link=link, by=request.user)
    except InputError as error:
        messages.error(request, f"{error.rule} {error.remedy}")
        return redirect("cases:person", case_id=link.case_id)
    return redirect("cases:bilan-result", assessment_id=link.assessment_id)


@access(permissions.team_bilan, reads="résultat du bilan")
@require_GET
def bilan_result(request: HttpRequest, link: CaseAssessment) -> HttpResponse:
    score = answers_queries.latest_score(link.assessment)
    if score is None:
        return redirect("cases:bilan", assessment_id=link.assessment_id)
    return render(request, "cases/result.html", presenters.result_page(link, score))
