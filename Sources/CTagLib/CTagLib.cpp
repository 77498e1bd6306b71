#include "CTagLib.h"

#include <aifffile.h>
#include <algorithm>
#include <apefile.h>
#include <asffile.h>
#include <flacfile.h>
#include <id3v1tag.h>
#include <id3v2framefactory.h>
#include <itfile.h>
#include <memory>
#include <modfile.h>
#include <mp4file.h>
#include <mpcfile.h>
#include <mpegfile.h>
#include <new>
#include <oggflacfile.h>
#include <opusfile.h>
#include <s3mfile.h>
#include <speexfile.h>
#include <tdebuglistener.h>
#include <tpropertymap.h>
#include <trueaudiofile.h>
#include <vorbisfile.h>
#include <wavfile.h>
#include <wavpackfile.h>
#include <xmfile.h>

#include "SourceStream.h"

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

bool isKey(const char *bytes, size_t length, const char *key) {
    for (; length > 0; --length, ++bytes, ++key) {
        const char upper = *bytes >= 'a' && *bytes <= 'z' ? *bytes - 'a' + 'A' : *bytes;
        if (*key == 0 || upper != *key) return false;
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
    const TagLib::AudioProperties *const properties = file->audioProperties();
    if (properties == nullptr) return false;
    audio->duration_ms = positive(properties->lengthInMilliseconds());
    audio->bitrate_kbps = positive(properties->bitrate());
    audio->sample_rate_hz = positive(properties->sampleRate());
    audio->channels = positive(properties->channels());
    return audio->sample_rate_hz > 0 && audio->duration_ms > 0;
}

// TagLib takes the fields of an MP3 file from the first of its tags alone. The old one at its end
// often has what the other lacks. (Not the genre: number 0, which means Blues, is also what is there
// if nobody chose one.)
TagLib::PropertyMap allProperties(TagLib::File *file) {
    TagLib::PropertyMap all = file->properties();
    TagLib::MPEG::File *const mpeg = dynamic_cast<TagLib::MPEG::File *>(file);
    if (mpeg == nullptr || !mpeg->hasID3v1Tag()) return all;
    const TagLib::PropertyMap old = mpeg->ID3v1Tag()->properties();
    for (TagLib::PropertyMap::ConstIterator p = old.begin(); p != old.end(); ++p) {
        if (!all.contains(p->first) && !isKey(p->first, "GENRE")) all.insert(p->first, p->second);
    }
    return all;
}

template <typename Format>
TagLib::File *opened(TagLib::IOStream *stream) {
    return new Format(stream, true, TagLib::AudioProperties::Average);
}

// Formats that have ID3v2 tags of their own.
template <typename Format>
TagLib::File *openedWithID3(TagLib::IOStream *stream) {
    return new Format(
        stream, TagLib::ID3v2::FrameFactory::instance(), true, TagLib::AudioProperties::Average);
}

TagLib::File *open(ctaglib_format format, TagLib::IOStream *stream) {
    using namespace TagLib;
    switch (format) {
    case CTAGLIB_MPEG: return openedWithID3<MPEG::File>(stream);
    case CTAGLIB_FLAC: return openedWithID3<FLAC::File>(stream);
    case CTAGLIB_OGG_VORBIS: return opened<Ogg::Vorbis::File>(stream);
    case CTAGLIB_OGG_OPUS: return opened<Ogg::Opus::File>(stream);
    case CTAGLIB_OGG_SPEEX: return opened<Ogg::Speex::File>(stream);
    case CTAGLIB_OGG_FLAC: return opened<Ogg::FLAC::File>(stream);
    case CTAGLIB_MP4: return opened<MP4::File>(stream);
    case CTAGLIB_WAV: return opened<RIFF::WAV::File>(stream);
    case CTAGLIB_AIFF: return opened<RIFF::AIFF::File>(stream);
    case CTAGLIB_ASF: return opened<ASF::File>(stream);
    case CTAGLIB_APE: return opened<APE::File>(stream);
    case CTAGLIB_MUSEPACK: return opened<MPC::File>(stream);
    case CTAGLIB_WAVPACK: return opened<WavPack::File>(stream);
    case CTAGLIB_TRUE_AUDIO: return opened<TrueAudio::File>(stream);
    case CTAGLIB_MOD: return opened<Mod::File>(stream);
    case CTAGLIB_S3M: return opened<S3M::File>(stream);
    case CTAGLIB_IT: return opened<IT::File>(stream);
    case CTAGLIB_XM: return opened<XM::File>(stream);
    }
    return nullptr;
}

ctaglib_status readStream(
    SourceStream &stream,
    ctaglib_format format,
    const Receiver &receiver,
    ctaglib_audio *audio
) {
    const std::unique_ptr<TagLib::File> file(open(format, &stream));
    if (file == nullptr || !file->isValid()) return CTAGLIB_INVALID;
    const bool isAudio = describe(file.get(), audio);
    receiver.give(allProperties(file.get()));
    if (const TagLib::ASF::File *const media = dynamic_cast<TagLib::ASF::File *>(file.get())) {
        if (media->tag() != nullptr) receiver.giveWindowsMedia(media->tag()->attributeListMap());
    }
    return isAudio ? CTAGLIB_OK : CTAGLIB_NO_AUDIO;
}

}  // namespace

int ctaglib_field_named(const char *bytes, size_t length) {
    for (const FieldName &name : fieldNames) {
        if (isKey(bytes, length, name.key)) return name.field;
    }
    return -1;
}

ctaglib_status ctaglib_read(
    const ctaglib_source *source,
    ctaglib_format format,
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
        SourceStream stream(*source);
        const Receiver receiver = {value_limit, length_limit, value, context};
        return readStream(stream, format, receiver, audio);
    } catch (const std::bad_alloc &) {
        return CTAGLIB_OUT_OF_MEMORY;
    } catch (...) {
        return CTAGLIB_FAILED;
    }
}
