"""People who may be one: looked at side by side, made one or told apart, and separated again."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from allant.errors import InputError
from allant.web.accounts.access import access
from allant.web.accounts.models import Organisation
from allant.web.cases import actions, permissions
from allant.web.cases.duplicates import merges_of, to_look_at
from allant.web.cases.enums import PairState
from allant.web.cases.models import DuplicatePair, MergeRecord
from allant.web.cases.presenters.duplicates import merge_row, pair_page, pair_row

PAGE_LENGTH = 20
LAST_MERGES = 10


@access(permissions.team, reads="doublons possibles")
@require_GET
def duplicates(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    pairs = to_look_at(organisation)
    page = Paginator(pairs.select_related("first", "second"), PAGE_LENGTH).get_page(request.GET.get("page"))
    merges = merges_of(organisation).select_related("kept", "merged", "merged_by")
    return render(
        request,
        "cases/duplicates.html",
        {
            "page": page,
            "rows": [pair_row(each) for each in page],
            "merges": [merge_row(each) for each in merges[:LAST_MERGES]],
        },
    )


@access(permissions.team_pair, reads="doublon possible")
@require_http_methods(["GET", "POST"])
def duplicate(request: HttpRequest, pair: DuplicatePair) -> HttpResponse:
    """Compare two people; make one of them, choosing each value."""
    if request.method == "POST":
        keeps_second = request.POST.get("keep") == "second"
        kept, side = (pair.second, "first") if keeps_second else (pair.first, "second")
        taken = {name for name in actions.FIELDS_TO_CHOOSE if request.POST.get(name) == side}
        try:
            actions.merge(pair=pair, kept=kept, from_other=taken, by=request.user)
        except InputError as error:
            messages.error(request, f"{error.rule} {error.remedy}")
            return redirect("cases:duplicate", pair_id=pair.pk)
        messages.success(request, _("Les deux dossiers n’en font plus qu’un. Vous pouvez les séparer de nouveau."))
        return redirect("cases:duplicates")
    return render(request, "cases/duplicate.html", pair_page(pair))


@access(permissions.team_pair)
@require_POST
def duplicate_distinct(request: HttpRequest, pair: DuplicatePair) -> HttpResponse:
    if pair.state == PairState.PROPOSED:
        actions.say_distinct(pair=pair, by=request.user)
        messages.success(request, _("C’est noté : ce sont deux personnes. Elles ne seront plus proposées."))
    return redirect("cases:duplicates")


@access(permissions.team_merge)
@require_POST
def merge_undo(request: HttpRequest, merged: MergeRecord) -> HttpResponse:
    try:
        actions.undo_merge(merged=merged, by=request.user)
    except InputError as error:
        messages.error(request, f"{error.rule} {error.remedy}")
    else:
        messages.success(request, _("Les deux dossiers sont séparés, comme avant."))
    return redirect("cases:duplicates")
