"""A row of canonical cells → an Offer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.catalogue.offers import AgeRange, Confidence, Contact, Offer, Place, Source
from bot.catalogue.providers import ProviderBook

Cells = Mapping[str, str]
"""Column → canonical cell (see `cells`); what is not known is not there."""


def parse_offer(key: int, cells: Cells, providers: ProviderBook) -> Offer:
    get = cells.get
    return Offer(
        key=key,
        id=cells["id"],
        title=cells["title"],
        provider=providers.find(name) if (name := get("provider")) else None,
        description=get("description", ""),
        topics=_ids(cells, "topics"),
        target_groups=_ids(cells, "target_groups"),
        ages=AgeRange(_age(get("age_min")), _age(get("age_max"))),
        place=_place(cells),
        contact=Contact(phone=get("phone", ""), email=get("email", ""), url=get("url", "")),
        schedule=get("schedule", ""),
        starts_on=_day(get("starts_on")),
        ends_on=_day(get("ends_on")),
        price=get("cost", ""),
        registration=get("registration", ""),
        languages=_ids(cells, "languages"),
        accessible=_ACCESSIBLE.get(get("accessible", "")),
        source=_source(cells),
        confirmed_on=_day(get("confirmed_on")),
        responsible_body=get("responsible_body", ""),
    )


_ACCESSIBLE = {"yes": True, "no": False}


def _ids(cells: Cells, column: str) -> tuple[str, ...]:
    return tuple(cells[column].split(";")) if column in cells else ()


def _age(cell: str | None) -> float | None:
    return float(cell) if cell else None


def _day(cell: str | None) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _place(cells: Cells) -> Place:
    return Place(
        *(cells.get(name, "") for name in ("venue", "street", "postcode", "city", "district"))
    )


def _source(cells: Cells) -> Source:
    confidence = Confidence(cells["confidence"]) if "confidence" in cells else None
    return Source(cells.get("source_url", ""), cells.get("source_date", ""), confidence)
