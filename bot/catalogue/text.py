"""Text of foreign files, made harmless and uniform."""

from __future__ import annotations

import re
from unicodedata import is_normalized, normalize

_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # controls
    "\xad\u200b\ufeff"  # invisible hyphen and spaces
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # turn the direction of what follows
    "\ud800-\udfff\ufdd0-\ufdef\ufff9-\uffff"  # halves and holes of Unicode
    + "".join(
        f"{chr(plane + 0xFFFE)}-{chr(plane + 0xFFFF)}"
        for plane in range(1 << 16, 17 << 16, 1 << 16)
    )
    + "]"
)
_SPACES = re.compile(r"[^\S\n]+")
_MANY_BREAKS = re.compile(r"\s*\n\s*\n\s*")
_AROUND_BREAK = re.compile(r" ?\n ?")

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a cell for a formula."""


def prose(text: str) -> str:
    """Several lines at most, without anything invisible; markup stays what it is, text."""
    if text.isprintable() and "  " not in text and is_normalized("NFC", text):
        return text.strip()
    text = normalize("NFC", _DROPPED.sub("", _BREAKS.sub("\n", text)))
    text = _AROUND_BREAK.sub("\n", _SPACES.sub(" ", text))
    return _MANY_BREAKS.sub("\n\n", text).strip()


def line(text: str) -> str:
    """The same in one line."""
    return " ".join(prose(text).split())


def guard(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.lstrip().startswith(FORMULA) else text


def unguard(text: str) -> str:
    """Takes away what `guard` put in front."""
    return text[1:] if text.startswith("'") and text[1:].lstrip().startswith(FORMULA) else text
