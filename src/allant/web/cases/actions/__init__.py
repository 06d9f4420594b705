"""Writes of cases, one module per noun. Each is atomic and journalled."""

from allant.web.cases.actions.admissions import decide, resume, suspend
from allant.web.cases.actions.bilans import finish_bilan, save_answer, start_bilan
from allant.web.cases.actions.duplicates import FIELDS_TO_CHOOSE, merge, say_distinct, undo_merge
from allant.web.cases.actions.exits import answer_by_link, answer_follow_up, note_attempt, record_exit, reopen
from allant.web.cases.actions.files import attach_test, change_identity, open_case, open_case_from_test
from allant.web.cases.actions.imports import check_import, confirm_import, drop_import, import_people
from allant.web.cases.actions.lists import assign, drop_view, raise_tasks, save_view, undo_assignment
from allant.web.cases.actions.notes import (
    KEPT_FIELDS,
    change_note,
    drop_note_draft,
    keep_note_draft,
    write_note,
)
from allant.web.cases.actions.observations import propose_observations, record_observation, withdraw_observation
from allant.web.cases.actions.past import import_past
from allant.web.cases.actions.past_bilans import import_past_bilans
from allant.web.cases.actions.pathways import (
    add_step,
    add_time,
    apply_template,
    move_step,
    remove_time,
    resume_step,
    save_objective,
    save_step,
    take_back_template,
)
from allant.web.cases.actions.transfers import accept_transfer, ask_transfer, cancel_transfer, refuse_transfer

__all__ = [
    "FIELDS_TO_CHOOSE",
    "KEPT_FIELDS",
    "accept_transfer",
    "add_step",
    "add_time",
    "answer_by_link",
    "answer_follow_up",
    "apply_template",
    "ask_transfer",
    "assign",
    "attach_test",
    "cancel_transfer",
    "change_identity",
    "change_note",
    "check_import",
    "confirm_import",
    "decide",
    "drop_import",
    "drop_note_draft",
    "drop_view",
    "finish_bilan",
    "import_past",
    "import_past_bilans",
    "import_people",
    "keep_note_draft",
    "merge",
    "move_step",
    "note_attempt",
    "open_case",
    "open_case_from_test",
    "propose_observations",
    "raise_tasks",
    "record_exit",
    "record_observation",
    "refuse_transfer",
    "remove_time",
    "reopen",
    "resume",
    "resume_step",
    "save_answer",
    "save_objective",
    "save_step",
    "save_view",
    "say_distinct",
    "start_bilan",
    "suspend",
    "take_back_template",
    "undo_assignment",
    "undo_merge",
    "withdraw_observation",
    "write_note",
]
