"""A library that somebody keeps changing, and an account of playlists."""

import json
import os
import shutil
from collections import Counter, defaultdict
from pathlib import Path

from watch_soak.files import (
    ARTISTS, TRACKS_PER_ALBUM, files_below, names_of, tagged_silence, words,
)

PLAYLISTS, TRACKS_PER_PLAYLIST = 20, 50
ODD_NAMES = ("Norður", "北", "It’s 100%", "tab\there", "back\\slash", "\udcff not UTF-8", "'quoted'")


class Library:
    """The files as they are on the disk, and how many events each change of them allows."""

    def __init__(self, root, chance):
        self.root = root
        self.random = chance
        self.serial = 0
        self.inodes = files_below(root)
        self.paths = list(self.inodes)
        self.places = {path: index for index, path in enumerate(self.paths)}
        self.names = defaultdict(set)
        for path, inode in self.inodes.items():
            self.names[inode].add(path)
        self.links = []
        # By path: the events that may be recorded of it since the last rest.
        self.allowed = Counter()
        self.operations = Counter()

    # What is known

    def add(self, path):
        inode = os.lstat(path).st_ino
        self.inodes[path] = inode
        self.names[inode].add(path)
        self.places[path] = len(self.paths)
        self.paths.append(path)

    def discard(self, path):
        inode = self.inodes.pop(path)
        self.names[inode].discard(path)
        if not self.names[inode]:
            del self.names[inode]
        # The last one takes its place, so that a choice at random needs no copy of the list.
        index, last = self.places.pop(path), self.paths.pop()
        if last != path:
            self.paths[index] = last
            self.places[last] = index

    def touch(self, inode, *others):
        """A change of an inode is one of each of its names: at least ctime differs."""
        self.allowed.update(self.names.get(inode, ()))
        self.allowed.update(others)

    def any_file(self):
        return self.random.choice(self.paths)

    def fresh_name(self):
        self.serial += 1
        name = words(self.serial, 2)
        if self.random.random() < 0.05:
            name = self.random.choice(ODD_NAMES)
        return f"{self.random.randint(1, 20):02} {name} {self.serial}.mp3"

    def fresh_directory(self):
        self.serial += 1
        artist = words(f"artist {self.random.randrange(ARTISTS)}", 2)
        return f"{self.root}/{artist}/New {self.serial}/CD1"

    def content(self):
        """Tags of any track there could be, so that matches come and go."""
        track = self.random.randrange(max(TRACKS_PER_ALBUM, len(self.paths)))
        return tagged_silence(*names_of(track), filler=self.random.randint(0, 2_000))

    # What happens

    def put(self, path):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(self.content())
        self.add(path)
        self.allowed[path] += 1

    def create(self):
        self.put(os.path.join(os.path.dirname(self.any_file()), self.fresh_name()))

    def create_album(self):
        directory = self.fresh_directory()
        for _ in range(TRACKS_PER_ALBUM):
            self.put(f"{directory}/{self.fresh_name()}")

    def retag(self):
        """As most taggers do: over the old bytes, in place."""
        path = self.any_file()
        with open(path, "r+b") as file:
            file.write(self.content())
            file.truncate()
        self.touch(self.inodes[path])

    def save_atomically(self):
        path = self.any_file()
        scratch = f"{path}.tmp"
        with open(scratch, "wb") as file:
            file.write(self.content())
            file.flush()
            os.fsync(file.fileno())
        self.touch(self.inodes[path])
        os.rename(scratch, path)
        self.discard(path)
        self.add(path)

    def rename(self):
        source = self.any_file()
        directory = os.path.dirname(source if self.random.random() < 0.5 else self.any_file())
        target = os.path.join(directory, self.fresh_name())
        os.rename(source, target)
        self.touch(self.inodes[source], target)
        self.discard(source)
        self.add(target)

    def swap(self):
        """Two files take each other's name."""
        one, other = self.any_file(), self.any_file()
        if self.inodes[one] == self.inodes[other]:
            return
        self.touch(self.inodes[one], other)
        self.touch(self.inodes[other], one)
        between = f"{one}.part"
        os.rename(one, between)
        os.rename(other, one)
        os.rename(between, other)
        for path in (one, other):
            self.discard(path)
        for path in (one, other):
            self.add(path)

    def move_directory(self):
        source = os.path.dirname(self.any_file())
        if os.path.dirname(source) == self.root or source == self.root:
            return
        target = os.path.dirname(self.fresh_directory())
        os.makedirs(os.path.dirname(target), exist_ok=True)
        moved = self.below(source)
        os.rename(source, target)
        for path in moved:
            self.discard(path)
            there = target + path[len(source):]
            self.add(there)
            self.allowed.update((path, there))

    def below(self, directory):
        return [path for path in self.paths if path.startswith(directory + "/")]

    def delete(self):
        path = self.any_file()
        self.touch(self.inodes[path])
        os.unlink(path)
        self.discard(path)

    def delete_directory(self):
        directory = os.path.dirname(self.any_file())
        doomed = self.below(directory)
        # A mistake of ours must not empty the library.
        if directory == self.root or len(doomed) > 5 * TRACKS_PER_ALBUM:
            return
        for path in doomed:
            self.touch(self.inodes[path])
            self.discard(path)
        shutil.rmtree(directory)

    def link(self):
        source = self.any_file()
        target = os.path.join(os.path.dirname(self.any_file()), self.fresh_name())
        os.link(source, target)
        self.touch(self.inodes[source], target)
        self.add(target)

    def link_symbolically(self):
        """No file of the library, as links are not followed; some point nowhere, or at others."""
        target = self.random.choice((self.any_file(), os.path.dirname(self.any_file()), "nowhere"))
        link = os.path.join(os.path.dirname(self.any_file()), self.fresh_name())
        os.symlink(target, link)
        self.links.append(link)
        if len(self.links) > 50:
            oldest = self.links.pop(0)
            if os.path.islink(oldest):
                os.unlink(oldest)

    def change_mode(self):
        path = self.any_file()
        os.chmod(path, self.random.choice((0o644, 0o640, 0o600)))
        self.touch(self.inodes[path])

    def write_beside(self):
        """What is no music: covers, texts, downloads that are not done."""
        name = self.random.choice(("cover.jpg", "notes.txt", "01.mp3.part", ".hidden.mp3"))
        path = os.path.join(os.path.dirname(self.any_file()), name)
        Path(path).write_bytes(os.urandom(100))

    def act(self, wanted):
        """One operation at random; the number of files is drawn to `wanted`."""
        grows, shrinks = (3, 1) if len(self.paths) < wanted else (1, 3)
        weights = {
            self.create: 4 * grows, self.create_album: grows, self.link: 2,
            self.delete: 4 * shrinks, self.delete_directory: shrinks,
            self.retag: 10, self.save_atomically: 10, self.rename: 10, self.swap: 2,
            self.move_directory: 3, self.link_symbolically: 2, self.change_mode: 4,
            self.write_beside: 4,
        }
        operation = self.random.choices(list(weights), list(weights.values()))[0]
        self.operations[operation.__name__] += 1
        operation()


def make_library(root, count):
    for number in range(count):
        title, artist, album = names_of(number)
        path = Path(root, artist, album, f"{number % TRACKS_PER_ALBUM + 1:02} {title}.mp3")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(tagged_silence(title, artist, album))


class Account:
    """Playlists as a provider gives them, of tracks that the library has, and of some others."""

    def __init__(self, chance, track_count):
        self.random = chance
        # A tenth more than the library has.
        self.track_count = track_count * 11 // 10
        self.playlists = [
            [self.track() for _ in range(TRACKS_PER_PLAYLIST)] for _ in range(PLAYLISTS)
        ]
        # A bound: each playlist is described and filled, and each item may be a new track.
        self.allowed = PLAYLISTS * (2 + TRACKS_PER_PLAYLIST)

    def track(self):
        number = self.random.randrange(self.track_count)
        title, artist, album = names_of(number)
        return {
            "type": "track", "id": f"track{number:06}", "name": title,
            "artists": [{"name": artist}], "album": {"name": album},
            "duration_ms": 1_000, "is_local": False,
        }

    def change(self):
        """Edits one playlist, or nothing at all: then an import is to record nothing."""
        if self.random.random() < 0.3:
            return
        playlist = self.random.choice(self.playlists)
        playlist[self.random.randrange(len(playlist))] = self.track()
        self.allowed += 2

    def json(self):
        return json.dumps({"me": {"id": "soak"}, "playlists": [
            {
                "id": f"playlist{number:03}", "name": f"Playlist {number}",
                "owner": {"id": "soak"}, "snapshot_id": "1",
                "tracks": {"total": len(tracks), "items": [
                    {"added_at": "2025-01-01T00:00:00Z", "track": track} for track in tracks
                ]},
            }
            for number, tracks in enumerate(self.playlists)
        ]})
