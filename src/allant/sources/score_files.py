"""The columns of a file of scores."""

import numpy as np
import polars as pl

from allant.mobility_index import ScoreTable

__all__ = ["NOT_MEASURED", "score_frame"]

NOT_MEASURED = "not_measured"
"""The column of few combinations of words."""


def score_frame(persons: pl.Series, table: ScoreTable) -> pl.DataFrame:
    """Return the columns of a score file: index and bounds, what is not measured, each component on 0-100."""
    columns = {
        "index": table.index,
        "index_low": table.low,
        "index_high": table.high,
    }
    absent = np.isnan(table.values)
    # Few combinations exist: each is a number, whose words are written once.
    numbers = absent @ (1 << np.arange(len(table.dimensions)))
    words = pl.Series([_absent_codes(table.dimensions, number) for number in range(1 << len(table.dimensions))])
    return pl.DataFrame(
        [
            persons.alias("person_id"),
            *(pl.Series(name, values, nan_to_null=True) for name, values in columns.items()),
            pl.Series("partial", table.partial),
            words.gather(numbers).alias(NOT_MEASURED),
            *(
                pl.Series(code, 100 * table.values[:, place], nan_to_null=True)
                for place, code in enumerate(table.dimensions)
            ),
        ]
    )


def _absent_codes(dimensions: tuple[str, ...], number: int) -> str:
    return ";".join(code for place, code in enumerate(dimensions) if number >> place & 1)
