"""One person's flood: a bucket each, and one for inline queries; one notice when it is empty, then silence until it is quiet."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

BURST = 20
"""What a person may send at once."""

REFILL = timedelta(seconds=2)
"""The time that earns one more."""

QUIET = timedelta(seconds=20)
"""How long somebody who was silenced has to wait before we listen again."""

REMEMBERED = 10_000


class Admission(Enum):
    ADMITTED = "admitted"
    NOTICE = "notice"
    SILENCE = "silence"


@dataclass(slots=True)
class _Bucket:
    left: float
    at: datetime
    silenced: bool = False


class Flood:
    """Counts by the moments at which people acted, so that what piled up while we were away is none."""

    def __init__(self) -> None:
        self._buckets: OrderedDict[tuple[int, bool], _Bucket] = OrderedDict()

    def admit(self, person: int, at: datetime, *, inline: bool = False) -> Admission:
        """Telegram asks inline while somebody types, letter by letter: `inline` empties no more
        than the bucket of such queries, so that their messages are still heard.
        """
        if person == 0:
            return Admission.ADMITTED
        key = (person, inline)
        bucket = self._buckets.pop(key, None) or _Bucket(BURST, at)
        self._buckets[key] = bucket
        if len(self._buckets) > REMEMBERED:
            self._buckets.popitem(last=False)
        return _admit(bucket, at)


def _admit(bucket: _Bucket, at: datetime) -> Admission:
    passed = max(at - bucket.at, timedelta())
    bucket.at = max(at, bucket.at)
    if bucket.silenced and passed < QUIET:
        return Admission.SILENCE
    bucket.silenced = False
    bucket.left = min(BURST, bucket.left + passed / REFILL)
    if bucket.left < 1:
        bucket.silenced = True
        return Admission.NOTICE
    bucket.left -= 1
    return Admission.ADMITTED
