"""How well danger is heard from authors who were not learnt from; `--write` renews what was learnt.

After every change of `data/query_crisis_examples.csv` or `data/query_crisis_words.csv`:

    python -m tests.bench.crisis --write
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from bot.matching.crisis import ALARM
from bot.matching.crisis_learning import learn
from bot.matching.crisis_lexicon import Lexicon
from bot.matching.crisis_tables import WEIGHTS, Example, examples, families, key_of_tables
from bot.matching.crisis_traits import traits
from bot.matching.crisis_weights import Weights, pack
from tests.bench.tables import table

DATA = Path(__file__).parents[2] / "data"


def alarms(of: Sequence[Example], lexicon: Lexicon, weights: Weights) -> list[float]:
    """How loud each example is."""
    return [
        weights.liken(traits(one.said, list(map(lexicon.meanings, one.said)))).alarm for one in of
    ]


def heard_from(author: str, held: Sequence[Example], lexicon: Lexicon) -> list[str]:
    """What is heard from an author when only the others were learnt from."""
    own = [one for one in held if one.author == author]
    weights = learn((one for one in held if one.author != author), lexicon)
    loud = alarms(own, lexicon, weights)
    heard = [one > ALARM for one in loud]
    crises = [heard[at] for at, one in enumerate(own) if one.danger]
    calm = [heard[at] for at, one in enumerate(own) if not one.danger]
    return [author, f"{sum(crises)}/{len(crises)}", f"{sum(calm)}/{len(calm)}"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"renew data/{WEIGHTS}")
    held = list(examples(DATA))
    lexicon = Lexicon(families(DATA))
    if parser.parse_args().write:
        weights = learn(held, lexicon, key_of_tables(DATA))
        (DATA / WEIGHTS).write_bytes(pack(weights))
        return
    authors = sorted({one.author for one in held})
    rows = [heard_from(author, held, lexicon) for author in authors]
    print(table(["author left out", "heard", "false alarms"], rows))


if __name__ == "__main__":
    main()
