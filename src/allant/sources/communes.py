"""The communes of France: codes, postal codes, population, EPCI and position, from the file shipped with the package.

How the file was made, and what each position is worth: `docs/methods/communes.md`.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from typing import Any, Literal

import polars as pl

from allant.errors import InputError
from allant.sources.names import comparable, comparable_place

__all__ = [
    "CentroidQuality",
    "Commune",
    "communes_of_epci",
    "find_commune",
    "matching_communes",
    "read_communes",
    "unknown_commune_error",
]

CentroidQuality = Literal["contour", "geonames", "postal", "epci", "none"]

RELIABLE_QUALITIES: tuple[CentroidQuality, ...] = ("contour", "geonames")
"""A mean over neighbours may be a valley away: nothing "nearest" is computed from it."""

MOST_NEAR_MATCHES = 3
"""More would no longer fit a line of a report."""

MOST_SLIPS = 2
"""Characters that may differ between the code typed and the one meant: two swapped digits count two."""

MOST_NAMES_REMEMBERED = 1_000
"""Misspelt names whose nearest ones are kept: a list repeats the same slips."""

MUNICIPAL_DISTRICTS = {"751": "75056", "132": "13055", "693": "69123"}
"""First digits of the codes of municipal districts (`arrondissements`) and the commune they belong to."""


@dataclass(frozen=True, slots=True)
class Commune:
    """One commune. `lon`, `lat` in EPSG:4326, None where the position is unknown; `population` in inhabitants."""

    code_insee: str
    name: str
    postal_codes: tuple[str, ...]
    population: int | None
    epci: str | None
    epci_name: str | None
    departement: str
    region: str
    lon: float | None
    lat: float | None
    centroid_quality: CentroidQuality

    @property
    def position_is_reliable(self) -> bool:
        """Whether distances from here mean something; otherwise nothing "nearest" may be shown."""
        return self.centroid_quality in RELIABLE_QUALITIES

    @property
    def position_is_known(self) -> bool:
        """Whether there is any position; otherwise pages say "position inconnue"."""
        return self.centroid_quality != "none"


@cache
def read_communes() -> pl.DataFrame:
    """Return every commune, one row each, sorted by `code_insee`.

    Returns
    -------
    polars.DataFrame
        Columns `code_insee`, `name`, `postal_codes` (list), `population` (inhabitants), `epci`, `epci_name`,
        `departement`, `region`, `lon`, `lat` (degrees, EPSG:4326), `centroid_quality`.

    Sources
    -------
    INSEE, DGCL, La Poste, IGN, GeoNames: `communes.yaml` beside the file.

    Examples
    --------
    >>> read_communes().height
    34969
    """
    packed = (files("allant.sources") / "data" / "communes.parquet").read_bytes()
    return pl.read_parquet(BytesIO(packed))


def communes_of_epci(epci: str) -> tuple[Commune, ...]:
    """Return the communes of an EPCI (`établissement public de coopération intercommunale`), sorted by code.

    Parameters
    ----------
    epci
        Its SIREN number, nine digits.

    Raises
    ------
    InputError
        No EPCI has this code; the remedy names the nearest ones, by code or by name.

    Examples
    --------
    >>> len(communes_of_epci("200040392"))
    43
    """
    members = read_communes().filter(pl.col("epci") == epci)
    if members.is_empty():
        raise InputError(
            value=epci,
            rule="Aucune intercommunalité (EPCI) ne porte ce code.",
            remedy=_near_epcis(epci),
        )
    return tuple(_commune(row) for row in members.iter_rows(named=True))


def find_commune(*, code_insee: str | None = None, postal_code: str | None = None, name: str | None = None) -> Commune:
    """Return the one commune that has this INSEE code, or this postal code and name.

    Accents, case, `St` for `Saint`, CEDEX and the districts of Paris, Lyon and Marseille are understood.

    Raises
    ------
    InputError
        No commune fits, or several do; the remedy names the nearest ones.

    Examples
    --------
    >>> find_commune(postal_code="24000", name="PERIGUEUX").code_insee
    '24322'
    """
    found = matching_communes(code_insee=code_insee, postal_code=postal_code, name=name)
    if len(found) == 1:
        return found[0]
    if not found:
        raise unknown_commune_error(code_insee=code_insee, postal_code=postal_code, name=name)
    raise InputError(
        value=_asked(code_insee, postal_code, name),
        rule=f"{len(found)} communes correspondent.",
        remedy=f"Précisez laquelle : {_listed(found)}.",
    )


def unknown_commune_error(
    *, code_insee: str | None = None, postal_code: str | None = None, name: str | None = None
) -> InputError:
    """Return the error that says no commune fits, with the nearest ones as the remedy."""
    return InputError(
        value=_asked(code_insee, postal_code, name),
        rule="Aucune commune ne correspond.",
        remedy=_near_communes(code_insee=code_insee, postal_code=postal_code, name=name),
    )


def matching_communes(
    *, code_insee: str | None = None, postal_code: str | None = None, name: str | None = None
) -> tuple[Commune, ...]:
    """Return every commune that fits all that is given; none when nothing is.

    A postal code that no commune has (CEDEX) only says the département, and then the name decides.
    """
    index = _index()
    if code_insee:
        code = _as_commune_code(code_insee.strip().upper())
        return (index.by_code[code],) if code in index.by_code else ()
    named = index.by_name.get(comparable_place(name), ()) if name else None
    if not postal_code:
        return named or ()
    sharing = index.by_postal_code.get(postal_code)
    if sharing is None:
        return tuple(c for c in named or () if postal_code.startswith(_postal_prefix(c)))
    return sharing if named is None else tuple(c for c in sharing if c in named)


@dataclass(frozen=True, slots=True)
class _Index:
    by_code: dict[str, Commune]
    by_postal_code: dict[str, tuple[Commune, ...]]
    by_name: dict[str, tuple[Commune, ...]]


@cache
def _index() -> _Index:
    communes = [_commune(row) for row in read_communes().iter_rows(named=True)]
    by_postal_code: dict[str, tuple[Commune, ...]] = {}
    by_name: dict[str, tuple[Commune, ...]] = {}
    for commune in communes:
        key = comparable_place(commune.name)
        by_name[key] = (*by_name.get(key, ()), commune)
        for postal_code in commune.postal_codes:
            by_postal_code[postal_code] = (*by_postal_code.get(postal_code, ()), commune)
    return _Index({c.code_insee: c for c in communes}, by_postal_code, by_name)


def _commune(row: dict[str, Any]) -> Commune:
    return Commune(**(row | {"postal_codes": tuple(row["postal_codes"])}))


def _postal_prefix(commune: Commune) -> str:
    """Return how the postal codes of its département begin: Corsica kept the number it had before it was divided."""
    return "20" if commune.departement in ("2A", "2B") else commune.departement


def _as_commune_code(code: str) -> str:
    """Return the commune of a municipal district, and any other code unchanged."""
    return MUNICIPAL_DISTRICTS.get(code[:3], code) if code not in _index().by_code else code


def _asked(*parts: str | None) -> str:
    return " ".join(part for part in parts if part)


def _listed(communes: Iterable[Commune]) -> str:
    names = [f"{c.name} ({c.code_insee})" for c in communes]
    more = len(names) - MOST_NEAR_MATCHES
    return ", ".join(names[:MOST_NEAR_MATCHES]) + (f" et {more} autres" if more > 0 else "")


def _near_communes(*, code_insee: str | None, postal_code: str | None, name: str | None) -> str:
    index = _index()
    near: Collection[Commune] = ()
    if code_insee:
        near = [index.by_code[code] for code in _nearest_codes(code_insee, index.by_code)]
    elif postal_code in index.by_postal_code:
        near = index.by_postal_code[postal_code]
    elif name:
        near = [commune for key in _near_names(comparable_place(name)) for commune in index.by_name[key]]
    if not near:
        return "Vérifiez le nom et le code postal, ou donnez le code INSEE à 5 caractères."
    return f"Vouliez-vous dire : {_listed(near)} ?"


@lru_cache(maxsize=MOST_NAMES_REMEMBERED)
def _near_names(name: str) -> list[str]:
    """Return the names most like `name`, among those of the same initial and about the same length.

    Comparing with all the names takes a tenth of a second: too long for a list with a thousand slips.
    """
    alike = [other for other in _index().by_name if other[:1] == name[:1] and abs(len(other) - len(name)) <= MOST_SLIPS]
    return get_close_matches(name, alike, MOST_NEAR_MATCHES)


def _nearest_codes(asked: str, codes: Collection[str]) -> list[str]:
    """Return the codes that differ from `asked` by a slip or two of the hand, nearest first."""
    slips = {code: sum(a != b for a, b in zip(asked, code, strict=True)) for code in codes if len(code) == len(asked)}
    near = sorted((count, code) for code, count in slips.items() if count <= MOST_SLIPS)
    return [code for _, code in near[:MOST_NEAR_MATCHES]]


def _near_epcis(asked: str) -> str:
    known = {row[0]: row[1] for row in read_communes().select("epci", "epci_name").drop_nulls().unique().rows()}
    by_name: dict[str, list[str]] = {}
    for code, name in sorted(known.items()):
        by_name.setdefault(comparable(name), []).append(code)
    words = comparable(asked)
    containing = [code for name, codes in by_name.items() if words and words in name for code in codes]
    close_names = [code for name in get_close_matches(words, by_name) for code in by_name[name]]
    near = containing or _nearest_codes(asked, known) or close_names
    if not near:
        return "Donnez son numéro SIREN à 9 chiffres, par exemple 200040392 pour Le Grand Périgueux."
    return "Vouliez-vous dire : " + ", ".join(f"{code} ({known[code]})" for code in near[:MOST_NEAR_MATCHES]) + " ?"
