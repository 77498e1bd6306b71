#include "CTagLib.h"

#include <algorithm>
#include <asffile.h>
#include <fileref.h>
#include <tdebuglistener.h>
#include <tpropertymap.h>

#include "DescriptorStream.h"

namespace {

struct FieldName {
    const char *key;
    ctaglib_field field;
};

// TagLib's field names for all formats, and the variants that some taggers write.
const FieldName fieldNames[] = {
    {"TITLE", CTAGLIB_TITLE},
    {"ARTIST", CTAGLIB_ARTIST},
    {"ARTISTS", CTAGLIB_ARTISTS},
    {"ALBUM", CTAGLIB_ALBUM},
    {"ALBUMARTIST", CTAGLIB_ALBUM_ARTIST},
    {"ALBUM ARTIST", CTAGLIB_ALBUM_ARTIST},
    {"DATE", CTAGLIB_DATE},
    {"YEAR", CTAGLIB_YEAR},
    {"TRACKNUMBER", CTAGLIB_TRACK_NUMBER},
    {"TRACK", CTAGLIB_TRACK_NUMBER},
    {"DISCNUMBER", CTAGLIB_DISC_NUMBER},
    {"DISC", CTAGLIB_DISC_NUMBER},
    {"GENRE", CTAGLIB_GENRE},
    {"ISRC", CTAGLIB_ISRC},
    {"MUSICBRAINZ_TRACKID", CTAGLIB_MUSICBRAINZ_RECORDING},
    {"COMPILATION", CTAGLIB_COMPILATION},
};

// Silences TagLib's warnings on stderr, which is psm's log.
class Silence : public TagLib::DebugListener {
    void printMessage(const TagLib::String &) override {}
};

void silenceOnce() {
    static Silence silence;
    static const bool isSilent = (TagLib::setDebugListener(&silence), true);
    (void)isSilent;
}

bool isKey(const TagLib::String &string, const char *key) {
    for (TagLib::String::ConstIterator c = string.begin(); c != string.end(); ++c, ++key) {
        if (*key == 0 || *c != static_cast<wchar_t>(*key)) return false;
    }
    return *key == 0;
}

// Also handles the numeric types that Windows writes in place of text.
TagLib::String asText(const TagLib::ASF::Attribute &attribute) {
    switch (attribute.type()) {
    case TagLib::ASF::Attribute::BoolType:
        return attribute.toBool() ? "1" : "0";
    case TagLib::ASF::Attribute::DWordType:
        return TagLib::String::number(static_cast<int>(attribute.toUInt()));
    default:
        return attribute.toString();
    }
}

struct Receiver {
    size_t valueLimit;
    size_t lengthLimit;
    ctaglib_value value;
    void *context;

    void give(ctaglib_field field, const TagLib::StringList &values) const {
        size_t count = 0;
        for (TagLib::StringList::ConstIterator v = values.begin(); v != values.end(); ++v) {
            if (++count > valueLimit) return;
            // A character takes at least one byte, so truncating first loses nothing that fits.
            const std::string text = v->size() > lengthLimit
                ? v->substr(0, static_cast<unsigned int>(lengthLimit)).to8Bit(true)
                : v->to8Bit(true);
            value(context, field, text.data(), std::min(text.size(), lengthLimit));
        }
    }

    // Gives the fields of WMA files that TagLib's property map omits.
    void giveWindowsMedia(const TagLib::ASF::AttributeListMap &attributes) const {
        for (TagLib::ASF::AttributeListMap::ConstIterator a = attributes.begin();
             a != attributes.end(); ++a) {
            const bool isAuthor = isKey(a->first, "Author");
            if (!isAuthor && !isKey(a->first, "WM/IsCompilation")) continue;
            TagLib::StringList values;
            for (unsigned int i = 0; i < a->second.size(); ++i) {
                values.append(asText(a->second[i]));
            }
            give(isAuthor ? CTAGLIB_ARTIST : CTAGLIB_COMPILATION, values);
        }
    }

    void give(const TagLib::PropertyMap &properties) const {
        for (TagLib::PropertyMap::ConstIterator p = properties.begin(); p != properties.end();
             ++p) {
            for (const FieldName &name : fieldNames) {
                if (!isKey(p->first, name.key)) continue;
                give(name.field, p->second);
                break;
            }
        }
    }
};

uint32_t positive(int number) {
    return number > 0 ? static_cast<uint32_t>(number) : 0;
}

// Whether `file` is audio, and its audio properties. TagLib accepts much that is not: it takes any
// bytes for an MP3 without frames.
bool describe(const TagLib::File *file, ctaglib_audio *audio) {
    const TagLib::AudioProperties *const properties =
        file != nullptr && file->isValid() ? file->audioProperties() : nullptr;
    if (properties == nullptr) return false;
    audio->duration_ms = positive(properties->lengthInMilliseconds());
    audio->bitrate_kbps = positive(properties->bitrate());
    audio->sample_rate_hz = positive(properties->sampleRate());
    audio->channels = positive(properties->channels());
    return audio->sample_rate_hz > 0 && audio->duration_ms > 0;
}

ctaglib_status readStream(
    DescriptorStream &stream,
    const Receiver &receiver,
    ctaglib_audio *audio
) {
    TagLib::FileRef reference(&stream, true, TagLib::AudioProperties::Average);
    bool isAudio = describe(reference.file(), audio);
    if (!isAudio && stream.error() == 0) {
        // The extension may be wrong. Without one, TagLib goes by the content alone.
        stream.forgetName();
        const TagLib::FileRef byContent(&stream, true, TagLib::AudioProperties::Average);
        ctaglib_audio found = ctaglib_audio();
        if (describe(byContent.file(), &found)) {
            reference = byContent;
            *audio = found;
            isAudio = true;
        }
    }
    TagLib::File *const file = reference.file();
    if (file == nullptr) return CTAGLIB_UNKNOWN_FORMAT;
    receiver.give(file->properties());
    if (const TagLib::ASF::File *const media = dynamic_cast<TagLib::ASF::File *>(file)) {
        if (media->tag() != nullptr) receiver.giveWindowsMedia(media->tag()->attributeListMap());
    }
    return isAudio ? CTAGLIB_OK : CTAGLIB_NO_AUDIO;
}

}  // namespace

ctaglib_status ctaglib_read(
    int descriptor,
    const char *extension,
    size_t value_limit,
    size_t length_limit,
    ctaglib_audio *audio,
    ctaglib_value value,
    void *context
) {
    *audio = ctaglib_audio();
    // No C++ exception may leave this function, as the caller is not C++.
    try {
        silenceOnce();
        DescriptorStream stream(descriptor, extension);
        const Receiver receiver = {value_limit, length_limit, value, context};
        const ctaglib_status status = stream.error() == 0
            ? readStream(stream, receiver, audio) : CTAGLIB_FAILED;
        audio->read_errno = stream.error();
        return status;
    } catch (...) {
        return CTAGLIB_FAILED;
    }
}
