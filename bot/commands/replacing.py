"""Files that are written as a whole or not at all."""

from __future__ import annotations

from pathlib import Path
from secrets import token_hex


def replace(file: Path, content: bytes) -> None:
    """What was there before stays until everything is written. Raises OSError."""
    beside = file.with_name(f".{file.name}.{token_hex(4)}")
    try:
        beside.write_bytes(content)
        beside.replace(file)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
