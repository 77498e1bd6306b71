"""The loads. Each runs in a process of its own, so that it is as fast as it can be and is not held
up by whoever reads the events.
"""

import os
import subprocess
import sys
import time

from watch_torture.processes import SCRIPT

LOAD_LIMIT_SECONDS = 60
ALBUM_COUNT, TRACKS_PER_ALBUM = 200, 12
FLOOD_DIRECTORIES, FLOOD_FILES = 30, 1_000
RENAMES, RENAMES_PER_DIRECTORY = 500, 20
TRICKLE_FILES = 30


def put(path):
    """A file as small as can be: no watcher looks at more than its name and times."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    os.write(descriptor, b"no audio\n")
    os.close(descriptor)


def put_all(paths):
    for path in paths:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        put(path)


def fresh_paths(root):
    return [
        f"{root}/Artist {album:03}/Album {album:03}/CD1/{track:02} Title.mp3"
        for album in range(ALBUM_COUNT)
        for track in range(1, TRACKS_PER_ALBUM + 1)
    ]


def flood_paths(root):
    return [
        f"{root}/Flood/Album {album:02}/{track:04} Title.mp3"
        for album in range(FLOOD_DIRECTORIES)
        for track in range(1, FLOOD_FILES + 1)
    ]


def rename_pairs(root):
    """From each directory into the next one but two, under the same name."""
    count = RENAMES // RENAMES_PER_DIRECTORY
    pairs = []
    for number in range(RENAMES):
        directory = number // RENAMES_PER_DIRECTORY
        name = f"{number:03} Title.mp3"
        pairs.append((
            f"{root}/Move/Album {directory:02}/{name}",
            f"{root}/Move/Album {(directory + 3) % count:02}/{name}",
        ))
    return pairs


def trickle_paths(root):
    return [f"{root}/Slow/Album/{number:02} Title.mp3" for number in range(1, TRICKLE_FILES + 1)]


def run_load(kind, root):
    if kind == "fresh":
        put_all(fresh_paths(root))
    elif kind == "flood":
        for path in flood_paths(root):
            put(path)
    elif kind == "renames":
        for source, target in rename_pairs(root):
            os.rename(source, target)
    elif kind == "trickle":
        for path in trickle_paths(root):
            put(path)
            print(time.monotonic(), path, flush=True)
            time.sleep(1)


def load(kind, root):
    """Runs a load to its end and returns what it printed: when each file was made, by path."""
    made = subprocess.run(
        [sys.executable, SCRIPT, "--load", kind, root],
        stdout=subprocess.PIPE, text=True, check=True, timeout=LOAD_LIMIT_SECONDS,
    ).stdout
    return {line.split(" ", 1)[1]: float(line.split(" ", 1)[0]) for line in made.splitlines()}
