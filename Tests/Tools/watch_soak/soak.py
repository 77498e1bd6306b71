"""The soak: loads and rests, and what psm recorded of them."""

import base64
import os
import sys
import time
from collections import Counter

from watch_soak.files import files_below

# A debounce of 2 s, at most 10 s of waiting, reports a second after: by then all should be done.
SETTLE_SECONDS = 14
LATEST_SECONDS = 40
# The share of the time that does not count for the memory; the first load does not either.
WARM_UP = 0.1


class Soak:
    def __init__(self, options, psm, library, account):
        self.options = options
        self.psm = psm
        self.library = library
        self.account = account
        self.random = library.random
        self.start = time.monotonic()
        self.end = self.start + options.seconds
        self.sample_pause = max(5, min(60, options.seconds / 30))
        self.next_sample = self.start
        self.samples = []
        self.rests = []
        self.warm = None
        self.position = 0
        self.event_count = 0
        self.excess = []
        self.differences = []

    def say(self, text):
        seconds = int(time.monotonic() - self.start)
        print(f"{seconds // 60:4}:{seconds % 60:02}  {text}", flush=True)

    def run(self):
        self.psm.import_account(self.account)
        self.library.allowed.update(self.library.paths)
        self.psm.start()
        self.say(f"psm watches {len(self.library.paths):,} files")
        # The first rest is the state from which everything grows.
        self.rest()
        # Once at least, whatever time there is.
        while self.warm is None or time.monotonic() < self.end:
            self.load()
            self.rest()
            self.warm = self.warm or max(
                time.monotonic(), self.start + WARM_UP * self.options.seconds
            )
        self.say("done: " + ", ".join(
            f"{count:,} {name}" for name, count in sorted(self.library.operations.items())
        ))

    def wait(self, seconds, samples=True):
        """Waits, and takes the samples that are due meanwhile."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            if self.psm.child.poll() is not None:
                sys.exit(f"psm ended with {self.psm.child.returncode}; its log:\n{self.log_end()}")
            if samples and time.monotonic() >= self.next_sample:
                self.next_sample = time.monotonic() + self.sample_pause
                self.samples.append(self.psm.sample())
                self.say(self.samples[-1].line())
            time.sleep(min(left, 1))

    def load(self):
        deadline = time.monotonic() + self.options.load_seconds
        next_import = time.monotonic() + self.random.uniform(5, 30)
        while time.monotonic() < deadline:
            # Some come in bursts, some alone.
            for _ in range(self.random.choice((1, 1, 1, 1, 2, 10))):
                self.library.act(self.options.files)
            if time.monotonic() > next_import:
                next_import += self.random.uniform(10, 60)
                self.library.operations["import"] += 1
                self.account.change()
                self.psm.import_account(self.account)
            self.wait(self.random.expovariate(self.options.rate / 2.7))

    # Rests

    def rest(self):
        self.wait(SETTLE_SECONDS)
        self.compare()
        self.judge_events()
        before = self.psm.sample()
        # No look at psm in between: that a rest is one is to be its own doing.
        self.wait(max(5, self.options.rest_seconds - SETTLE_SECONDS), samples=False)
        after = self.psm.sample()
        rest = {
            "seconds": after.time - before.time,
            "ticks": after.ticks - before.ticks,
            "written": after.written - before.written,
            "switches": after.switches - before.switches,
            "descriptors": after.descriptors,
            "threads": after.threads,
        }
        self.rests.append(rest)
        self.say(
            f"rest of {rest['seconds']:.0f} s: {rest['ticks']} ticks, {rest['written']} bytes, "
            f"{rest['switches']} wake-ups"
        )

    def compare(self):
        """Whether psm's files are those on the disk; late is better than never, and is said."""
        start = time.monotonic()
        there = set(files_below(self.library.root))
        if there != set(self.library.paths):
            sys.exit("this script lost count of its own files")
        while (known := self.psm.library_files()) != there:
            if time.monotonic() - start > LATEST_SECONDS - SETTLE_SECONDS:
                break
            self.wait(1)
        missed, phantoms = there - known, known - there
        late = time.monotonic() - start
        self.say(
            f"library: {len(there):,} files, {len(missed)} missed, {len(phantoms)} phantoms"
            + (f", {late + SETTLE_SECONDS:.0f} s after the load" if late > 2 else "")
        )
        self.differences += [f"missed: {path!r}" for path in sorted(missed)]
        self.differences += [f"phantom: {path!r}" for path in sorted(phantoms)]

    def judge_events(self):
        """Each event must be one that a change since the last rest explains."""
        events, self.position = self.psm.events(self.position)
        self.event_count += len(events)
        files, others, interruptions = Counter(), [], 0
        for event in events:
            if event["type"].startswith("file."):
                files[path_of(event)] += 1
                if files[path_of(event)] > self.library.allowed[path_of(event)]:
                    self.excess.append(event)
            elif event["type"] == "watch.interrupted":
                # That the kernel's queue overflowed is no change, but it did happen.
                interruptions += 1
            else:
                others.append(event)
        # The root is added once; the rest comes from imports.
        bound = self.account.allowed + (1 if len(self.rests) == 0 else 0)
        self.excess += others[bound:]
        self.say(
            f"journal: {sum(files.values()):,} events of files for "
            f"{sum(self.library.allowed.values()):,} changes, {len(others):,} others "
            f"for at most {bound:,}"
            + (f", {interruptions} interruptions of the watch" if interruptions else "")
        )
        self.library.allowed.clear()
        self.account.allowed = 0

    def log_end(self):
        return "\n".join(self.psm.log.read_text(errors="replace").splitlines()[-10:])


def path_of(event):
    if "path_base64" in event:
        return os.fsdecode(base64.b64decode(event["path_base64"]))
    return event.get("path")
