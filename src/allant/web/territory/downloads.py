"""The figures of a study as files, each with what they depend on."""

import csv
import io
import json
from typing import Any

from allant.parameters import parameter
from allant.routing.study.folder import PROVENANCE
from allant.web.territory.zones import Zones

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "geojson": "application/geo+json",
    "parquet": "application/vnd.apache.parquet",
}


def provenance(zones: Zones) -> dict[str, Any]:
    """Return all that the figures of a choice depend on."""
    return zones.study.asked | {
        "territory": zones.ground.territory.name,
        "kind": zones.choice.kind,
        "within_minutes": zones.choice.minutes,
        "departure": zones.choice.departure,
        "white_zone_share": parameter("reach/white_zone_share"),
        "people": "estimated: the people of each commune spread over its streets",
    }


def written(zones: Zones, kind: str) -> bytes:
    """Return the table of a choice as CSV, GeoJSON or Parquet."""
    return {"csv": _csv, "geojson": _geojson, "parquet": _parquet}[kind](zones)


def _csv(zones: Zones) -> bytes:
    """Semicolons and a decimal comma, as spreadsheets in French read them; what it depends on stands above."""
    text = io.StringIO()
    for name, value in provenance(zones).items():
        text.write(f"# {name}: {json.dumps(value, ensure_ascii=False)}\n")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(zones.table.columns)
    for row in zones.table.iter_rows():
        writer.writerow([_said(value) for value in row])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _said(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    return f"{value:.4f}".rstrip("0").rstrip(".").replace(".", ",") if isinstance(value, float) else str(value)


def _geojson(zones: Zones) -> bytes:
    return json.dumps(zones.geojson() | {PROVENANCE: provenance(zones)}, ensure_ascii=False).encode()


def _parquet(zones: Zones) -> bytes:
    buffer = io.BytesIO()
    zones.table.write_parquet(buffer, metadata={PROVENANCE: json.dumps(provenance(zones), ensure_ascii=False)})
    return buffer.getvalue()
