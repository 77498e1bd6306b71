"""The processes of the tools, and waiting for them."""

import signal
import subprocess
import threading
import time
from pathlib import Path

# The script itself, which also runs as the process of a load or of a Python tool.
SCRIPT = str(Path(__file__).resolve().parents[2] / "watch-torture")
# Of a case.
CASE_LIMIT_SECONDS = 120


class Failure(Exception):
    """Why a tool could not be judged in a case; becomes a line in the table."""


class Process:
    """A process whose lines are read as they come, with the time, and that is ended for sure."""

    def __init__(self, command, log, on_line=None, env=None):
        self.log = log
        self.log_start = log.stat().st_size if log.exists() else 0
        with open(log, "ab") as errors:
            self.child = subprocess.Popen(
                command, env=env, stdin=subprocess.DEVNULL, stderr=errors,
                stdout=subprocess.PIPE if on_line else errors,
            )
        self.reader = None
        self.complaint = None
        if on_line:
            self.reader = threading.Thread(target=self._read, args=(on_line,), daemon=True)
            self.reader.start()

    def _read(self, on_line):
        for line in self.child.stdout:
            text = line.decode(errors="surrogateescape").rstrip("\n")
            try:
                on_line(text, time.monotonic())
            except (ValueError, KeyError):
                self.complaint = self.complaint or f"it said something else: {text}"

    def errors(self):
        """What this process said on stderr."""
        with open(self.log, "rb") as log:
            log.seek(self.log_start)
            return log.read().decode(errors="replace")

    def wait_for(self, words, seconds=30):
        """Until the process says so on stderr."""
        def is_said():
            self.check()
            return words in self.errors()
        wait_until(is_said, seconds, f"it never said “{words}”")

    def check(self):
        """That it is still there, and that it was understood."""
        if self.complaint:
            raise Failure(self.complaint)
        if self.child.poll() is not None:
            raise Failure(f"ended with {self.child.returncode}: {last_line(self.errors())}")

    def stop(self):
        if self.child.poll() is None:
            self.child.send_signal(signal.SIGCONT)
            self.child.terminate()
            try:
                self.child.wait(10)
            except subprocess.TimeoutExpired:
                self.child.kill()
                self.child.wait(10)
        if self.reader:
            self.reader.join(10)
            self.child.stdout.close()


def wait_until(condition, seconds, complaint):
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise Failure(complaint)
        time.sleep(0.02)


def last_line(text):
    lines = text.strip().splitlines()
    return lines[-1] if lines else "it said nothing"


def output(command, env=None, seconds=60):
    """The stdout of a command that may fail; None where it does, or is not there at all."""
    try:
        done = subprocess.run(
            command, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL, timeout=seconds,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode(errors="surrogateescape") if done.returncode == 0 else None


def loss_lines(process):
    """Lines in which a tool speaks of a loss, in whatever words."""
    words = ("overflow", "lost", "dropped", "rescan")
    return [line for line in process.errors().splitlines() if any(w in line.lower() for w in words)]
