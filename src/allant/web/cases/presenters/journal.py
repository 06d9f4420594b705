"""The journal of a case, in words."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from allant.web.journal.models import Entry


def journal_lines(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Lines of the journal; what one person did to the same thing in a row on one day is told once."""
    told = []
    for entry in entries:
        thing, _colon, topic = entry.detail.partition("\u00a0: ")
        kind = (timezone.localdate(entry.at), entry.by_id, entry.action, thing)
        if topic and told and told[-1]["kind"] == kind:
            told[-1]["topics"].append(topic)
        else:
            told.append({"entry": entry, "kind": kind, "thing": thing, "topics": [topic] if topic else []})
    return told
