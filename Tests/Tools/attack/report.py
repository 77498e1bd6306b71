"""Counts, failures, and how to repeat them."""

import shlex
import time


class Report:
    def __init__(self, options):
        self.options = options
        self.counts = {}
        self.notes = {}
        self.failures = []

    def tried(self, part, what="tries"):
        counts = self.counts.setdefault(part, {})
        counts[what] = counts.get(what, 0) + 1

    def note(self, part, sentence):
        notes = self.notes.setdefault(part, [])
        if sentence not in notes:
            notes.append(sentence)

    def failed(self, part, repeat, sentences, run=None):
        command = shlex.join(
            ["Tests/attack", "--psm", self.options.psm,
             *(["--later", self.options.later] if self.options.later else []),
             "--seed", str(self.options.seed), "--repeat", repeat]
        )
        lines = [f"FAIL {repeat}"] + [f"     {sentence}" for sentence in sentences]
        if run is not None:
            lines.append(f"     exit code {run.code}")
            lines += [f"     stderr: {line}" for line in run.errors.splitlines()[:12]]
        lines.append(f"     {command}")
        self.failures.append("\n".join(lines))
        self.tried(part, "failures")
        print(self.failures[-1], flush=True)

    def print(self):
        for part, counts in self.counts.items():
            text = ", ".join(f"{count} {what}" for what, count in counts.items())
            print(f"{'FAIL' if counts.get('failures') else 'ok  '} {part}: {text}")
            for note in self.notes.get(part, []):
                print(f"     {note}")


class Deadline:
    """Of one part: over at its end, or once another try like its longest would not be done before
    the end of all parts.
    """

    def __init__(self, end, last_end):
        self.end = end
        self.last_end = last_end
        # Until one is measured.
        self.longest_seconds = 5
        self.begin = None

    def is_over(self):
        now = time.monotonic()
        if self.begin is not None:
            self.longest_seconds = max(self.longest_seconds, now - self.begin)
        self.begin = now
        return now >= self.end or now + self.longest_seconds >= self.last_end
