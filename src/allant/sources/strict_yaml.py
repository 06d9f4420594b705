"""YAML as grids and lessons write it: one mapping, in which no key is said twice."""

from collections.abc import Hashable, Mapping
from typing import Any

import yaml

from allant.errors import GridError

__all__ = ["strict_yaml"]


class _StrictLoader(yaml.SafeLoader):
    """Refuses a mapping that says the same key twice, where plain YAML silently keeps the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise GridError(
                    value=key,
                    rule=f"This key stands twice in one mapping{node.start_mark}.",
                    remedy="Keep one of them.",
                )
        return super().construct_mapping(node, deep)


def strict_yaml(text: str) -> Mapping[str, Any]:
    """Return the mapping that `text` holds; raise GridError where it is not YAML or says a key twice."""
    try:
        content = _StrictLoader(text).get_single_data()
    except yaml.YAMLError as error:
        raise GridError(value=str(error), rule="The file is not valid YAML.", remedy="Correct this line.") from error
    if not isinstance(content, dict):
        raise GridError(value=content, rule="A grid is a mapping.", remedy="Start from a grid that exists.")
    return content
