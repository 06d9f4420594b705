"""Pages of lists that may be very long: beyond a thousand lines nobody counts, they narrow the list."""

from functools import cached_property

from django.core.paginator import Paginator

MOST_COUNTED = 1_000


class LongPaginator(Paginator):
    """Counts up to a thousand lines and no further, so that the longest list costs what a short one does."""

    @cached_property
    def _counted(self) -> int:
        return self.object_list[: MOST_COUNTED + 1].count()

    @property
    def count(self) -> int:
        """How many lines are shown in all, a thousand at most."""
        return min(self._counted, MOST_COUNTED)

    @property
    def is_longer(self) -> bool:
        """Whether there are more lines than are shown."""
        return self._counted > MOST_COUNTED
