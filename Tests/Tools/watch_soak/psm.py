"""psm as a process, and what it uses."""

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path


class Psm:
    def __init__(self, program, library, scratch):
        self.program = program
        self.scratch = scratch
        self.log = scratch / "psm.log"
        self.environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("PSM_")},
            "PSM_DATA_DIR": str(scratch / "data"),
            "PSM__LIBRARY__PATHS": json.dumps([library]),
            "XDG_CONFIG_HOME": str(scratch / "config"),
        }
        self.child = None

    def run(self, *arguments):
        done = subprocess.run(
            [self.program, *arguments], env=self.environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300,
        )
        if done.returncode != 0:
            complaint = done.stderr.decode(errors="replace").strip()
            sys.exit(f"psm {' '.join(arguments)} ended with {done.returncode}: {complaint}")
        return done.stdout

    def start(self):
        with open(self.log, "wb") as log:
            self.child = subprocess.Popen(
                [self.program, "build", "--watch"], env=self.environment,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )
        deadline = time.monotonic() + 300
        while b" for changes" not in self.log.read_bytes():
            if self.child.poll() is not None or time.monotonic() > deadline:
                sys.exit(f"psm does not watch; it said:\n{self.log.read_text(errors='replace')}")
            time.sleep(0.1)

    def library_files(self):
        listed = self.run("sql", "select path from library_files")
        return {unescape(os.fsdecode(line)) for line in listed.split(b"\n") if line}

    def events(self, position):
        """The events from a position on, and the next position."""
        lines = self.run("journal", "export", "--since", f"@{position}").decode().splitlines()
        return [json.loads(line) for line in lines[1:]], json.loads(lines[0])["to"]

    def import_account(self, account):
        path = self.scratch / "playlists.json"
        path.write_text(account.json())
        self.run("import", str(path))

    def journal_bytes(self):
        return sum(file.stat().st_size for file in (self.scratch / "data/journal").iterdir())

    def sample(self):
        return Sample(self.child.pid, self.journal_bytes())

    def terminate(self):
        """How long it took to leave, and with what."""
        start = time.monotonic()
        self.child.terminate()
        try:
            status = self.child.wait(30)
        except subprocess.TimeoutExpired:
            status = None
        return time.monotonic() - start, status

    def kill(self):
        if self.child and self.child.poll() is None:
            self.child.kill()
            self.child.wait(10)


def unescape(text):
    """What `psm sql` writes for a tab, a line break and a backslash."""
    meanings = {"\\t": "\t", "\\n": "\n", "\\r": "\r", "\\\\": "\\"}
    return re.sub(r"\\.", lambda match: meanings.get(match[0], match[0]), text)


class Sample:
    """What /proc says of a process at a moment."""

    def __init__(self, pid, journal_bytes):
        proc = Path(f"/proc/{pid}")
        self.time = time.monotonic()
        memory = fields(proc / "smaps_rollup")
        self.resident = int(memory["Rss"].split()[0]) << 10
        self.anonymous = int(memory["Anonymous"].split()[0]) << 10
        self.descriptors = len(os.listdir(proc / "fd"))
        self.threads = len(os.listdir(proc / "task"))
        # The name, in parentheses, may hold anything; utime and stime are the 14th and 15th.
        values = (proc / "stat").read_text().rsplit(")", 1)[1].split()
        self.ticks = int(values[11]) + int(values[12])
        # Bytes that it asked to be written, to disk or not.
        self.written = int(fields(proc / "io")["wchar"])
        # Each is a thread that had woken up: told, not judged, as runtimes have timers too.
        self.switches = sum(voluntary_switches(task) for task in (proc / "task").iterdir())
        self.journal_bytes = journal_bytes

    def line(self):
        return (
            f"anonymous {mebibytes(self.anonymous)}, resident {mebibytes(self.resident)}, "
            f"{self.descriptors} descriptors, {self.threads} threads, {self.ticks:,} ticks, "
            f"{mebibytes(self.written)} written, journal {mebibytes(self.journal_bytes)}"
        )


def voluntary_switches(task):
    try:
        return int(fields(task / "status")["voluntary_ctxt_switches"])
    except (FileNotFoundError, ProcessLookupError):
        return 0  # The thread ended meanwhile.


def fields(path):
    lines = path.read_text().splitlines()
    return dict(line.split(":", 1) for line in lines if ":" in line)


def mebibytes(count):
    return f"{count / (1 << 20):.1f} MiB"
