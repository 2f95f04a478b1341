"""The columns of an offers file, in the order we write them."""

from __future__ import annotations

from bot.catalogue import cells, dates
from bot.catalogue.cells import Kind

REQUIRED = ("id", "title")

COLUMNS: dict[str, Kind] = {
    "id": cells.line(100),
    "title": cells.line(300),
    "provider": cells.line(300),
    "description": cells.prose(20_000),
    "topics": cells.names,
    "target_groups": cells.names,
    "age_min": cells.age,
    "age_max": cells.age,
    "venue": cells.line(300),
    "street": cells.line(300),
    "postcode": cells.line(20),
    "city": cells.line(100),
    "district": cells.line(100),
    "phone": cells.phone,
    "email": cells.email,
    "url": cells.url,
    "schedule": cells.prose(1000),
    "starts_on": dates.day,
    "ends_on": dates.day,
    "cost": cells.prose(1000),
    "registration": cells.prose(1000),
    "languages": cells.languages,
    "accessible": cells.yes_or_no,
    "source_url": cells.url,
    "source_date": dates.day_or_part,
    "confidence": cells.confidence,
    "confirmed_on": dates.day,
    "responsible_body": cells.line(300),
}
PROSE = frozenset({"description", "schedule", "cost", "registration"})
"""Columns that may hold several lines."""
