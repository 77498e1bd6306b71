"""The folders of a try, the states that tries begin with, and psm in them."""

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

from attack import journal, library

# Of any run; more is a hang.
LIMIT_SECONDS = 60
HONEST_CODES = (0, 64, 65, 66, 74, 75, 78)
# What a user should never read: names of the runtime and of libraries instead of a sentence.
RAW_WORDS = (
    "NSCocoaErrorDomain", "NSPOSIXErrorDomain", "Error Domain=", "UserInfo=", "Fatal error",
    "Optional(", "Swift.", "fatalError", "Precondition failed", "stack trace", "Stack dump",
    "Crash",
)
FOREIGN = {
    "export/foreign.m3u": b"#EXTM3U\nforeign\n",
    "export/Me/notes.txt": b"notes\n",
    "export/.psm-0000000000000000.tmp": b"not one of psm's names\n",
    "reports/mine.html": b"mine\n",
    "data/notes.txt": b"data notes\n",
}
# One query, so that a state costs one process.
STATE_QUERY = """
SELECT 'file', hex(CAST(path AS BLOB)), title, artist, duration, error FROM library_files
UNION ALL SELECT 'playlist', id, name, owner_name, snapshot_id, provider FROM playlists
UNION ALL SELECT 'item', playlist_id, position, track_id, NULL, NULL FROM playlist_tracks
UNION ALL SELECT 'match', track_id, hex(CAST(f.path AS BLOB)), method, NULL, NULL
    FROM matches JOIN library_files f ON f.id = file_id
UNION ALL SELECT 'decision', track_id, kind, hex(CAST(path AS BLOB)), NULL, NULL
    FROM match_decisions
"""


class Broken(Exception):
    """The tool itself cannot go on."""


class Run:
    """How a run of psm ended."""

    def __init__(self, code, output, errors, is_hang=False):
        self.code = code
        self.output = output
        self.errors = errors
        self.is_hang = is_hang

    def is_stopped_early(self):
        """Asked to end before it had begun to listen."""
        return self.code in (-signal.SIGTERM, 128 + signal.SIGTERM) and not self.errors

    def complaints(self, needs_sentence=True):
        """What no end of psm may look like, whatever happened to it."""
        if self.is_hang:
            return [f"still running after {LIMIT_SECONDS} s"]
        found = []
        if self.code < 0 or self.code > 128:
            number = -self.code if self.code < 0 else self.code - 128
            found.append(f"ended by signal {number}")
        elif self.code not in HONEST_CODES:
            found.append(f"exit code {self.code}")
        found += [f"“{word}” on stderr" for word in RAW_WORDS if word in self.errors]
        if needs_sentence and self.code != 0 and not self.errors.strip():
            found.append(f"exit code {self.code} without a word")
        return found


def descendants(pid):
    """Processes below `pid`, deepest last."""
    found = []
    try:
        for task in os.listdir(f"/proc/{pid}/task"):
            for child in Path(f"/proc/{pid}/task/{task}/children").read_text().split():
                found += [int(child), *descendants(int(child))]
    except OSError:
        pass
    return found


def end(process):
    """Ends what we started, strace's tracee included."""
    for pid in [*descendants(process.pid), process.pid]:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
    process.wait()


def tree(root):
    """Each entry below `root`: its kind and content."""
    found = {}
    for directory, folders, names in os.walk(root):
        for name in folders + names:
            path = os.path.join(directory, name)
            key = os.path.relpath(path, root)
            if os.path.islink(path):
                found[key] = ("link", os.readlink(path))
            elif os.path.isdir(path):
                found[key] = ("folder", None)
            elif os.path.isfile(path):
                with open(path, "rb") as stream:
                    found[key] = ("file", stream.read())
            else:
                found[key] = ("special", None)
    return found


def differences(before, after):
    return sorted(key for key in before.keys() | after.keys() if before.get(key) != after.get(key))


def wait(process, condition, seconds=15):
    """Until the condition holds, the process ends, or the time is over."""
    deadline = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < deadline:
        try:
            if condition():
                return
        except OSError:
            # A file was replaced while it was read.
            pass
        time.sleep(0.05)


class Place:
    """A scratch directory: the library, one try at a time, and templates to copy a try from."""

    def __init__(self, program, scratch):
        self.program = program
        self.scratch = scratch
        self.library = scratch / "library"
        self.templates = scratch / "templates"
        self.attempt = scratch / "try"
        self.data, self.export, self.reports = (
            self.attempt / name for name in ("data", "export", "reports")
        )
        self.environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("PSM_")},
            "HOME": str(scratch / "home"),
            "XDG_CONFIG_HOME": str(scratch / "config"),
            "PSM_DATA_DIR": str(self.data),
            "PSM__LIBRARY__PATHS": json.dumps([str(self.library)]),
            "PSM__EXPORT__DIRECTORY": str(self.export),
            "PSM__EXPORT__ORGANIZE_BY_OWNER": "true",
            "PSM__REPORTS__DIRECTORY": str(self.reports),
            # An instrumented psm would leave its profile in the folder in which it runs.
            "LLVM_PROFILE_FILE": os.devnull,
            "SWIFT_BACKTRACE": "enable=no",
        }
        self.first, self.second = scratch / "first.json", scratch / "second.json"

    def start(self, arguments, prefix=(), settings=None, user=None, program=None):
        """Output goes to files: a pipe that nobody reads would stop psm."""
        number = len(list(self.scratch.glob("run-*.out")))
        paths = [self.scratch / f"run-{number}{kind}" for kind in (".out", ".err")]
        with open(paths[0], "wb") as output, open(paths[1], "wb") as errors:
            process = subprocess.Popen(
                [*prefix, program or self.program, *map(str, arguments)], cwd=self.scratch,
                env={**self.environment, **(settings or {})}, stdin=subprocess.DEVNULL,
                stdout=output, stderr=errors, user=user, extra_groups=[] if user else None,
            )
        process.paths = paths
        return process

    def finish(self, process, seconds=LIMIT_SECONDS):
        is_hang = False
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            is_hang = True
            end(process)
        output, errors = (path.read_bytes().decode(errors="replace") for path in process.paths)
        for path in process.paths:
            path.unlink()
        return Run(process.returncode, output, errors, is_hang)

    @contextlib.contextmanager
    def running(self, program):
        """Another psm for a while; None for the usual one."""
        former = self.program
        self.program = program or former
        try:
            yield
        finally:
            self.program = former

    def psm(self, *arguments, **options):
        return self.finish(self.start(arguments, **options))

    def must(self, *arguments, codes=(0,)):
        run = self.psm(*arguments)
        if run.code not in codes:
            raise Broken(f"psm {' '.join(map(str, arguments))} ended with {run.code}, before any "
                         f"attack:\n{run.errors}")
        return run

    def state(self):
        """What psm knows, and what it published; without times and numbers of its own."""
        rows = self.psm("sql", STATE_QUERY)
        known = set(rows.output.splitlines()) if rows.code == 0 else {rows.errors}
        known.update(f"sealed\t{name}" for name in journal.sealed(self.data / "journal"))
        return {**self.published(), **{line: ("row", None) for line in known}}

    def published(self):
        """Playlist files and pages, without psm's own lists of them."""
        return {
            f"{name}/{key}": content
            for name in ("export", "reports")
            for key, content in tree(self.attempt / name).items()
            if not os.path.basename(key).startswith(".psm-")
        }

    def take(self, name):
        """Begins a try from a template."""
        shutil.rmtree(self.attempt, ignore_errors=True)
        shutil.copytree(self.templates / name, self.attempt, symlinks=True)

    def keep(self, name):
        shutil.copytree(self.attempt, self.templates / name, symlinks=True)

    def head(self):
        """Position and digest, as `psm journal verify` prints them."""
        words = self.must("journal", "verify").output
        match = re.match(r"([\d,]+) records.*digest ([0-9a-f]+)", words)
        if not match:
            raise Broken(f"psm journal verify says what this tool does not know: {words}")
        return int(match[1].replace(",", "")), int(match[2], 16)

    def prepare(self):
        """Every template: made once, copied for each try."""
        for folder in (self.library, self.templates, self.attempt, self.scratch / "home"):
            folder.mkdir()
        self.first.write_bytes(library.FIRST_ACCOUNT)
        self.second.write_bytes(library.SECOND_ACCOUNT)
        library.make_library(self.library)
        self.make_foreign()
        self.keep("bare")
        self.must("import", self.first)
        self.keep("imported")
        self.must("build")
        self.must("set-match", "at07", os.path.join(os.fsencode(self.library), library.PINNED)
                  .decode("utf-8", "surrogateescape"))
        self.must("remove-match", "at06")
        self.must("build")
        self.keep("base")
        # Last, as the library is one for all tries: what the templates know is older than it.
        library.change_library(self.library)
        # Anything touched in the same tick as the scan might be read once more by the next one.
        time.sleep(0.1)
        self.keep_changed()
        self.keep_sealed()
        for name, change in (("damaged", journal.damage), ("torn", journal.tear)):
            self.take("base")
            change(self.data / "journal")
            self.keep(name)

    def make_foreign(self):
        for name, content in FOREIGN.items():
            path = self.attempt / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    def keep_changed(self):
        """Everything is recorded, and nothing of it published yet."""
        self.take("base")
        self.must("scan")
        self.must("import", self.second)
        self.keep("changed")

    def keep_sealed(self):
        """Two segments, one of them sealed; and three with two."""
        self.take("base")
        journal.seal(self.data / "journal", *self.head())
        self.must("journal", "verify")
        self.keep("one-sealed")
        self.must("import", self.second)
        journal.seal(self.data / "journal", *self.head())
        self.must("scan")
        self.must("journal", "verify")
        self.keep("sealed")
