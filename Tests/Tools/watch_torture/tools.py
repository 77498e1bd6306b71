"""psm and the watchers that are programs."""

import json
import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from pathlib import Path

from watch_torture.processes import (
    CASE_LIMIT_SECONDS, Failure, Process, loss_lines, output, wait_until,
)


class Tool:
    """One watcher on one library, with a scratch directory of its own."""

    name = ""

    def __init__(self, options, scratch, consumer):
        self.options = options
        self.scratch = scratch
        self.library = str(scratch / "library")
        self.consumer = consumer
        self.processes = []

    @staticmethod
    def version(options):
        """None where the tool is not installed."""
        raise NotImplementedError

    def start(self, debounces):
        """Returns once every change is seen from here on."""
        raise NotImplementedError

    def run(self, command, on_line=None, env=None):
        process = Process(command, self.scratch / f"{self.name}.log", on_line, env)
        self.processes.append(process)
        return process

    def watching(self):
        """The processes that read from the kernel."""
        return self.processes[:1]

    def stop(self):
        for process in reversed(self.processes):
            process.stop()
        self.processes = []

    def finish(self, expected):
        """A last look, before the verdict."""


class Psm(Tool):
    """What it knows is in psm.db; the journal is followed to see when each fact came."""

    name = "psm"

    def __init__(self, options, scratch, consumer):
        super().__init__(options, scratch, consumer)
        self.environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("PSM_")},
            "PSM_DATA_DIR": str(scratch / "data"),
            "PSM__LIBRARY__PATHS": json.dumps([self.library]),
            "XDG_CONFIG_HOME": str(scratch / "config"),
        }

    @staticmethod
    def version(options):
        return (output([options.psm, "--version"]) or "").strip() or None

    def start(self, debounces):
        help_text = output([self.options.psm, "scan", "--help"]) or ""
        command = [self.options.psm, "scan", "--watch"]
        if "--watch" not in help_text:
            command = [self.options.psm, "build", "--watch", "--no-export", "--no-report"]
        if not debounces:
            command.append("--no-debounce")
        watcher = self.run(command, env=self.environment)
        watcher.wait_for(" for changes")
        self.run(
            [self.options.psm, "journal", "tail", "--follow", "--json", "--since", "@0",
             "--type", "file"],
            on_line=self.take, env=self.environment,
        )

    def take(self, line, at):
        event = json.loads(line)
        kind, path = event["type"], event.get("path")
        if kind == "file.removed":
            self.consumer.absent(path, at)
        elif kind == "file.moved":
            self.consumer.moved(event["from"], path, at)
        elif path:
            self.consumer.present(path, at)

    def finish(self, expected):
        self.consumer.losses += [
            line for line in self.processes[0].errors().splitlines()
            if "more happened at once" in line
        ]
        deadline = time.monotonic() + 5
        while (known := self.library_files()) != expected and time.monotonic() < deadline:
            time.sleep(0.2)
        self.consumer.known = known
        self.consumer.twice = self.recorded_twice()

    def library_files(self):
        listed = output(
            [self.options.psm, "sql", "select path from library_files"], self.environment
        )
        if listed is None:
            raise Failure("psm sql failed")
        return set(listed.splitlines())

    def recorded_twice(self):
        """How often a file was recorded as added that had been added before."""
        exported = output([self.options.psm, "journal", "export"], self.environment)
        if exported is None:
            raise Failure("psm journal export failed")
        events = [json.loads(line) for line in exported.splitlines()]
        added = [event["path"] for event in events if event.get("type") == "file.added"]
        return len(added) - len(set(added))


class Inotifywait(Tool):
    """`%c` is the cookie that both ends of a rename share; the manual forgets it."""

    name = "inotifywait"

    @staticmethod
    def version(options):
        # `--help` exits with 1 in some versions.
        if not shutil.which("inotifywait"):
            return None
        text = subprocess.run(
            ["inotifywait", "--help"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        ).stdout
        return (text.split() + ["", ""])[1]

    def start(self, debounces):
        self.sources = {}
        watcher = self.run(
            ["inotifywait", "-m", "-r", "-e", "create,close_write,delete,move",
             "--format", "%c|%e|%w%f", self.library],
            on_line=self.take,
        )
        watcher.wait_for("Watches established")

    def take(self, line, at):
        cookie, kinds, path = line.split("|", 2)
        kinds = kinds.split(",")
        if "Q_OVERFLOW" in kinds:
            self.consumer.lost(line)
        if not path.endswith(".mp3"):
            return
        if "CREATE" in kinds:
            self.consumer.created(path, at)
        elif "CLOSE_WRITE" in kinds:
            self.consumer.present(path, at)
        elif "MOVED_FROM" in kinds:
            self.sources[cookie] = path
            self.consumer.absent(path, at)
        elif "MOVED_TO" in kinds and cookie in self.sources:
            self.consumer.moved(self.sources.pop(cookie), path, at)
        elif "MOVED_TO" in kinds:
            self.consumer.present(path, at)
        elif "DELETE" in kinds:
            self.consumer.absent(path, at)

    def finish(self, expected):
        self.consumer.losses += loss_lines(self.processes[0])


class Watchman(Tool):
    """A server of our own, in the foreground, so that nobody else's is touched."""

    name = "watchman"

    def __init__(self, options, scratch, consumer):
        super().__init__(options, scratch, consumer)
        self.clock = None
        self.socket = self.lines = self.reader = None

    @staticmethod
    def version(options):
        return (output(["watchman", "--version"]) or "").strip() or None

    def start(self, debounces):
        # This is where `watch-project` stops looking for the root.
        Path(self.library, ".watchmanconfig").write_text("{}\n")
        # A path to a socket may be 107 bytes long, so the server gets a directory beside.
        self.place = tempfile.mkdtemp(prefix="wm-", dir=self.options.scratch_root)
        name = os.path.join(self.place, "sock")
        self.run([
            "watchman", "--foreground", f"--sockname={name}",
            f"--logfile={self.scratch / 'watchman-server.log'}",
            f"--pidfile={self.place}/pid", f"--statefile={self.scratch / 'watchman.state'}",
        ])
        self.socket = self.connect(name)
        self.lines = self.socket.makefile("rwb")
        self.ask(["watch-project", self.library])
        self.subscribe()
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def connect(self, name):
        found = socket.socket(socket.AF_UNIX)
        found.settimeout(CASE_LIMIT_SECONDS)
        def is_there():
            try:
                found.connect(name)
                return True
            except OSError:
                return False
        wait_until(is_there, 30, f"no answer at {name}")
        return found

    def subscribe(self):
        """From the last clock on, as the documentation asks of whoever comes back."""
        self.answers = 0
        terms = {"expression": ["suffix", "mp3"], "fields": ["name", "exists", "new"]}
        if self.clock:
            terms["since"] = self.clock
        self.ask(["subscribe", self.library, "torture", terms])

    def ask(self, command):
        self.lines.write(json.dumps(command).encode() + b"\n")
        self.lines.flush()
        while "subscription" in (answer := json.loads(self.lines.readline())):
            self.take(answer, time.monotonic())
        if "error" in answer:
            raise Failure(answer["error"])
        return answer

    def read(self):
        try:
            for line in self.lines:
                self.take(json.loads(line), time.monotonic())
        except (OSError, ValueError):
            pass  # The server is gone, or we are.

    def take(self, answer, at):
        if "warning" in answer:
            self.consumer.lost(answer["warning"])
        files = answer.get("files")
        if files is None:
            return
        if answer.get("is_fresh_instance") and (self.answers > 0 or self.clock):
            self.consumer.lost("is_fresh_instance")
        self.answers += 1
        self.clock = answer["clock"]
        there = {f"{self.library}/{file['name']}": file for file in files if file["exists"]}
        if answer.get("is_fresh_instance"):
            self.consumer.state(set(there), at)
            return
        for file in files:
            if not file["exists"]:
                self.consumer.absent(f"{self.library}/{file['name']}", at)
        for path, file in there.items():
            (self.consumer.created if file.get("new") else self.consumer.present)(path, at)

    def finish(self, expected):
        # It warns of a recrawl in the answer to any command.
        self.lines.write(json.dumps(["clock", self.library]).encode() + b"\n")
        self.lines.flush()
        time.sleep(1)

    def stop(self):
        super().stop()
        # The server is gone, so that the reader comes to its end before the stream is closed.
        if self.reader:
            self.reader.join(10)
        for closable in (self.lines, self.socket):
            if closable:
                closable.close()
        self.socket = self.lines = self.reader = None
