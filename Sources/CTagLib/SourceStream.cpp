#include "SourceStream.h"

#include <algorithm>

namespace {

// A block that claims more is damaged and must not be allocated: FLAC's are the largest.
const long maximumBlockBytes = 16L * 1024 * 1024;

}  // namespace

TagLib::ByteVector SourceStream::readBlock(unsigned long requested) {
    if (offset_ < 0 || offset_ >= source_.length) return TagLib::ByteVector();
    const long available = std::min<long>(source_.length - offset_, maximumBlockBytes);
    const long length = requested > static_cast<unsigned long>(available)
        ? available : static_cast<long>(requested);
    TagLib::ByteVector block(static_cast<unsigned int>(length), 0);
    const size_t count = source_.read(source_.context, offset_, block.data(), length);
    if (count < static_cast<size_t>(length)) block.resize(static_cast<unsigned int>(count));
    offset_ += static_cast<long>(count);
    return block;
}

void SourceStream::seek(long offset, Position position) {
    // TagLib seeks by sizes that a file claims: their sum may be too large for a number.
    const long base = position == Beginning ? 0 : position == Current ? offset_ : source_.length;
    if (__builtin_add_overflow(base, offset, &offset_)) offset_ = source_.length;
}
