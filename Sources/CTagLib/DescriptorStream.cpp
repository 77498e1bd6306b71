#include "DescriptorStream.h"

#include <algorithm>
#include <cerrno>
#include <sys/stat.h>
#include <unistd.h>

namespace {

// Larger than any tag with pictures. A block that claims more is damaged and must not be allocated.
const long maximumBlockBytes = 64L * 1024 * 1024;
const long pageBytes = 4096;

}  // namespace

DescriptorStream::DescriptorStream(int descriptor, const char *extension)
    : descriptor_(descriptor), name_("audio.") {
    name_ += extension;
    struct stat status;
    if (fstat(descriptor, &status) != 0) {
        error_ = errno;
        return;
    }
    if (!S_ISREG(status.st_mode)) {
        error_ = S_ISDIR(status.st_mode) ? EISDIR : ENOTSUP;
        return;
    }
    length_ = status.st_size;
    head_.count = readAt(0, head_.bytes, std::min<long>(length_, sizeof head_.bytes));
}

TagLib::ByteVector DescriptorStream::readBlock(unsigned long requested) {
    if (offset_ < 0 || offset_ >= length_) return TagLib::ByteVector();
    const long available = std::min(length_ - offset_, maximumBlockBytes);
    const long length = requested > static_cast<unsigned long>(available)
        ? available : static_cast<long>(requested);

    if (length > static_cast<long>(sizeof roaming_.bytes) - pageBytes) {
        TagLib::ByteVector block(static_cast<unsigned int>(length), 0);
        block.resize(static_cast<unsigned int>(readAt(offset_, block.data(), length)));
        offset_ += block.size();
        return block;
    }
    const Window *window = &head_;
    if (!head_.holds(offset_, length)) {
        if (!roaming_.holds(offset_, length)) {
            // Aligned to a page, so that a backward search finds its next step in this window.
            roaming_.start = std::max(0L, offset_ / pageBytes * pageBytes);
            roaming_.count = readAt(roaming_.start, roaming_.bytes, sizeof roaming_.bytes);
        }
        window = &roaming_;
    }
    const long start = offset_ - window->start;
    const long count = std::max(0L, std::min(length, window->count - start));
    offset_ += count;
    return TagLib::ByteVector(window->bytes + start, static_cast<unsigned int>(count));
}

void DescriptorStream::seek(long offset, Position position) {
    switch (position) {
    case Beginning:
        offset_ = offset;
        break;
    case Current:
        offset_ += offset;
        break;
    case End:
        offset_ = length_ + offset;
        break;
    }
}

// Reads up to `length` bytes: a file may be truncated while it is read.
long DescriptorStream::readAt(long offset, char *bytes, long length) {
    long total = 0;
    while (total < length) {
        const ssize_t count = pread(descriptor_, bytes + total, length - total, offset + total);
        if (count < 0) {
            if (errno == EINTR) continue;
            if (error_ == 0) error_ = errno;
            break;
        }
        if (count == 0) break;
        total += count;
    }
    return total;
}
