"""What the SMS gateway tells afterwards: the telephone got the message, or did not."""

import json
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from allant.web.accounts.access import public
from allant.web.messaging import queue
from allant.web.messaging.channels.sms import found


@public
@csrf_exempt
@require_POST
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    """Take one receipt, as JSON or as a form. Any other token than that of the settings finds no page here."""
    if not settings.SMS_CALLBACK_TOKEN or not constant_time_compare(token, settings.SMS_CALLBACK_TOKEN):
        raise Http404
    told, names = _told(request), settings.SMS_CALLBACK
    status = found(told, names.status).strip().lower()
    number = found(told, names.id)
    is_delivered, is_failed = (status in {each.lower() for each in words} for words in (names.delivered, names.failed))
    if number and (is_delivered or is_failed):
        queue.note_delivery(receipt=number, is_delivered=is_delivered, status=status)
    # Nothing more is said: a gateway that gets anything else than a success tells the same thing again and again.
    return HttpResponse(status=204)


def _told(request: HttpRequest) -> Any:
    if request.content_type != "application/json":
        return request.POST.dict()
    try:
        return json.loads(request.body)
    except ValueError:
        return {}
