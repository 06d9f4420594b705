"""The public test, the public page of a grid, and the door for codes."""

import segno
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from allant.errors import AnswerError, GridError
from allant.parameters import parameter
from allant.questionnaire import (
    Question,
    Questionnaire,
    check_answer,
    next_question,
    position,
    previous_question,
    visible_questions,
)
from allant.sources.grids import list_grids, read_grid
from allant.web.accounts.access import access, public, require_role
from allant.web.accounts.enums import Role
from allant.web.accounts.models import User
from allant.web.assessments import actions, device, presenters, queries
from allant.web.assessments.models import Handover
from allant.web.documents import codes
from allant.web.documents.actions import CodeError


def may_redeem(user: User) -> None:
    """Advisers and managers open tests."""
    require_role(user, Role.ADVISER, Role.MANAGER)


def _test() -> Questionnaire:
    return read_grid(actions.TEST_GRID).questionnaire


def _device(request: HttpRequest) -> device.DeviceTest:
    """Return the test of this device, without the answers that a newer version of the test does not know."""
    test = device.read(request)
    questions = {each.code: each for each in _test().questions}
    test.answers = {
        code: value for code, value in test.answers.items() if code in questions and _is_known(questions[code], value)
    }
    return test


def _is_known(question: Question, value: str) -> bool:
    try:
        return bool(check_answer(question, value))
    except AnswerError:
        return False


def _handover(test: device.DeviceTest) -> Handover | None:
    """Return what this device handed over, unless it was erased since."""
    if not test.code:
        return None
    return Handover.objects.select_related("code", "assessment").filter(code__value=test.code).first()


def _has_live_code(test: device.DeviceTest) -> bool:
    """Has this device a code that can be used or was used? After an expired one, another may be asked for."""
    handover = _handover(test)
    return handover is not None and (handover.code.is_open or handover.code.redeemed_at is not None)


def _keep(response: HttpResponse, test: device.DeviceTest) -> HttpResponse:
    device.write(response, test, secure=settings.BEHIND_HTTPS)
    return response


@public
@never_cache
@require_safe
def test_start(request: HttpRequest) -> HttpResponse:
    test = _device(request)
    following = next_question(_test(), test.answers)
    return render(
        request,
        "assessments/test_start.html",
        {
            "count": len(visible_questions(_test(), {})),
            "following": following or _test().questions[0],
            "is_under_way": bool(test.answers),
            "is_complete": bool(test.answers) and following is None,
            "kept_days": int(parameter("documents/code_lifetime")),
        },
    )


@public
@never_cache
@require_http_methods(["GET", "POST"])
def test_question(request: HttpRequest, code: str) -> HttpResponse:
    test = _device(request)
    question = next((each for each in visible_questions(_test(), test.answers) if each.code == code), None)
    if question is None:
        return redirect("assessments:test")
    if request.method == "GET":
        return _question_page(request, test, question, chosen=test.answers.get(code, ""))
    value = request.POST.get("answer", "")
    if not value:
        return _question_page(request, test, question, error=_("Choisissez une réponse pour continuer."))
    try:
        test.answers[code] = check_answer(question, value)
    except AnswerError as error:
        return _question_page(request, test, question, error=f"{error.rule} {error.remedy}")
    following = next_question(_test(), test.answers, after=code)
    goes_to = (
        reverse("assessments:test-question", args=[following.code]) if following else reverse("assessments:test-result")
    )
    return _keep(HttpResponseRedirect(goes_to), test)


def _question_page(
    request: HttpRequest, test: device.DeviceTest, question: Question, *, chosen: str = "", error: str = ""
) -> HttpResponse:
    before = previous_question(_test(), test.answers, before=question.code)
    place = position(_test(), test.answers, question.code)
    language = translation.get_language()
    return render(
        request,
        "assessments/test_question.html",
        {
            "question": presenters.question(question, language=language, chosen=chosen),
            "text_status": presenters.text_status(
                text.in_language(language) for text in presenters.question_texts(question)
            ),
            "section": presenters.section_title(_test(), question.section, language),
            "number": place.number,
            "count": place.total,
            "error": error,
            "back": reverse("assessments:test-question", args=[before.code]) if before else reverse("assessments:test"),
        },
    )


@public
@never_cache
@require_safe
def test_result(request: HttpRequest) -> HttpResponse:
    test = _device(request)
    following = next_question(_test(), test.answers)
    if following is not None:
        return redirect("assessments:test-question", code=following.code)
    return render(
        request,
        "assessments/test_result.html",
        presenters.test_result(test.answers, language=translation.get_language())
        | {
            "has_code": _has_live_code(test),
            "kept_days": int(parameter("documents/code_lifetime")),
            "error": "",
        },
    )


@public
@never_cache
@require_http_methods(["GET", "POST"])
def test_code(request: HttpRequest) -> HttpResponse:
    """Give the finished test a code (POST, with the person's agreement) or show it again (GET)."""
    test = _device(request)
    if request.method == "POST":
        return _give_code(request, test)
    handover = _handover(test)
    if handover is None:
        return redirect("assessments:test-result" if test.answers else "assessments:test")
    address = request.build_absolute_uri(reverse("assessments:redeem-code", args=[handover.code.value]))
    return render(
        request,
        "assessments/test_code.html",
        {
            "code": handover.code,
            "qr": segno.make(address, error="m").svg_data_uri(scale=5, dark="#14222B"),
            "is_open": handover.code.is_open,
        },
    )


def _give_code(request: HttpRequest, test: device.DeviceTest) -> HttpResponse:
    if next_question(_test(), test.answers) is not None:
        return redirect("assessments:test")
    wording = presenters.consent_wording()
    if request.POST.get("consent") != "1":
        return render(
            request,
            "assessments/test_result.html",
            presenters.test_result(test.answers, language=translation.get_language())
            | {
                "has_code": False,
                "kept_days": int(parameter("documents/code_lifetime")),
                "error": _("Cochez la case si vous êtes d’accord. Sans votre accord, rien n’est gardé."),
            },
        )
    if not _has_live_code(test):
        handover = actions.hand_over(answers=test.answers, language=translation.get_language(), consent_wording=wording)
        test.code = handover.code.value
    return _keep(redirect("assessments:test-code"), test)


@public
@never_cache
@require_POST
def test_withdraw(request: HttpRequest) -> HttpResponse:
    """Take the code back: the answers kept for the adviser are erased at once."""
    test = _device(request)
    handover = _handover(test)
    if handover is None or actions.withdraw(handover=handover):
        test.code = ""
    return _keep(redirect("assessments:test-result"), test)


@public
@never_cache
@require_POST
def test_erase(request: HttpRequest) -> HttpResponse:
    """Take everything off this device."""
    response = redirect("assessments:test")
    device.erase(response)
    return response


@public
@require_safe
def grids(request: HttpRequest) -> HttpResponse:
    return render(
        request, "assessments/grids.html", {"grids": presenters.grids(list_grids(), translation.get_language())}
    )


@public
@require_safe
def grid(request: HttpRequest, grid_id: str) -> HttpResponse:
    try:
        content = read_grid(grid_id)
    except GridError as error:
        raise Http404(str(error)) from error
    language = presenters.spoken_by(content, translation.get_language())
    with translation.override(language):
        shown = presenters.grid(content, language)
    return render(request, "assessments/grid.html", shown)


@access(may_redeem)
@require_http_methods(["GET", "POST"])
def redeem(request: HttpRequest, code: str = "") -> HttpResponse:
    """Open the test that a person hands over with a code."""
    typed = request.POST.get("code", code)
    error = None
    if request.method == "POST":
        try:
            handover = actions.redeem(typed=typed, by=request.user)
        except CodeError as refused:
            error = refused
        else:
            return redirect("cases:received-test", handover_id=handover.pk)
    return render(
        request,
        "assessments/redeem.html",
        {
            "typed": typed,
            "error": error,
            "length": codes.LENGTH,
            "opened": queries.opened_tests(request.user),
        },
    )
