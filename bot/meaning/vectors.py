"""Vectors of offers, one byte for each number, found by what the offer says."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from hashlib import blake2b
from importlib import import_module, resources
from pathlib import Path
from typing import Any

from bot.catalogue.offers import Offer
from bot.catalogue.snapshot import Catalogue
from bot.meaning.embedder import Vector

DIMENSIONS = 384
_FILE = "vectors.bin"
_KEY, _LONGEST, _MOST = 16, 1000, 127

Vectors = MutableMapping[bytes, bytes]
"""The key of a text to its vector."""


def text_of(offer: Offer, catalogue: Catalogue) -> str:
    """What is compared with a question. Changing it makes all kept vectors useless."""
    topics = catalogue.topics
    names = ", ".join(topics[one].names["de"] if one in topics else one for one in offer.topics)
    return f"{offer.title}. {names}. {offer.description}"[:_LONGEST]


def key_of(text: str) -> bytes:
    return blake2b(text.encode(errors="replace"), digest_size=_KEY).digest()


def pack(vector: Vector) -> bytes:
    """Only the direction counts, so the largest number becomes 127."""
    numpy: Any = import_module("numpy")
    scaled = numpy.rint(vector * (_MOST / max(float(abs(vector).max()), 1e-9)))
    return bytes(scaled.astype(numpy.int8).tobytes())


def matrix(packed: list[bytes]) -> Any:
    """Unit vectors again, one row each."""
    numpy: Any = import_module("numpy")
    rows = numpy.frombuffer(b"".join(packed), dtype=numpy.int8).reshape(-1, DIMENSIONS)
    rows = rows.astype(numpy.float32)
    lengths = numpy.linalg.norm(rows, axis=1, keepdims=True)
    return rows / numpy.maximum(lengths, 1e-9)


def packaged_vectors(model: str) -> Vectors:
    """The vectors that ship with the packaged offers, if they are of this model."""
    file = resources.files("data").joinpath(_FILE)
    return read_vectors(file.read_bytes(), model) if file.is_file() else {}


def read_vectors(content: bytes, model: str) -> Vectors:
    head, _, body = content.partition(b"\n")
    size = _KEY + DIMENSIONS
    if head.decode(errors="replace") != model or len(body) % size:
        return {}
    records = (body[at : at + size] for at in range(0, len(body), size))
    return {record[:_KEY]: record[_KEY:] for record in records}


def write_vectors(file: Path, model: str, vectors: Mapping[bytes, bytes]) -> None:
    records = (key + vectors[key] for key in sorted(vectors))
    file.write_bytes(b"".join((model.encode(), b"\n", *records)))
