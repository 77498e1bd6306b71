#ifndef DESCRIPTOR_STREAM_H
#define DESCRIPTOR_STREAM_H

#include <string>
#include <tiostream.h>

// A read-only TagLib stream over a file descriptor that the caller owns. It uses pread(2), so that
// the name may be any bytes and the descriptor's own offset does not change.
//
// TagLib makes many small reads, mostly at the start and the end of a file. Two windows serve
// nearly all of them with two or three system calls.
class DescriptorStream : public TagLib::IOStream {
public:
    // `extension` is the only part of the name that TagLib sees.
    DescriptorStream(int descriptor, const char *extension);

    // Makes TagLib go by the content alone.
    void forgetName() { name_ = "audio"; }

    // errno of the first failed read, else 0.
    int error() const { return error_; }

    TagLib::FileName name() const override { return name_.c_str(); }
    TagLib::ByteVector readBlock(unsigned long length) override;
    void seek(long offset, Position position = Beginning) override;
    void clear() override {}
    long tell() const override { return offset_; }
    long length() override { return length_; }
    bool readOnly() const override { return true; }
    bool isOpen() const override { return length_ >= 0; }

    // The stream never writes.
    void writeBlock(const TagLib::ByteVector &) override {}
    void insert(const TagLib::ByteVector &, unsigned long, unsigned long) override {}
    void removeBlock(unsigned long, unsigned long) override {}
    void truncate(long) override {}

private:
    struct Window {
        long start = 0;
        long count = 0;
        char bytes[16 * 1024];

        bool holds(long offset, long length) const {
            return offset >= start && offset + length <= start + count;
        }
    };

    long readAt(long offset, char *bytes, long length);

    const int descriptor_;
    std::string name_;
    long length_ = -1;
    long offset_ = 0;
    int error_ = 0;
    Window head_;
    Window roaming_;
};

#endif
