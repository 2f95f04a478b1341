"""`python -m tests.sequences --number 1000`: random days of wishing, and what differs between lives."""

from __future__ import annotations

import argparse
import os
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from random import Random

from tests.sequences.days import plainly, repeatedly

EACH = 100
"""Days after which the totals are printed."""


def compare(seed: int) -> tuple[list[str], Counter[str]]:
    """What is wrong with one day, and how much happened in it."""
    day, once = plainly(Random(seed))
    often = repeatedly(day, Random(f"{seed}/again"))
    wrong = [f"{seed}: {one}" for one in (*once.wrong, *often.wrong, *once.differs(often))]
    seen = Counter(
        updates=once.deliveries,
        deliveries=often.deliveries,
        wishes=len(once.rows["wish"]),
        followers=len(once.rows["wish_follower"]),
        told=len(once.told),
    )
    return wrong, seen


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.sequences", description=__doc__)
    parser.add_argument("--number", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0)
    asked = parser.parse_args()
    total: Counter[str] = Counter(days=0, wrong=0)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for wrong, seen in pool.map(compare, range(asked.first, asked.first + asked.number)):
            total.update(seen, days=1, wrong=bool(wrong))
            for one in wrong:
                print(one, flush=True)
            if total["days"] % EACH == 0 or total["days"] == asked.number:
                print(", ".join(f"{name} {n:,}" for name, n in total.items()), flush=True)


if __name__ == "__main__":
    main()
