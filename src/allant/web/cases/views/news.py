"""The page by which a person gives their news, by a link, without an account."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from allant.web.cases import actions
from allant.web.cases.asking import PURPOSE
from allant.web.cases.enums import AnsweredBy
from allant.web.cases.forms import NewsForm
from allant.web.cases.models import FollowUp
from allant.web.messaging.access import personal
from allant.web.messaging.models import PersonalLink


@personal(PURPOSE)
@require_http_methods(["GET", "POST"])
def news(request: HttpRequest, link: PersonalLink) -> HttpResponse:
    """Ask, keep the answer, thank. Nothing about the person is shown: who holds the link learns nothing."""
    follow_up = _follow_up(link)
    form = NewsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        wants_call = form.cleaned_data.pop("wants_call")
        actions.answer_by_link(follow_up=follow_up, wants_call=wants_call, **form.cleaned_data)
        return redirect(f"{request.path}?merci")
    is_answered = follow_up.answers.filter(by=AnsweredBy.PERSON).exists()
    context = {"form": form, "organisation": link.organisation, "is_answered": is_answered}
    has_thanked = is_answered and "merci" in request.GET and request.method == "GET"
    return render(request, "cases/news_thanks.html" if has_thanked else "cases/news.html", context)


def _follow_up(link: PersonalLink) -> FollowUp:
    """Return what the link asks about; an exit that was undone since asks nothing any more."""
    follow_ups = FollowUp.objects.select_related("case__organisation", "case__beneficiary")
    found = follow_ups.filter(pk=link.subject_id, case__beneficiary=link.person).first()
    if found is None:
        raise Http404
    return found
