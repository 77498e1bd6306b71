"""What is done to a journal from outside, by docs/journal-format.md."""

import struct

FRAME_MAGIC, FRAME_HEADER_BYTES = b"\xf0psm", 64


def crc32c(data):
    crc = 0xFFFF_FFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82F6_3B78 if crc & 1 else 0)
    return crc ^ 0xFFFF_FFFF


def last_segment(journal):
    return max(journal.glob("*.journal"))


def sealed(journal):
    """Segments that could be packed, and are not: of version 1, and not the last."""
    segments = sorted(journal.glob("*.journal"))[:-1]
    return [each.name for each in segments if each.read_bytes()[8:10] == b"\1\0"]


def seal(journal, head_position, digest):
    """Begins a new segment, so that the last one is sealed without 32 MiB in it."""
    former = last_segment(journal).read_bytes()
    frame = former.rfind(FRAME_MAGIC)
    time = former[frame + 16:frame + 24]
    header = former[:16] + former[16:32] + struct.pack("<Q", head_position) + time
    # Generation 0, whatever that of the former one.
    header = header[:12] + bytes(4) + header[16:] + struct.pack("<QI", digest, 0)
    (journal / f"{head_position:020}.journal").write_bytes(
        header + struct.pack("<I", crc32c(header))
    )
    # It points behind the former segment; psm makes it anew.
    (journal / "head").unlink()


def tear(journal):
    """Appends the first part of a frame, as power loss would leave it."""
    segment = last_segment(journal)
    data = segment.read_bytes()
    frame = data[data.rfind(FRAME_MAGIC):]
    segment.write_bytes(data + frame[:len(frame) * 2 // 3])


def damage(journal):
    """Flips a bit in the block of the last frame."""
    segment = last_segment(journal)
    data = bytearray(segment.read_bytes())
    data[data.rfind(FRAME_MAGIC) + FRAME_HEADER_BYTES + 6] ^= 1
    segment.write_bytes(data)
