"""The watchers that are packages of PyPI."""

import json
import threading
import time
from pathlib import Path

from watch_torture.processes import SCRIPT, Failure, last_line, loss_lines, output
from watch_torture.tools import Tool


class PythonTool(Tool):
    """A package of PyPI's, imported in a process of its own, which prints what it is told."""

    @classmethod
    def version(cls, options):
        program = f"import {cls.name}, importlib.metadata as m; print(m.version('{cls.name}'))"
        return (output([options.python, "-c", program]) or "").strip() or None

    def start(self, debounces):
        self.probe_told = threading.Event()
        self.run(
            [self.options.python, SCRIPT, "--emit", self.name, self.library], on_line=self.take
        )
        self.wait_until_watching()

    def wait_until_watching(self):
        """Neither package says when; so until a file of ours is told, or its removal."""
        probe = Path(self.library, "probe.txt")
        deadline = time.monotonic() + 30
        while not self.probe_told.wait(0.3):
            if time.monotonic() > deadline or self.processes[0].child.poll() is not None:
                raise Failure(f"it does not watch: {last_line(self.processes[0].errors())}")
            probe.write_text("?")
        probe.unlink()

    def take(self, line, at):
        kind, path, target = json.loads(line)
        if path.endswith("probe.txt"):
            self.probe_told.set()
        if not path.endswith(".mp3"):
            return
        if kind == "created":
            self.consumer.created(path, at)
        elif kind == "present":
            self.consumer.present(path, at)
        elif kind == "absent":
            self.consumer.absent(path, at)
        elif kind == "moved":
            self.consumer.moved(path, target, at)

    def finish(self, expected):
        self.consumer.losses += loss_lines(self.processes[0])


class Watchdog(PythonTool):
    name = "watchdog"


class Watchfiles(PythonTool):
    name = "watchfiles"


def emit(kind, *values):
    print(json.dumps([kind, *values] + [None] * (2 - len(values))), flush=True)


def emit_watchdog(root):
    from watchdog.events import FileSystemEventHandler
    from watchdog.observers import Observer

    kinds = {"created": "created", "modified": "present", "closed": "present", "deleted": "absent"}

    class Handler(FileSystemEventHandler):
        # For a directory that appeared or moved watchdog tells of each file below it as well.
        def on_any_event(self, event):
            if event.is_directory:
                return
            if event.event_type == "moved":
                emit("moved", event.src_path, event.dest_path)
            elif event.event_type in kinds:
                emit(kinds[event.event_type], event.src_path)

    observer = Observer()
    observer.schedule(Handler(), root, recursive=True)
    observer.start()
    observer.join()


def emit_watchfiles(root):
    from watchfiles import Change, watch

    kinds = {Change.added: "created", Change.modified: "present", Change.deleted: "absent"}
    for changes in watch(root):
        for change, path in changes:
            emit(kinds[change], path)
