"""What a paper may hold, in plain values that are kept as they are.

    {"issuer": {"name", "address", "reach"}, "lead": "", "quote": "",
     "parts": [{"title": "", "text": [""], "facts": [["label", "value"]],
                "list": [{"strong": "", "text": "", "lang": ""}], "steps": [the same, in order]}]}

Whatever is left out is empty. `lang` names the language of a line that differs from the paper's.
"""

from typing import Any

LINE = {"strong": "", "text": "", "lang": ""}


def whole(content: dict[str, Any]) -> dict[str, Any]:
    """Return a content with all that was left out, empty."""
    return {"lead": "", "quote": "", **content, "parts": [_part(each) for each in content["parts"]]}


def _part(part: dict[str, Any]) -> dict[str, Any]:
    lines = {name: [LINE | line for line in part.get(name, [])] for name in ("list", "steps")}
    return {"title": "", "text": [], "facts": [], **part, **lines}
