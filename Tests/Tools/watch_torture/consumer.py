"""What a consumer holds that applies whatever a tool tells it."""

import threading


class Consumer:
    """Applies what a tool tells, and notes when and how it was told."""

    def __init__(self, known=()):
        self.lock = threading.Lock()
        self.known = set(known)
        self.first_told = {}
        self.moves = set()
        self.twice = 0
        self.losses = []
        self.last_change = None

    def created(self, path, at):
        """A fact about a new file; the same one again is one too many."""
        with self.lock:
            if path in self.known:
                self.twice += 1
            self._hold(path, at)

    def present(self, path, at):
        with self.lock:
            self._hold(path, at)

    def absent(self, path, at):
        with self.lock:
            if path in self.known:
                self.known.discard(path)
                self.last_change = at

    def moved(self, source, target, at):
        with self.lock:
            self.moves.add((source, target))
            self.known.discard(source)
            self._hold(target, at)

    def state(self, paths, at):
        """All that there is, as the tool says."""
        with self.lock:
            gone = self.known - paths
            self.known -= gone
            if gone:
                self.last_change = at
            for path in paths:
                self._hold(path, at)

    def lost(self, words):
        with self.lock:
            self.losses.append(words)

    def _hold(self, path, at):
        self.first_told.setdefault(path, at)
        if path not in self.known:
            self.known.add(path)
            self.last_change = at
