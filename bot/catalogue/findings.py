"""What staff should know about a catalogue that can be used: facts to check, loose ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.catalogue.offers import Offer
from bot.catalogue.problems import N_, Reason
from bot.catalogue.snapshot import Catalogue


@dataclass(frozen=True, slots=True)
class Finding:
    """`offers` are the ids it is about; none when it is about the town."""

    kind: str
    reason: Reason
    offers: tuple[str, ...] = ()


def findings(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    topics = {topic.id for topic in catalogue.town.topics}
    groups = {group.id for group in catalogue.town.target_groups}
    rules: tuple[tuple[str, str, Callable[[Offer], bool]], ...] = (
        ("no-source", N_("without a source: {count}"), lambda o: not o.source.url),
        ("undated", N_("without a date of the source: {count}"), lambda o: not o.source.date),
        ("unconfirmed", N_("never confirmed: {count}"), lambda o: o.confirmed_on is None),
        (
            "confirmed-later",
            N_("confirmed on a day to come: {count}"),
            lambda o: o.confirmed_on is not None and o.confirmed_on > today,
        ),
        (
            "unknown-topic",
            N_("with a topic that the town does not have: {count}"),
            lambda o: not topics.issuperset(o.topics),
        ),
        (
            "unknown-target-group",
            N_("with a target group that the town does not have: {count}"),
            lambda o: not groups.issuperset(o.target_groups),
        ),
    )
    for kind, message, applies in rules:
        if ids := tuple(offer.id for offer in catalogue.offers if applies(offer)):
            yield Finding(kind, Reason(message, {"count": len(ids)}), ids)
    if catalogue.town.notices_checked_on is None:
        message = N_("imprint and privacy notice are drafts: the town must check them")
        yield Finding("draft-notices", Reason(message))
    if not catalogue.town.office.hours:
        yield Finding("no-hours", Reason(N_("the education office has no hours")))
