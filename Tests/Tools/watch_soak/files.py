"""Tagged files that are small."""

import os
import random

EXTENSIONS = (
    ".mp3", ".flac", ".m4a", ".ogg", ".opus", ".wav", ".aiff", ".wma", ".ape", ".wv", ".mpc"
)
TRACKS_PER_ALBUM, ARTISTS = 12, 400
SYLLABLES = [first + second for first in "bdfghklmnprstvz" for second in "aeiou"]


def text_frame(name, text):
    body = b"\x01" + text.encode("utf-16", "replace")
    return name + len(body).to_bytes(4, "big") + b"\0\0" + body


def words(key, count):
    """The same invented words each time for a key; equal titles would be hard on the matcher."""
    chance = random.Random(key)
    return " ".join(
        "".join(chance.choices(SYLLABLES, k=chance.randint(2, 3))).capitalize()
        for _ in range(count)
    )


def names_of(track):
    """Title, artist and album of a track, by number."""
    album = track // TRACKS_PER_ALBUM
    keys = (f"title {track}", f"artist {album % ARTISTS}", f"album {album}")
    return [words(key, 2) for key in keys]


def tagged_silence(title, artist, album, filler=0):
    """A second of an MP3 with an ID3v2.3 tag: 40 frames of 32 kbit/s, mono, of silence."""
    frames = text_frame(b"TIT2", title) + text_frame(b"TPE1", artist) + text_frame(b"TALB", album)
    body = frames + bytes(filler)
    size = bytes((len(body) >> shift) & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\0\0" + size + body + (b"\xff\xfb\x10\xc4" + bytes(100)) * 40


def files_below(root):
    """What `find ROOT -type f ! -name '.*'` gives of names that are music."""
    found = {}
    for directory, _, names in os.walk(root):
        for name in names:
            path = os.path.join(directory, name)
            is_music = name.lower().endswith(EXTENSIONS) and not name.startswith(".")
            if is_music and not os.path.islink(path):
                found[path] = os.lstat(path).st_ino
    return found
