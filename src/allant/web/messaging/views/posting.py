"""The messages of an organisation: what waits, what failed, what left, and what the team decides about it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from allant.web.accounts.access import access
from allant.web.accounts.actions import change_contact
from allant.web.accounts.models import Organisation
from allant.web.journal.actions import record
from allant.web.journal.models import Action
from allant.web.messaging import actions, permissions, presenters, queries
from allant.web.messaging.forms import ContactForm
from allant.web.messaging.models import Message

PAGE_LENGTH = 20
TOO_LATE = "Ce message vient de changer d’état : voici où il en est."


@access(permissions.team, reads="liste des messages")
@require_GET
def message_list(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    counts = queries.counts_of(organisation)
    asked = request.GET.get("etat", "")
    known = {queries.FAILED, queries.LETTERS, queries.WAITING, queries.OVER}
    current = asked if asked in known else queries.first_list(counts)
    page = Paginator(queries.messages_in(organisation, current), PAGE_LENGTH).get_page(request.GET.get("page"))
    return render(
        request,
        "messaging/messages.html",
        {
            "summary": presenters.summary(counts),
            "tabs": presenters.tabs(counts, current),
            "current": current,
            "obstacles": presenters.obstacles(organisation, counts),
            "page": page,
            "rows": presenters.message_rows(page),
            "organisation": organisation,
        },
    )


@access(permissions.team_message)
@require_GET
def message_page(request: HttpRequest, message: Message) -> HttpResponse:
    if message.person is not None:
        record(by=request.user, action=Action.READ, subject=message.person, detail="message")
    return render(request, "messaging/message.html", presenters.message_page(message))


@access(permissions.team_message)
@require_POST
def retry(request: HttpRequest, message: Message) -> HttpResponse:
    if actions.retry(message=message, by=request.user):
        messages.success(request, _("Le message repart dès que possible."))
    else:
        messages.info(request, _(TOO_LATE))
    return redirect("messaging:message", message_id=message.pk)


@access(permissions.team_message)
@require_POST
def cancel(request: HttpRequest, message: Message) -> HttpResponse:
    if actions.cancel_message(message=message, by=request.user):
        messages.success(request, _("Le message est annulé : il ne partira pas."))
    else:
        messages.info(request, _(TOO_LATE))
    return redirect("messaging:message", message_id=message.pk)


@access(permissions.team_message)
@require_POST
def turn_into_letter(request: HttpRequest, message: Message) -> HttpResponse:
    letter = actions.turn_into_letter(message=message, by=request.user)
    if letter is None:
        messages.info(request, _(TOO_LATE))
        return redirect("messaging:message", message_id=message.pk)
    messages.success(request, _("La lettre est prête à imprimer."))
    return redirect("messaging:message", message_id=letter.pk)


@access(permissions.team)
@require_POST
def retry_failed(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    count = actions.retry_failed(organisation=organisation, by=request.user)
    messages.success(
        request, ngettext("%(count)d message repart.", "%(count)d messages repartent.", count) % {"count": count}
    )
    return redirect("messaging:messages")


@access(permissions.manager)
@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    form = ContactForm(request.POST or None, instance=organisation)
    if request.method == "POST" and form.is_valid():
        change_contact(organisation=organisation, by=request.user, **form.cleaned_data)
        messages.success(request, _("Les coordonnées sont enregistrées."))
        return redirect("messaging:messages")
    return render(request, "messaging/contact.html", {"form": form})
