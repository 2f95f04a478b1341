"""Which encoding a file is written in, by the rules of German Excel and everything else."""

from __future__ import annotations

import codecs
import re

from bot.catalogue.problems import N_, RefusedError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TWO_BYTES = re.compile(rb"[\xc2\xc3][\x80-\xbf]|\xe2[\x80-\xbf]{2}")
"""What German letters and quotation marks look like in UTF-8."""

_SPASS = re.compile(rb"[\x00-\x7f]*(?:[\xd6\xdc\xdf][\x80-\x9f][\x00-\x7f]*)+")
"""Nothing but Ö, Ü or ß, each before a quotation mark or dash, in Windows text: a file whose one
special word is "Spaß“" happens to be UTF-8 too, for letters of Mali."""


def encoding_of(data: bytes) -> str:
    """The name of an encoding that reads all of `data`."""
    found = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    encoding = found or _unmarked(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise RefusedError(
            N_("this is not text in {encoding}; save the file as CSV UTF-8"), encoding=encoding
        ) from error
    if "\0" in text:
        raise RefusedError(N_("this is not a text file; save it as CSV UTF-8"))
    return encoding


def _unmarked(data: bytes) -> str:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        # Windows text holds no such pairs; read as Windows text, half a broken file turns to "Ã¼".
        if _TWO_BYTES.search(data):
            raise RefusedError(
                N_("line {line} of the file is damaged: it is not UTF-8 like the rest"),
                line=data.count(b"\n", 0, error.start) + 1,
            ) from error
        return "cp1252"
    return "cp1252" if _SPASS.fullmatch(data) else "utf-8"
