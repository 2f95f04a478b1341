"""Texts that were made to hurt, or might as well have been."""

from __future__ import annotations

from random import Random

_LONGEST = 4096
_JUNK = (
    "abcdefghijklmnopqrstuvwxyzäöüß0123456789 .,-?!",
    "\u0300\u0301\u0308\u20dd\u05b0\u064b a",
    "\u200b\u200d\u200e\u202e\u2060\ufeff x",
    "😀👩‍👩‍👧‍👦🏳️‍🌈🇩🇪",
    "漢字かな한국어العربيةעבריתไทยहिन्दी ",
    "\ufdfa\ufb03\u3300\u33c2\u2126ﷺ㌀",
    "\x00\x1b\x7f\u0085\u2028\ud800",
    "\"'*()[]{}^~:\\/%_&|<>+",
)


def worst_inputs() -> dict[str, list[str]]:
    """Kinds of texts, by name."""
    return {
        "4,096 combining marks": ["\u0301" * _LONGEST, "a" + "\u0301\u0323" * 2047],
        "U+FDFA × 4,096": ["\ufdfa" * _LONGEST],
        "one 4,000-letter word": ["a" * 4000, "schwimmkurs" * 364, "ueae" * 1000],
        "emoji": ["😀" * _LONGEST, "👩‍👩‍👧‍👦" * 585, "🏳️‍🌈 " * 800],
        "4,096 spaces or zero-width": [char * _LONGEST for char in " \u00a0\u200b\u2060\t"],
        "many words": ["kinder " * 600, "schwimkurss " * 340, _nonsense(Random(1))],
        "300 random texts": junk(300),
    }


def junk(count: int, seed: int = 7) -> list[str]:
    """Letters, marks, signs and controls in any mixture and length, always the same ones."""
    draw = Random(seed)
    return [_mixture(draw) for _ in range(count)]


def _mixture(draw: Random) -> str:
    alphabet = "".join(draw.sample(_JUNK, draw.randint(1, 3)))
    return "".join(draw.choices(alphabet, k=draw.choice((1, 8, 40, 256, _LONGEST))))


def _nonsense(draw: Random) -> str:
    """Words nobody knows, each near to nothing: every one of them asks for a repair."""
    return " ".join("".join(draw.choices("aeioubdfgklmnrst", k=9)) for _ in range(400))
