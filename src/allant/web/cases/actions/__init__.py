"""Writes of cases, one module per noun. Each is atomic and journalled."""

from allant.web.cases.actions.bilans import finish_bilan, save_answer, start_bilan
from allant.web.cases.actions.files import attach_test, change_identity, open_case, open_case_from_test
from allant.web.cases.actions.imports import check_import, confirm_import, drop_import, import_people
from allant.web.cases.actions.observations import propose_observations, record_observation, withdraw_observation
from allant.web.cases.actions.pathways import add_step, decide_support, move_step, record_exit, reopen, save_step

__all__ = [
    "add_step",
    "attach_test",
    "change_identity",
    "check_import",
    "confirm_import",
    "decide_support",
    "drop_import",
    "finish_bilan",
    "import_people",
    "move_step",
    "open_case",
    "open_case_from_test",
    "propose_observations",
    "record_exit",
    "record_observation",
    "reopen",
    "save_answer",
    "save_step",
    "start_bilan",
    "withdraw_observation",
]
