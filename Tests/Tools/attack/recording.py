"""What psm does to the disk, call by call."""

import copy
import os
import shutil
import signal
import subprocess
from pathlib import Path

from attack import library
from attack.disk import Disk, read_log
from attack.place import LIMIT_SECONDS, Broken, end, wait

SOURCES = Path(__file__).resolve().parent / "powercut"
COMPILERS = ("clang", "cc", "gcc")
# What a psm that has ended must have synced: the journal, and all that it published. Locks may go,
# and the journal's head, which is made anew. Of a list of files, which must be there, the last lines
# may go: they only spare psm reading the files.
KEPT = (b"data/journal/", b"export/", b"reports/")
LOSABLE, LISTS = (b".lock", b".psm-lock", b"/head"), (b".psm-manifest", b".psm-reports")


def compile_recorder(scratch):
    """The library that records; None where nothing can build one."""
    target = scratch / "powercut.so"
    for compiler in filter(shutil.which, COMPILERS):
        done = subprocess.run(
            [compiler, "-std=gnu11", "-O1", "-D_GNU_SOURCE", "-U_FORTIFY_SOURCE", "-shared",
             "-fPIC", "-pthread", "-o", target, *sorted(SOURCES.glob("*.c"))],
            capture_output=True,
        )
        if done.returncode == 0:
            return target
    return None


def differing_files(expected, found):
    """Paths whose kind or content differ; a mode may."""
    return sorted(
        path for path in expected.keys() | found.keys()
        if expected.get(path, "")[::2] != found.get(path, "")[::2]
    )


class Recording:
    """Of commands in a row: the disk before the first one and after each, and the records of each.
    """

    def __init__(self, place):
        self.disks = [Disk(place.attempt)]
        self.steps = []
        # Sentences, each with the run that they are about.
        self.problems = []

    def disk_at(self, step, index):
        """A disk of its own, as it is after so many records of a step."""
        disk = copy.deepcopy(self.disks[step])
        for record in self.steps[step][:index] if index else []:
            disk.follow(record)
        return disk


class Recorder:
    def __init__(self, place):
        self.place = place
        self.log = place.scratch / "powercut.log"
        self.settings = {
            "LD_PRELOAD": str(compile_recorder(place.scratch)), "POWERCUT_LOG": str(self.log),
            "POWERCUT_ROOT": str(place.attempt),
        }

    def record(self, commands, codes):
        """From the folder of the try as it is. Throws where the records are not all that was done.
        """
        recording = Recording(self.place)
        for arguments in commands:
            self.log.write_bytes(b"")
            run = self.run(arguments)
            disk, records = recording.disk_at(len(recording.steps), 0), []
            try:
                for record in read_log(self.log.read_bytes()):
                    disk.follow(record)
                    records.append(record)
            except KeyError as problem:
                raise Broken(
                    f"psm {words(arguments)} did what is not recorded: {problem}"
                ) from problem
            recording.steps.append(records)
            recording.disks.append(disk)
            self.check(arguments, disk)
            complaints = run.complaints() or self.judge_synced(disk)
            if run.code not in codes:
                complaints.append(f"exit code {run.code}")
            recording.problems += [(f"psm {words(arguments)}: {each}", run) for each in complaints]
        return recording

    def run(self, arguments):
        process = self.place.start(arguments, settings=self.settings)
        if "--watch" in arguments:
            self.accompany(process)
        return self.place.finish(process)

    def check(self, arguments, disk):
        """The replayed files must be the real ones."""
        differing = differing_files(disk.contents(), Disk(self.place.attempt).contents())
        if differing:
            names = b", ".join(differing[:4]).decode(errors="replace")
            raise Broken(f"psm {words(arguments)} did what is not recorded: {names}")

    @staticmethod
    def judge_synced(disk):
        """What is recorded or published, and what is not any more, must not come and go with the
        power.
        """
        synced = disk.synced()
        differing = [
            path.decode(errors="replace") for path in differing_files(disk.contents(), synced)
            if path.startswith(KEPT) and not path.endswith(LOSABLE)
            and not (os.path.basename(path) in LISTS and path in synced)
        ]
        return [f"it has ended, and did not sync {', '.join(differing)}"] if differing else []

    def accompany(self, process):
        """A file comes, psm publishes it, and is asked to end."""
        errors = process.paths[1]
        wait(process, lambda: b" for changes" in errors.read_bytes())
        library.add_late(self.place.library)
        name = library.LATE.encode()
        wait(process, lambda: any(
            name in content for kind, content in self.place.published().values() if kind == "file"
        ))
        # The reports come a little later.
        wait(process, lambda: False, seconds=2)
        if process.poll() is None:
            os.kill(process.pid, signal.SIGTERM)
        wait(process, lambda: False, seconds=LIMIT_SECONDS / 4)
        if process.poll() is None:
            end(process)


def words(arguments):
    return " ".join(map(str, arguments))
