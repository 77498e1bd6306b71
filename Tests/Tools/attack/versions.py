"""Two versions of psm on one data folder: what the later one made, the earlier one leaves alone."""

import contextlib
import sqlite3
import threading

from attack import library
from attack.place import LIMIT_SECONDS, differences, end, wait

VERSIONS = "SELECT name, version FROM projectors"
REFUSED, ENDED = 78, 75


class Witness:
    """Looks at the versions of the tables again and again: they may rise, and never fall."""

    def __init__(self, database):
        self.database = database
        self.highest = {}
        self.fallen = set()
        self.is_done = threading.Event()
        self.thread = threading.Thread(target=self.look_on)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.is_done.set()
        self.thread.join()

    def look_on(self):
        while not self.is_done.wait(0.02):
            for name, version in versions(self.database).items():
                if version < self.highest.get(name, version):
                    self.fallen.add(f"{name} went from version {self.highest[name]} to {version}")
                self.highest[name] = max(version, self.highest.get(name, version))


def versions(database):
    """Of each read model; nothing while there is no database, or nobody may read it."""
    try:
        with contextlib.closing(
            sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=0)
        ) as connection:
            return dict(connection.execute(VERSIONS).fetchall())
    except sqlite3.Error:
        return {}


class Succession:
    """The later psm comes while the earlier one watches."""

    def __init__(self, place, later):
        self.place = place
        self.later = later

    def problems(self):
        place = self.place
        place.take("base")
        watcher = place.start(["build", "--watch", "--no-debounce"])
        errors = watcher.paths[1]
        wait(watcher, lambda: b"watching;" in errors.read_bytes(), LIMIT_SECONDS / 4)
        found = self.successes()
        # Something for the watcher to do.
        library.add_late(place.library)
        wait(watcher, lambda: False, LIMIT_SECONDS / 4)
        if watcher.poll() is None:
            found.append("the earlier watcher goes on beside what the later psm made")
            end(watcher)
        run = place.finish(watcher)
        if run.code != ENDED and not found:
            found.append(f"the earlier watcher ended with {run.code}: {run.errors.strip()}")
        found += run.complaints() + self.refusals()
        library.remove_late(place.library)
        return found

    def successes(self):
        """The later psm is refused nothing."""
        found = []
        for each in (["build"], ["import", self.place.second], ["build"]):
            run = self.place.psm(*each, program=self.later)
            if run.code != 0:
                words = " ".join(map(str, each))
                found.append(f"the later psm {words} ended with {run.code}: {run.errors.strip()}")
        return found

    def refusals(self):
        """The earlier psm exits with 78, and changes neither tables nor files."""
        place = self.place
        before, found = place.state(), []
        made = versions(place.data / "psm.db")
        for arguments in (["build"], ["export"], ["report"], ["project", "--rebuild"],
                          ["build", "--watch"]):
            words = " ".join(arguments)
            run = place.psm(*arguments)
            found += run.complaints()
            if run.code != REFUSED:
                found.append(f"the earlier psm {words} ended with {run.code}: {run.errors.strip()}")
        if versions(place.data / "psm.db") != made:
            found.append("the earlier psm rebuilt what the later one made")
        if changed := differences(before, place.state()):
            found.append(f"the earlier psm changed {', '.join(changed[:4])}")
        return found
