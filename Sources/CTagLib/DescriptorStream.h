#ifndef DESCRIPTOR_STREAM_H
#define DESCRIPTOR_STREAM_H

#include <string>
#include <tiostream.h>

// A TagLib stream over a file descriptor that somebody else opened and closes: read only, by
// pread(2), so that the name may be any bytes and the descriptor's own offset is left alone.
//
// TagLib reads a few bytes here and a few there, mostly at the start and at the end of a file. Two
// windows answer nearly all of that with two or three system calls.
class DescriptorStream : public TagLib::IOStream {
public:
    // `extension` is all that TagLib gets to know of the name.
    DescriptorStream(int descriptor, const char *extension);

    // Leaves TagLib nothing to go by but the content.
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

    // Nothing is ever written.
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
