"""The cases, and one tool in one of them."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from watch_torture.consumer import Consumer
from watch_torture.loads import flood_paths, fresh_paths, load, put_all, rename_pairs, trickle_paths
from watch_torture.processes import CASE_LIMIT_SECONDS, Failure
from watch_torture.python_tools import Watchdog, Watchfiles
from watch_torture.tools import Inotifywait, Psm, Watchman

# After so long without a word nothing more is expected; rescans are silent for a while.
SILENCE_SECONDS = 10
# Once all is known: time for facts that are wrong or told twice.
CALM_SECONDS = 2

TOOLS = {tool.name: tool for tool in (Psm, Inotifywait, Watchman, Watchdog, Watchfiles)}

CASES = {
    1: "2,400 files in fresh nested directories",
    2: "30,000 files while stopped",
    3: "500 renames across directories",
    4: "rename and delete while down",
    5: "a file a second for 30 s",
}


class Trial:
    """One tool in one case: what is there before, what happens, and what there is to know."""

    def __init__(self, options, tool_class, case, scratch):
        self.case = case
        self.library = str(scratch / "library")
        self.expected = set(self.prepare())
        self.consumer = Consumer(self.expected)
        self.moves = set()
        self.made = {}
        self.tool = tool_class(options, scratch, self.consumer)

    def prepare(self):
        """What the library holds before the tool is started the first time."""
        root = self.library
        held = [f"{root}/Resident/Album/{number:02} Title.mp3" for number in range(1, 21)]
        if self.case == 3:
            held += [source for source, _ in rename_pairs(root)]
        put_all(held)
        # These are there and empty, so that they are watched.
        for path in flood_paths(root) * (self.case == 2) + trickle_paths(root) * (self.case == 5):
            os.makedirs(os.path.dirname(path), exist_ok=True)
        return held

    def run(self):
        start = time.monotonic()
        try:
            self.tool.start(debounces=self.case == 5)
            time.sleep(0.5)
            since = getattr(self, f"case_{self.case}")() or time.monotonic()
            # What is left is for the last look.
            self.settle(since, start + CASE_LIMIT_SECONDS - 20)
            for process in self.tool.processes:
                process.check()
            self.tool.finish(self.expected)
            return self.result(since)
        finally:
            self.tool.stop()

    # Each returns when the tool could begin to settle, where that is not at the end of the case.

    def case_1(self):
        load("fresh", self.library)
        self.expected.update(fresh_paths(self.library))

    def case_2(self):
        stopped = self.tool.watching()
        for process in stopped:
            process.child.send_signal(signal.SIGSTOP)
        time.sleep(0.1)
        load("flood", self.library)
        self.expected.update(flood_paths(self.library))
        for process in stopped:
            process.child.send_signal(signal.SIGCONT)

    def case_3(self):
        self.moves = set(rename_pairs(self.library))
        load("renames", self.library)
        self.expected -= {source for source, _ in self.moves}
        self.expected |= {target for _, target in self.moves}

    def case_4(self):
        self.tool.stop()
        album = f"{self.library}/Resident/Album"
        source, target, gone = (
            f"{album}/{name} Title.mp3" for name in ("03", "03 Other", "07")
        )
        os.rename(source, target)
        os.unlink(gone)
        self.moves = {(source, target)}
        self.expected = self.expected - {source, gone} | {target}
        since = time.monotonic()
        self.tool.start(debounces=False)
        return since

    def case_5(self):
        self.made = load("trickle", self.library)
        self.expected.update(self.made)

    def settle(self, since, deadline):
        """Until all is known and it stays so, or until nothing comes any more."""
        while (now := time.monotonic()) < deadline:
            with self.consumer.lock:
                quiet = now - max(self.consumer.last_change or 0, since)
                is_complete = self.consumer.known == self.expected
            if quiet > (CALM_SECONDS if is_complete else SILENCE_SECONDS):
                return
            time.sleep(0.1)

    def result(self, since):
        consumer = self.consumer
        waits = [
            consumer.first_told[path] - at
            for path, at in self.made.items() if path in consumer.first_told
        ]
        settled = max(0.0, (consumer.last_change or 0) - since)
        return {
            "expected": len(self.expected),
            "known": len(consumer.known & self.expected),
            "missed": len(self.expected - consumer.known),
            "phantoms": len(consumer.known - self.expected),
            "told_twice": consumer.twice,
            "moves_expected": len(self.moves),
            "moves_recognised": len(self.moves & consumer.moves),
            "said_loss": bool(consumer.losses),
            "settled_seconds": round(settled, 1),
            "longest_unreported_seconds": round(max(waits), 1) if waits else None,
            "reported_during": sum(
                1 for path in self.made if consumer.first_told.get(path, since) < since
            ) if self.made else None,
        }


def run_trial(options, name, case):
    scratch = Path(tempfile.mkdtemp(prefix=f"{name}-{case}-", dir=options.scratch_root))
    (scratch / "library").mkdir()
    try:
        return Trial(options, TOOLS[name], case, scratch).run()
    except (Failure, subprocess.SubprocessError, OSError) as error:
        return {"error": str(error)}
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
