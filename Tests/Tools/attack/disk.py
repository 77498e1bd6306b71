"""A disk that keeps what was synced, and of the rest whatever it likes.

The model: a file's content is kept by fsync or fdatasync of the file, a name by fsync of the folder
in which it stands, and by nothing else. What was not synced survives in any selection: of writes,
of their sectors of 512 bytes, of changes of names. A rename is one change. Not part of the model: a
rename from one folder to another, which psm never does, and times and numbers of files.
"""

import os
import struct

HEADER = struct.Struct("<IIQQQQII")
SECTOR_BYTES = 512
LEFT_OUT = b"-shm"


class Record:
    """As powercut/log.h says; marks are this tool's own."""

    def __init__(self, kind, inode, other, offset, length, first, second):
        self.kind = kind
        self.inode = inode
        self.other = other
        self.offset = offset
        self.length = length
        self.first = first
        self.second = second

    def __str__(self):
        name = os.fsdecode(self.second or self.first)
        return {
            "c": f"create {os.fsdecode(self.first)}", "d": f"mkdir {os.fsdecode(self.first)}",
            "w": f"write {name}, {len(self.first)} bytes at {self.offset}",
            "t": f"truncate {name} to {self.length}", "s": f"sync {name}",
            "r": f"rename {os.fsdecode(self.first)} to {name}", "u": f"remove {name}",
        }.get(self.kind, f"{self.kind} {name}")


def read_log(data):
    records, at = [], 0
    while at < len(data):
        size, kind, inode, other, offset, length, first, second = HEADER.unpack_from(data, at)
        text = data[at + HEADER.size:at + size]
        records.append(Record(chr(kind), inode, other, offset, length, text[:first],
                              text[first:first + second]))
        at += size
    return records


def apply_write(content, offset, data):
    content.extend(bytes(max(0, offset - len(content))))
    content[offset:offset + len(data)] = data


def apply_length(content, length):
    del content[length:]
    content.extend(bytes(length - len(content)))


def sectors(offset, data):
    """A write in the pieces that a disk may keep one by one."""
    at = 0
    while at < len(data):
        end = min(len(data), at + SECTOR_BYTES - (offset + at) % SECTOR_BYTES)
        yield offset + at, data[at:end]
        at = end


class File:
    def __init__(self, mode, content=b""):
        self.mode = mode
        self.content = bytearray(content)
        self.kept = bytearray(content)
        # (offset, bytes), or (None, length)
        self.unsynced = []

    def write(self, offset, data):
        apply_write(self.content, offset, data)
        self.unsynced.append((offset, data))

    def set_length(self, length):
        apply_length(self.content, length)
        self.unsynced.append((None, length))

    def sync(self):
        if self.unsynced:
            self.kept = bytearray(self.content)
            self.unsynced = []

    def survive(self, luck):
        if not self.unsynced or luck.contents == 0:
            return bytes(self.kept)
        if luck.contents == 1:
            return bytes(self.content)
        found = bytearray(self.kept)
        for offset, data in self.unsynced:
            if offset is None:
                if luck.keeps(luck.contents):
                    apply_length(found, data)
            elif luck.by_sectors:
                for place, piece in sectors(offset, data):
                    if luck.keeps(luck.contents):
                        apply_write(found, place, piece)
            elif luck.keeps(luck.contents):
                apply_write(found, offset, data)
        if luck.by_sectors and luck.keeps(0.5):
            # The size alone was stored.
            apply_length(found, len(self.content))
        return bytes(found)


class Link:
    def __init__(self, target):
        self.target = target


class Folder:
    def __init__(self, mode):
        self.mode = mode
        self.names = {}
        self.kept = {}
        # What names stand for from then on: a node, or nothing.
        self.unsynced = []

    def change(self, names):
        apply_names(self.names, names)
        self.unsynced.append(names)

    def sync(self):
        self.kept = dict(self.names)
        self.unsynced = []

    def survive(self, luck):
        found = dict(self.kept)
        for change in self.unsynced:
            if luck.keeps(luck.names):
                apply_names(found, change)
        return found


def apply_names(names, change):
    for name, node in change.items():
        if node is None:
            names.pop(name, None)
        else:
            names[name] = node


class Luck:
    """What one power cut leaves of what was not synced."""

    STYLES = ("nothing", "names", "contents", "everything", "some", "sectors")

    def __init__(self, chance, style=None):
        self.chance = chance
        self.style = style or chance.choice(self.STYLES)
        share = chance.choice((0.1, 0.5, 0.9))
        self.names = {"nothing": 0, "contents": 0, "names": 1, "everything": 1}.get(
            self.style, chance.choice((share, 0, 1)))
        self.contents = {"nothing": 0, "contents": 1, "names": 0, "everything": 1}.get(
            self.style, share)
        self.by_sectors = self.style == "sectors"

    def keeps(self, share):
        return share == 1 or share != 0 and self.chance.random() < share


class Disk:
    """Follows a log, from the folder as it is now."""

    def __init__(self, root):
        self.nodes = {}
        self.root = self.read_folder(os.fsencode(root))

    def read_folder(self, path):
        status = os.lstat(path)
        folder = self.nodes[status.st_ino] = Folder(status.st_mode & 0o7777)
        for entry in sorted(os.scandir(path), key=lambda each: each.name):
            if entry.name.endswith(LEFT_OUT):
                continue
            if entry.is_symlink():
                node = Link(os.readlink(entry.path))
            elif entry.is_dir():
                node = self.read_folder(entry.path)
            else:
                with open(entry.path, "rb") as stream:
                    node = File(entry.stat().st_mode & 0o7777, stream.read())
                self.nodes[entry.inode()] = node
            folder.names[entry.name] = folder.kept[entry.name] = node
        return folder

    def follow(self, record):
        """
        Raises KeyError where a call changes what no earlier one has made: the log is incomplete.
        """
        if record.kind in "cdlh":
            self.make(record)
        elif record.kind == "r":
            self.rename(record)
        elif record.kind == "u":
            self.nodes[record.inode].change({record.first: None})
        elif record.kind == "S":
            for node in self.nodes.values():
                if not isinstance(node, Link):
                    node.sync()
        else:
            node = self.nodes[record.inode]
            if record.kind == "w":
                node.write(record.offset, record.first)
            elif record.kind == "t":
                node.set_length(record.length)
            elif record.kind == "s":
                node.sync()
            elif record.kind == "a" and record.other == 0:
                node.set_length(max(len(node.content), record.offset + record.length))
            else:
                raise KeyError(f"not part of the model: {record}")

    def make(self, record):
        if record.kind != "h":
            # A number that was in use before now means another file.
            self.nodes[record.other] = {
                "c": lambda: File(record.length), "d": lambda: Folder(record.length),
                "l": lambda: Link(record.second),
            }[record.kind]()
        node = self.nodes[record.other]
        self.nodes[record.inode].change({record.first: node})

    def rename(self, record):
        if record.length or record.inode != record.other:
            raise KeyError(f"not part of the model: {record}")
        folder = self.nodes[record.inode]
        folder.change({record.first: None, record.second: folder.names[record.first]})

    # What there is

    def contents(self):
        """As it is for those who run: the path of each file, folder and link."""
        return self.walk(self.root, lambda folder: folder.names, lambda file: bytes(file.content))

    def synced(self):
        """What a power cut surely keeps."""
        return self.walk(self.root, lambda folder: folder.kept, lambda file: bytes(file.kept))

    def survivors(self, luck):
        return self.walk(
            self.root, lambda folder: folder.survive(luck), lambda file: file.survive(luck)
        )

    def walk(self, folder, names, content, prefix=b""):
        found = {}
        for name, node in names(folder).items():
            path = prefix + name
            if isinstance(node, Folder):
                found[path] = ("folder", node.mode, None)
                found.update(self.walk(node, names, content, path + b"/"))
            elif isinstance(node, Link):
                found[path] = ("link", 0, node.target)
            else:
                found[path] = ("file", node.mode, content(node))
        return found


def write_out(entries, root):
    """Makes a folder that holds exactly these."""
    root = os.fsencode(root)
    os.makedirs(root)
    for path, (kind, mode, content) in entries.items():
        place = os.path.join(root, path)
        if kind == "folder":
            os.mkdir(place)
        elif kind == "link":
            os.symlink(content, place)
        else:
            with open(place, "wb") as stream:
                stream.write(content)
        if kind != "link":
            os.chmod(place, mode)
