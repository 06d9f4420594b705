"""Writes of the agenda, one module per noun."""

from allant.web.agenda.actions.appointments import book, cancel, mark_held, mark_no_show, move, reopen
from allant.web.agenda.actions.calendars import (
    fingerprint,
    forget_busy_times,
    keep_busy_times,
    note_read,
    open_feed,
    revoke_feed,
)
from allant.web.agenda.actions.invitations import invite, to_invite
from allant.web.agenda.actions.places import close_place, keep_place, reopen_place
from allant.web.agenda.actions.rota import end_hours, open_hours
from allant.web.agenda.actions.self_service import may_change, person_cancels, person_moves, slots_for
from allant.web.agenda.actions.sessions import (
    cancel_session,
    change_session,
    enrol,
    open_session,
    reopen_session,
    withdraw,
)
from allant.web.agenda.actions.sheets import close_sheet, erase_signature, mark, mark_all, sign
from allant.web.agenda.actions.tasks import (
    drop_task,
    postpone_task,
    raise_task,
    reopen_task,
    reopen_tasks,
    settle_task,
    settle_tasks,
)

__all__ = [
    "book",
    "cancel",
    "cancel_session",
    "change_session",
    "close_place",
    "close_sheet",
    "drop_task",
    "end_hours",
    "enrol",
    "erase_signature",
    "fingerprint",
    "forget_busy_times",
    "invite",
    "keep_busy_times",
    "keep_place",
    "mark",
    "mark_all",
    "mark_held",
    "mark_no_show",
    "may_change",
    "move",
    "note_read",
    "open_feed",
    "open_hours",
    "open_session",
    "person_cancels",
    "person_moves",
    "postpone_task",
    "raise_task",
    "reopen",
    "reopen_place",
    "reopen_session",
    "reopen_task",
    "reopen_tasks",
    "revoke_feed",
    "settle_task",
    "settle_tasks",
    "sign",
    "slots_for",
    "to_invite",
    "withdraw",
]
