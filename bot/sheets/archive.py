"""What an XLSX file must look like before anything in it is opened."""

from __future__ import annotations

from pathlib import Path
from zipfile import BadZipFile, ZipFile

from bot.catalogue.problems import N_, RefusedError

MEGABYTES = 10
UNPACKED_MEGABYTES = 200
RATIO = 100
ENTRIES = 64


def check_size(path: Path) -> None:
    """Raises RefusedError when the file is larger than any table of ours."""
    if path.stat().st_size > MEGABYTES << 20:
        raise RefusedError(N_("the file is larger than {megabytes} megabytes"), megabytes=MEGABYTES)


def check_archive(path: Path) -> None:
    """Raises RefusedError when this is no XLSX file, or one made to fill the memory.

    What unpacks to more than it says here is cut off by `zipfile`.
    """
    try:
        with ZipFile(path) as archive:
            entries = archive.infolist()
    except (BadZipFile, NotImplementedError) as error:
        raise RefusedError(
            N_("this is no XLSX file, or it has a password; save it as .xlsx without a password")
        ) from error
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > ENTRIES:
        raise RefusedError(N_("the file consists of too many parts; copy the table to a new file"))
    if unpacked > min(UNPACKED_MEGABYTES << 20, RATIO * path.stat().st_size):
        raise RefusedError(
            N_("the file unpacks to much more than it is; copy the table to a new file")
        )
