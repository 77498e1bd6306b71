"""A small music library in two states, and the accounts that are imported."""

import json
import os
import struct
from pathlib import Path

ARTIST = "Nora Vale"
TITLES = {
    "at01": "Lanterns Out", "at02": "Low Tide Letters", "at03": "Ísbláminn", "at04": "潮の手紙",
    "at05": "Последний трамвай", "at06": "Barometer", "at07": "Never Recorded",
    "at08": "Étude for Rain", "at09": "Late Arrival", "at10": "Paper Harbour",
}
# What no rule would match: only the pin does. Its name is not UTF-8.
PINNED = b"Other/Caf\xe9.flac"
# Appears while a watcher runs.
LATE = "Late/at09.flac"


def flac(title, seconds):
    """The marker, STREAMINFO and a Vorbis comment. Source: RFC 9639, sections 8.2 and 8.6."""
    rate = 44_100
    word = rate << 44 | 1 << 41 | 15 << 36 | seconds * rate
    info = struct.pack(">HH6xQ16x", 4_096, 4_096, word)
    text = struct.pack("<I", 3) + b"psm" + struct.pack("<I", 2)
    for comment in (f"ARTIST={ARTIST}", f"TITLE={title}"):
        text += struct.pack("<I", len(comment.encode())) + comment.encode()
    return b"fLaC" + b"".join(
        bytes([kind]) + len(body).to_bytes(3, "big") + body
        for kind, body in ((0x00, info), (0x84, text))
    )


def seconds_of(track):
    return 180 + int(track[2:])


def write_song(root, name, title, seconds):
    path = os.path.join(os.fsencode(root), os.fsencode(name))
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as stream:
        stream.write(flac(title, seconds))


def make_library(root):
    for track, title in TITLES.items():
        if track not in ("at07", "at09", "at10"):
            write_song(root, f"Album/{track}.flac", title, seconds_of(track))
    write_song(root, PINNED, "Another Evening", 240)


def change_library(root):
    """One file each added, removed, renamed and retagged."""
    album = Path(root, "Album")
    write_song(root, "New/at10.flac", TITLES["at10"], seconds_of("at10"))
    album.joinpath("at02.flac").unlink()
    album.joinpath("at03.flac").rename(album / "Ís og vatn.flac")
    write_song(root, "Album/at08.flac", TITLES["at08"] + " (Remastered)", seconds_of("at08"))


def add_late(root):
    # Whole at once, so that no state of it can be seen that the reference run did not see.
    write_song(root, LATE + ".part", TITLES["at09"], seconds_of("at09"))
    os.rename(Path(root, LATE + ".part"), Path(root, LATE))


def remove_late(root):
    late = Path(root, LATE)
    for path in (late, Path(root, LATE + ".part")):
        path.unlink(missing_ok=True)
    if late.parent.exists():
        late.parent.rmdir()


def track(identifier):
    return {
        "id": identifier, "name": TITLES[identifier], "type": "track",
        "duration_ms": seconds_of(identifier) * 1_000, "artists": [{"id": "a", "name": ARTIST}],
        "album": {"id": "b", "name": ""},
    }


def playlist(identifier, name, tracks, owner="Me"):
    items = [{"added_at": "2024-05-07T03:15:00Z", "track": track(each)} for each in tracks]
    return {
        "id": identifier, "name": name, "type": "playlist", "snapshot_id": "1",
        "owner": {"id": owner.lower(), "display_name": owner},
        "tracks": {"total": len(items), "items": items},
    }


def account(playlists, liked):
    saved = [
        {"added_at": f"2024-06-0{day}T00:00:00Z", "track": track(each)}
        for day, each in enumerate(liked, 1)
    ]
    text = json.dumps({"me": {"id": "me"}, "playlists": playlists, "saved_tracks": saved})
    return text.encode()


ALL = list(TITLES)
FIRST_ACCOUNT = account([
    playlist("mix", "Mix", ALL),
    playlist("road", "Straße", ["at05", "at06", "at08"]),
    playlist("theirs", "Theirs", ["at01", "at02"], owner="You"),
    playlist("gone", "Gone", ["at01"], owner="Away"),
], ["at02", "at05", "at01"])
# Renamed, reordered, removed and new; the last playlist of one owner is gone.
SECOND_ACCOUNT = account([
    playlist("mix", "Mix", ALL[::-1]),
    playlist("road", "Straßen · 道", ["at08", "at05", "at06", "at05"]),
    playlist("theirs", "Theirs", ["at01", "at10"], owner="You"),
    playlist("new", "New", ["at03", "at09"], owner="Somebody"),
], ["at05", "at10"])


def files_below(root):
    """Each music file on the disk, as bytes."""
    found = set()
    for directory, _, names in os.walk(os.fsencode(root)):
        found.update(os.path.join(directory, name) for name in names if name.endswith(b".flac"))
    return found
