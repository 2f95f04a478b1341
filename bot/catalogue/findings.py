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
    yield from _paths(catalogue)


def _paths(catalogue: Catalogue) -> Iterator[Finding]:
    """Loose ends of paths and deadlines; `ids` are those of offers, steps or deadlines."""
    known = {offer.id for offer in catalogue.offers}
    deadlines = catalogue.town.deadlines
    steps = [step for path in catalogue.town.paths for step in path.steps]
    named = {name: None for step in steps for name in step.search.named}
    rules: tuple[tuple[str, str, list[str]], ...] = (
        (
            "path-offer",
            N_("paths name offers that are not in the list: {ids}"),
            [name for name in named if name not in known],
        ),
        (
            "deadline-offer",
            N_("deadlines name offers that are not in the list: {ids}"),
            [one.offer for one in deadlines if one.offer and one.offer not in known],
        ),
        (
            "path-gap",
            N_("steps of paths that no offer helps with: {ids}"),
            [step.id for step in steps if not any(map(step.search.takes, catalogue.offers))],
        ),
        (
            "deadline-unconfirmed",
            N_("deadlines never confirmed: {count}"),
            [one.id for one in deadlines if one.confirmed_on is None],
        ),
    )
    for kind, message, ids in rules:
        if ids:
            yield Finding(kind, Reason(message, {"ids": ", ".join(ids), "count": len(ids)}))
