"""Who is who among the names that offers give for their providers."""

from __future__ import annotations

from collections.abc import Iterable

from bot.catalogue.offers import Provider


class ProviderBook:
    """Answers one identity per spelling; a name nobody wrote down is an identity of its own."""

    def __init__(self, providers: Iterable[Provider]) -> None:
        self._found = {
            _plain(name): provider for provider in providers for name in provider.spellings
        }

    def find(self, name: str) -> Provider:
        plain = _plain(name)
        if plain not in self._found:
            self._found[plain] = Provider(id=name, name=name)
        return self._found[plain]


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
