"""A link as a picture that a phone's camera opens: to hold up, or to print."""

from __future__ import annotations

from io import BytesIO

import segno

_SCALE = 16
"""Pixels to a square: sharp when printed as wide as a hand."""


def picture(link: str) -> bytes:
    """The QR code of a link as PNG, black on white, with the margin that cameras need."""
    file = BytesIO()
    segno.make_qr(link, error="m").save(file, kind="png", scale=_SCALE)
    return file.getvalue()
