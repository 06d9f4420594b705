"""Multiplies one platform by SQL alone: block k holds the rows of the pattern, each number raised by k.

The numbers of the pattern are multiples of the number of blocks, so that none is taken twice and the rows of one
platform lie scattered over the whole table, as after years of work beside the others.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db import connection, models, transaction

from allant.web.accounts.models import User
from allant.web.journal.models import Entry
from allant.web.people.models import Beneficiary

PHONE_HEAD = len("061234")


@dataclass(frozen=True, slots=True)
class Block:
    """A copy of the pattern. `place` is the block whose organisation its people belong to."""

    number: int
    place: int


def stamp(
    written: Sequence[type[models.Model]],
    blocks: Iterable[Block],
    *,
    places: Collection[type[models.Model]],
    rows: Collection[type[models.Model]],
) -> None:
    """Write the rows of the pattern again for each block; places only for blocks that have their own."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE blocks (k integer PRIMARY KEY, place integer NOT NULL)")
        cursor.executemany("INSERT INTO blocks VALUES (%s, %s)", [(each.number, each.place) for each in blocks])
        for model in written:
            table, fields = model._meta.db_table, model._meta.concrete_fields
            values = ", ".join(_value(model, field, places, rows) for field in fields)
            names = ", ".join(f'"{field.column}"' for field in fields)
            own = "WHERE b.k = b.place" if model in places else ""
            cursor.execute(f"CREATE TEMPORARY TABLE pattern AS SELECT * FROM {table}")
            cursor.execute(
                f"INSERT INTO {table} ({names}) SELECT {values} FROM pattern t CROSS JOIN blocks b {own}"
                f' ORDER BY t."{model._meta.pk.column}", b.k'
            )
            cursor.execute("DROP TABLE pattern")
        cursor.execute("DROP TABLE blocks")


def _value(
    model: type[models.Model],
    field: models.Field,
    places: Collection[type[models.Model]],
    rows: Collection[type[models.Model]],
) -> str:
    column = f't."{field.column}"'
    special = _special(model, field.name, column)
    if special:
        return special
    pointed = field.related_model if field.is_relation else model if field.primary_key else None
    if pointed not in places and pointed not in rows:
        return column
    shift = "b.place" if pointed in places else "b.k"
    if pointed._meta.pk.get_internal_type() == "UUIDField":
        return _uuid(column, shift)
    return f"{column} + {shift}"


def _uuid(column: str, shift: str) -> str:
    """The last twelve digits, which are zero in the pattern, say the block."""
    if connection.vendor == "postgresql":
        return f"(left({column}::text, 24) || lpad(to_hex({shift}), 12, '0'))::uuid"
    return f"substr({column}, 1, 20) || printf('%012x', {shift})"


def _special(model: type[models.Model], name: str, column: str) -> str:
    """What else tells one block from another: birth dates, phones, logins, subjects of the journal."""
    is_postgres = connection.vendor == "postgresql"
    born = "t.birth_date + b.k" if is_postgres else "date(t.birth_date, b.k || ' days')"
    day = f"to_char({born}, 'YYYYMMDD')" if is_postgres else f"replace({born}, '-', '')"
    return {
        (Beneficiary, "birth_date"): born,
        (Beneficiary, "birth_key"): f"{day} || substr(t.birth_key, 9)",
        (Beneficiary, "phone"): f"substr(t.phone, 1, 2) || substr(CAST(10000 + b.k AS text), 2)"
        f" || substr(t.phone, {PHONE_HEAD + 1})",
        (User, "email"): f"b.k || {column}",
        (Entry, "subject_id"): "CAST(CAST(t.subject_id AS bigint) + b.k AS text)",
    }.get((model, name), "")
