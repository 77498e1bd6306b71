#ifndef SOURCE_STREAM_H
#define SOURCE_STREAM_H

#include <tiostream.h>

#include "CTagLib.h"

// A read-only TagLib stream over bytes that the caller supplies.
class SourceStream : public TagLib::IOStream {
public:
    explicit SourceStream(const ctaglib_source &source) : source_(source) {}

    TagLib::FileName name() const override { return ""; }
    TagLib::ByteVector readBlock(unsigned long length) override;
    void seek(long offset, Position position = Beginning) override;
    void clear() override {}
    long tell() const override { return offset_; }
    long length() override { return source_.length; }
    bool readOnly() const override { return true; }
    bool isOpen() const override { return true; }

    // The stream never writes.
    void writeBlock(const TagLib::ByteVector &) override {}
    void insert(const TagLib::ByteVector &, unsigned long, unsigned long) override {}
    void removeBlock(unsigned long, unsigned long) override {}
    void truncate(long) override {}

private:
    const ctaglib_source source_;
    long offset_ = 0;
};

#endif
