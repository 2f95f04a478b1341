"""The matcher over the packaged offers, built once for all tests."""

from __future__ import annotations

from functools import cache

from bot.catalogue.catalogues import packaged_catalogue
from bot.catalogue.town_files import load_town
from bot.matching.matcher import Matcher


@cache
def packaged_matcher() -> Matcher:
    return Matcher(packaged_catalogue(load_town()))
