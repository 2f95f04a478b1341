"""Prints what matching finds and what it costs, beside what comes off the shelf."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from bot.evaluate import Figures, Report, Share, evaluate
from bot.matching.matcher import Matcher
from tests.bench.cost import OURS, Cost, alone, cost
from tests.bench.questions import TODAY, QuestionSet, own_sets, question_sets
from tests.bench.rivals import RIVALS, Shelf, missing
from tests.bench.tables import median, number, p95, table, times

SIZES = (339, 10_000, 100_000)
SAVED = Path(__file__).with_name("matching.json")

Reports = dict[str, Report]
Costs = dict[str, dict[int, list[Cost]]]


def reports(asked: QuestionSet) -> Reports:
    """How ours and each rival do on the same questions, in this process."""
    catalogue = asked.catalogue()
    found = {OURS: evaluate(Matcher(catalogue), asked.questions, TODAY)}
    for rival in RIVALS:
        if rival.there:
            shelf = Shelf(catalogue.offers, rival.build(catalogue))
            found[rival.name] = evaluate(shelf, asked.questions, TODAY)
    return found


def print_quality(asked: QuestionSet, found: Reports) -> None:
    offers, questions = len(asked.catalogue().offers), len(asked.questions)
    answerable = found[OURS].total.success_at_3.of
    print(f"\n{asked.name}: {questions} questions, {answerable} with an answer, {offers} offers\n")
    head = ("", "success@1", "success@3", "MRR@10", "refused", "gap right", "offtopic right")
    print(table(head, [(name, *_totals(report)) for name, report in found.items()]))
    kinds = [kind for kind, _ in found[OURS].kinds]
    if len(kinds) > 1:
        print("\nsuccess@3 by kind\n")
        by_kind = {name: dict(report.kinds) for name, report in found.items()}
        rows = [(kind, *(_right(held[kind]) for held in by_kind.values())) for kind in kinds]
        print(table(("", *found), rows))


def print_own(asked: QuestionSet) -> None:
    report = evaluate(Matcher(asked.catalogue()), asked.questions, TODAY)
    print(f"\n{asked.name} (ours only)\n")
    print("\n".join(report.lines()))


def _totals(report: Report) -> Iterator[str]:
    total = report.total
    for share in (total.success_at_1, total.success_at_3, total.mrr_at_10, total.refused):
        yield number(share.value)
    yield from map(_of, (report.gap_right, report.offtopic_right))


def _right(figures: Figures) -> str:
    return _of(figures.success_at_3)


def _of(share: Share) -> str:
    return f"{share.points:g}/{share.of}" if share.of else "–"


def costs(sizes: Sequence[int], rounds: int) -> Costs:
    """Measured in turns, so that what disturbs the machine disturbs all alike."""
    found: Costs = {OURS: {}, **{rival.name: {} for rival in RIVALS if rival.there}}
    bearable = {OURS: max(sizes), **{rival.name: rival.largest for rival in RIVALS}}
    for size in sizes:
        for _ in range(rounds):
            for name, by_size in found.items():
                if size <= bearable[name]:
                    by_size.setdefault(size, []).append(alone(cost, name, size))
    return found


def print_costs(found: Costs, size: int, beside: str) -> None:
    measured = {name: by_size[size] for name, by_size in found.items() if size in by_size}
    print(f"\n{size:,} offers: one question, in ms\n")
    fastest = median(_times(measured[beside])) if beside in measured else 0.0
    head = ("", "median", "p95", f"median ÷ {beside}", "build s", "peak MB", "of it the index")
    print(table(head, [(name, *_figures(runs, fastest)) for name, runs in measured.items()]))


def _figures(runs: Sequence[Cost], fastest: float) -> Iterator[str]:
    taken = _times(runs)
    yield number(median(taken))
    yield number(p95(taken))
    yield times(median(taken), fastest)
    yield number(median(run.build for run in runs))
    yield number(median(run.peak for run in runs), 0)
    yield number(median(run.grown for run in runs), 0)


def _times(runs: Sequence[Cost]) -> list[float]:
    """Of each question the median over all rounds."""
    return [median(each) for each in zip(*(run.milliseconds for run in runs), strict=True)]


def print_worst(by_size: dict[int, list[Cost]]) -> None:
    print("\nWorst inputs, ours, the slowest in ms (median over rounds)\n")
    kinds = next(iter(by_size.values()))[0].worst
    rows = [(kind, *(number(_worst(runs, kind), 1) for runs in by_size.values())) for kind in kinds]
    slowest = [
        max(milliseconds for run in runs for milliseconds in run.worst.values())
        for runs in by_size.values()
    ]
    rows.append(("the slowest of all rounds", *(number(one, 1) for one in slowest)))
    print(table(("", *(f"{size:,} offers" for size in by_size)), rows))


def _worst(runs: Iterable[Cost], kind: str) -> float:
    return median(run.worst[kind] for run in runs)


def saved(quality: dict[str, Reports], measured: Costs) -> str:
    """All figures as JSON."""
    return json.dumps(
        {
            "quality": {
                asked: {name: report.as_json() for name, report in found.items()}
                for asked, found in quality.items()
            },
            "cost": {
                name: {size: [asdict(run) for run in runs] for size, runs in by_size.items()}
                for name, by_size in measured.items()
            },
        },
        ensure_ascii=False,
        indent=1,
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.matching", description=__doc__)
    parser.add_argument("--quick", action="store_true", help=f"{SIZES[0]} offers only, one round")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--save", action="store_true", help=f"also write {SAVED.name} beside it")
    return parser.parse_args()


def main() -> None:
    options = _options()
    sizes, rounds = (SIZES[:1], 1) if options.quick else (options.sizes, options.rounds)
    if missing():
        print(missing())
    quality = {}
    for asked in question_sets():
        quality[asked.name] = reports(asked)
        print_quality(asked, quality[asked.name])
    for asked in own_sets():
        print_own(asked)
    measured = costs(sizes, rounds)
    for size in sizes:
        print_costs(measured, size, RIVALS[0].name)
    print_worst(measured[OURS])
    if options.save:
        SAVED.write_text(saved(quality, measured), "utf-8")


if __name__ == "__main__":
    main()
