"""What was handed in: files in a folder, nbgrader's tree, an LMS's zip.

Nothing of it is changed, no link is followed, and no name that leads out
of it is used.
"""

import os
import re
import stat
import struct
import time
import zipfile
import zlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from .notebooks import MOST_BYTES, UnreadableError

MOST_FILES = 100_000
COPY = re.compile(r"[ _]?\((\d+)\)$|-(\d{1,3})$")
IGNORED = (".ipynb_checkpoints", "__MACOSX")
STAMP = "timestamp.txt"
UNPACKING = (OSError, EOFError, RuntimeError, ValueError)
UNPACKING += (zipfile.BadZipFile, struct.error, zlib.error)
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # what takes no memory
EARLIEST, LATEST = 1.0, 4102444800.0  # seconds since 1970, to 2100


@dataclass(frozen=True)
class Upload:
    """One file. whose: the folder or file name that says it.

    when: seconds since 1970, or None. number: that of "name (2).ipynb".
    archive: the zip in which it lies, else "". odd: why it is not read.
    assignment: the second folder's name, as nbgrader's tree has it.
    parcel: the name of that zip, where it was itself handed in.
    """

    whose: str
    path: str
    when: float | None
    number: int
    archive: str = ""
    odd: str = ""
    assignment: str = ""
    parcel: str = ""

    @property
    def is_notebook(self):
        return self.path.lower().endswith(".ipynb")

    def read(self):
        """Its bytes. Raises UnreadableError."""
        if self.odd:
            raise UnreadableError(self.odd)
        if not self.is_notebook:
            kind = os.path.splitext(self.path)[1] or "of no kind"
            raise UnreadableError(f"a file {kind} is no notebook (.ipynb)")
        try:
            data = self._read()
        except UNPACKING as error:
            raise UnreadableError(
                f"the file cannot be read: {error}"[:120]
            ) from None
        if len(data) > MOST_BYTES:
            raise UnreadableError(f"it is larger than {MOST_BYTES >> 20} MB")
        return data

    def _read(self):
        if self.archive:
            with zipfile.ZipFile(self.archive) as archive:
                with archive.open(self.path) as file:
                    return file.read(MOST_BYTES + 1)
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)
        with open(os.open(self.path, flags | os.O_NONBLOCK), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise OSError("it is no ordinary file")
            return file.read(MOST_BYTES + 1)


def collected(place):
    """(Uploads, what was left out and why) of a folder or a zip."""
    place = Path(place)
    if place.is_dir():
        return _in_folder(place)
    if zipfile.is_zipfile(place):
        return _in_zip(place)
    raise UnreadableError(f"{place} is neither a folder nor a zip")


def _in_folder(place):
    found, left_out = [], []
    for folder, folders, files in os.walk(place, followlinks=False):
        for name in list(folders):
            if name in IGNORED or os.path.islink(os.path.join(folder, name)):
                folders.remove(name)
        for name in sorted(files):
            path = Path(folder, name)
            inside = path.relative_to(place)
            if name.startswith(".") or name == STAMP:
                continue
            odd = "it is a link" if path.is_symlink() else ""
            if len(inside.parts) == 1 and path.suffix == ".zip" and not odd:
                try:
                    more, away = _in_zip(path)
                except UnreadableError as error:
                    odd = str(error)
                else:
                    found += [replace(u, parcel=path.stem) for u in more]
                    left_out += away
                    continue
            when = _stamped(path) or _possible(path.lstat().st_mtime)
            found.append(_upload(inside, str(path), when, "", odd))
        if len(found) > MOST_FILES:
            raise UnreadableError(f"more than {MOST_FILES} files")
    return found, left_out


def _in_zip(place):
    found, left_out = [], []
    try:
        with zipfile.ZipFile(place) as archive:
            entries = archive.infolist()
    except UNPACKING as error:
        raise UnreadableError(f"it is no zip: {error}"[:120]) from None
    if len(entries) > MOST_FILES:
        raise UnreadableError(f"a zip of more than {MOST_FILES} files")
    for entry in entries:
        parts = re.split(r"[/\\]", entry.filename)
        if entry.is_dir() or parts[-1].startswith(".") or parts[0] in IGNORED:
            continue
        if ".." in parts or not parts[0] or ":" in parts[0]:
            left_out.append(f"{entry.filename!r}: its name leads elsewhere")
            continue
        odd = ""
        if stat.S_ISLNK(entry.external_attr >> 16):
            odd = "it is a link"
        elif entry.compress_type not in PACKED:
            odd = "it is packed as no LMS does it"
        elif entry.file_size > MOST_BYTES:
            odd = f"it is larger than {MOST_BYTES >> 20} MB"
        when = _dated(entry.date_time)
        inside = Path(*parts)
        found.append(_upload(inside, entry.filename, when, str(place), odd))
    return found, left_out


def _upload(inside, path, when, archive, odd):
    stem = inside.stem
    copy = COPY.search(stem)
    number = int(copy[1] or copy[2]) if copy else 0
    flat = COPY.sub("", stem) if copy and copy[1] else stem
    whose = inside.parts[0] if len(inside.parts) > 1 else flat
    assignment = inside.parts[1] if len(inside.parts) > 2 else ""
    return Upload(whose, path, when, number, archive, odd, assignment)


def _stamped(path):
    """The time in nbgrader's timestamp.txt beside the file, or None."""
    try:
        with open(path.parent / STAMP, encoding="utf-8") as file:
            text = file.read(100).strip().replace(" UTC", "+00:00")
        when = datetime.fromisoformat(text)
    except (OSError, ValueError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return _possible(when.timestamp())


def _possible(when):
    """A time as it is, or None if no calendar's date is meant by it."""
    return when if EARLIEST < when < LATEST else None


def _dated(date):
    try:
        return time.mktime((*date, 0, 0, -1))
    except (ValueError, OverflowError):
        return None


def newest(uploads):
    """The last of one learner's uploads: the attempt that counts.

    Notebooks come before other files; then the later one; of equal times
    the higher number in the name.
    """
    return max(
        uploads,
        key=lambda u: (u.is_notebook, u.when or 0.0, u.number, u.path),
    )
