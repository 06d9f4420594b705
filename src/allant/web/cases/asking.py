"""Asks for news when its day has come: a task for the team and, with their agreement, a link for the person."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from allant.errors import InputError
from allant.web.agenda.actions import raise_task, reopen_task
from allant.web.agenda.enums import TaskKind
from allant.web.cases import queries
from allant.web.cases.follow_ups import rule_of, task_key
from allant.web.cases.models import FollowUp
from allant.web.messaging import links, texts
from allant.web.messaging.actions import best_channel, send
from allant.web.people.enums import ConsentPurpose
from allant.web.people.models import Consent

PURPOSE = "follow_up"
TEXT = "follow-up-question"
AT_ONCE = 500
"""Follow-ups asked for in one run: what is left waits for the next one."""


def ask_for_news(now: datetime) -> int:
    """Ask for the news whose day has come; return how many were asked for. Bears being done twice."""
    due = list(queries.follow_ups_to_ask(timezone.localdate(now))[:AT_ONCE])
    return sum(_ask(follow_up, now) for follow_up in due)


@transaction.atomic
def _ask(follow_up: FollowUp, now: datetime) -> bool:
    if not FollowUp.objects.filter(pk=follow_up.pk, asked_at=None).update(asked_at=now):
        return False
    case = follow_up.case
    with override("fr"):
        title = _("Nouvelles à %(count)d mois") % {"count": follow_up.months}
    task = raise_task(
        organisation=case.organisation,
        kind=TaskKind.FOLLOW_UP,
        title=title,
        due_on=follow_up.due_on,
        person=case.beneficiary,
        assignee=case.adviser if case.adviser and case.adviser.is_active else None,
        key=task_key(follow_up),
        address=reverse("cases:follow-up", args=[follow_up.pk]),
    )
    if task.dropped_at:
        reopen_task(task=task)
    _write_to_person(follow_up, now)
    return True


def _write_to_person(follow_up: FollowUp, now: datetime) -> None:
    """Send the person their own link, where they agreed to be contacted and the news is not too old to be asked."""
    case, rule = follow_up.case, rule_of(follow_up)
    agreed = Consent.objects.filter(
        person=case.beneficiary, purpose=ConsentPurpose.CONTACT, withdrawn_at=None
    ).order_by("-given_at")
    consent = agreed.first()
    lifetime = rule.link_lifetime if rule else timedelta(0)
    if consent is None or follow_up.due_on + lifetime <= timezone.localdate(now):
        return
    link, path, _code = links.open_link(
        purpose=PURPOSE,
        person=case.beneficiary,
        subject=follow_up,
        lifetime=lifetime,
        by=None,
        organisation=case.organisation,
        asks_code=False,
    )
    channel = best_channel(case.beneficiary)
    subject, body = texts.compose(
        TEXT,
        consent.language,
        channel=channel,
        name=case.beneficiary.first_name,
        organisation=case.organisation.name,
        phone=case.organisation.phone,
        link=links.absolute(path),
        code="",
    )
    try:
        send(
            organisation=case.organisation,
            channel=channel,
            subject=subject,
            body=body,
            person=case.beneficiary,
            language=consent.language,
            key=f"{task_key(follow_up)}-{follow_up.due_on.isoformat()}",
            about=PURPOSE,
        )
    except InputError:
        # Nowhere to write to: the task of the team stands.
        links.revoke(link=link, by=None)
