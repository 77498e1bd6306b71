"""The power goes out while psm runs, and the disk keeps what it must and whatever else it likes."""

import random
import shutil
import time

from attack import library
from attack.disk import Luck, write_out
from attack.recording import COMPILERS, Recorder, compile_recorder

# Of one recording; then it is another sequence's turn.
IMAGES = 25
# The rows are replayed from the journal, so most cuts are where something else is written.
DATABASE = b"/data/psm.db"


class Sequence:
    """Commands in a row, from a template."""

    def __init__(self, template, steps, codes=(0,)):
        self.template = template
        self.steps = steps
        # As which each may end.
        self.codes = codes


def sequences(place):
    song = str(place.library / "Album/at04.flac")
    return {
        "first": Sequence("bare", [
            ["import", place.first], ["build"], ["set-match", "at09", song], ["build"],
            ["import", place.second], ["export"], ["report"],
        ]),
        "daily": Sequence("one-sealed", [
            ["scan"], ["import", place.second], ["build"], ["set-match", "at09", song],
            ["remove-match", "at01"], ["export"], ["report"], ["journal", "pack"],
            ["project", "--rebuild"],
        ]),
        "watch": Sequence("base", [["build", "--watch", "--no-debounce"], ["build"]]),
        "publish": Sequence("changed", [["export"], ["report"]]),
        # A power cut after a power cut.
        "torn": Sequence("torn", [["import", place.second], ["build"]]),
        "repair": Sequence("damaged", [
            ["journal", "repair", "--apply"], ["build"], ["project", "--rebuild"],
        ], codes=(0, 65)),
    }


class Power:
    def __init__(self, options, place, oracle, report):
        self.options = options
        self.place = place
        self.oracle = oracle
        self.report = report
        self.recorder = Recorder(place)
        self.sequences = sequences(place)
        # Of each sequence, the first recording, and the states that psm makes of the folders
        # after its steps.
        self.references, self.states = {}, {}
        self.seconds = 0

    @staticmethod
    def obstacle(scratch):
        if compile_recorder(scratch) is None:
            return f"none of {', '.join(COMPILERS)} builds a shared library"
        return None

    def run(self, deadline):
        number = 0
        names = list(self.sequences)
        while not deadline.is_over():
            self.round(names[number % len(names)], number, deadline)
            number += 1
        library.remove_late(self.place.library)
        images = self.report.counts.get("power", {}).get("images", 0)
        if images:
            self.report.note("power", f"{images / self.seconds:.1f} images per second")

    def repeat(self, name, cut, number):
        step, index = map(int, cut.split("."))
        self.cut(name, self.record(name), step, index, int(number))
        library.remove_late(self.place.library)

    def round(self, name, number, deadline):
        recording = self.record(name)
        chance = random.Random(f"{self.options.seed}/power/{number}")
        # What is acknowledged, at its most endangered: nothing but what was synced is left.
        cuts = [(step, 0, 0) for step in range(len(recording.disks))]
        if number >= len(self.sequences):
            cuts = []
        cuts += [self.choose(chance, recording.steps) for _ in range(IMAGES - len(cuts))]
        # So that a short run meets some of each kind.
        for cut in chance.sample(cuts, len(cuts)):
            if deadline.is_over():
                return
            self.cut(name, recording, *cut)

    def record(self, name):
        sequence = self.sequences[name]
        library.remove_late(self.place.library)
        self.place.take(sequence.template)
        recording = self.recorder.record(sequence.steps, sequence.codes)
        self.references.setdefault(name, recording)
        self.report.tried("power", "recordings")
        for sentence, run in recording.problems:
            self.report.failed("power", f"power:{name}:0.0:0", [sentence], run)
        return recording

    @staticmethod
    def choose(chance, steps):
        """A step, how many of its records are before the cut, and a draw for what is left."""
        step = chance.choice([step for step, records in enumerate(steps) if records])
        indices = range(1, len(steps[step]) + 1)
        if chance.random() < 0.75:
            indices = [
                index for index in indices if DATABASE not in steps[step][index - 1].second
            ] or indices
        return step, chance.choice(indices), chance.randrange(1, 1 << 32)

    def cut(self, name, recording, step, index, number):
        begin = time.monotonic()
        disk = recording.disk_at(step, index)
        luck = Luck(random.Random(f"{self.options.seed}/power/{number}"),
                    None if number else "nothing")
        problems = self.judge(name, recording, step, disk.survivors(luck))
        self.report.tried("power", "images")
        self.seconds += time.monotonic() - begin
        if not problems:
            return
        before = recording.steps[step][:index] if index else []
        problems.append(f"what is left of what was not synced: {luck.style}; the last calls:")
        problems += [f"  {record}" for record in before[-4:]]
        if self.options.keep:
            kept = self.place.scratch / f"failed-{len(self.report.failures)}"
            write_out(disk.survivors(Luck(random.Random(f"{self.options.seed}/power/{number}"),
                                          None if number else "nothing")), kept)
            problems.append(f"the image: {kept}")
        self.report.failed("power", f"power:{name}:{step}.{index}:{number}", problems)

    # What is left

    def judge(self, name, recording, step, image):
        """psm goes on from an image. `step`: how many commands had ended before the cut."""
        sequence = self.sequences[name]
        self.begin_from(image)
        problems = self.oracle.judge(sequence.template)
        state, packed = without_sealed(self.oracle.state)
        # A command that was cut short has done its work, or nothing that counts.
        allowed = [self.state(name, each) for each in (step, step + 1)
                   if each < len(recording.disks)]
        differing = [self.oracle.compare(each, "after the power cut", state) for each in allowed]
        problems += min(differing, key=len)
        acknowledged = sequence.steps[:step]
        if ["journal", "pack"] in acknowledged and not packed:
            problems.append("a segment was packed, and is not any more")
        return problems

    def begin_from(self, image):
        shutil.rmtree(self.place.attempt, ignore_errors=True)
        write_out(image, self.place.attempt)

    def state(self, name, step):
        """What psm makes of the folder that a step left undisturbed."""
        if (name, step) not in self.states:
            sequence = self.sequences[name]
            self.begin_from(self.references[name].disks[step].contents())
            problems = self.oracle.judge(sequence.template)
            if problems:
                self.report.failed("power", f"power:{name}:{step}.0:0", ["undisturbed", *problems])
            self.states[name, step], _ = without_sealed(self.oracle.state)
        return self.states[name, step]


def without_sealed(state):
    """The state, and whether it is without segments that could be packed."""
    kept = {key: value for key, value in state.items() if not key.startswith("sealed\t")}
    return kept, len(kept) == len(state)
