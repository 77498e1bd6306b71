// A C interface to TagLib: reads tags and audio properties from bytes that the caller supplies.
#ifndef CTAGLIB_H
#define CTAGLIB_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma clang assume_nonnull begin

// The Swift name of an enumerator.
#define CTAGLIB_SWIFT(name) __attribute__((swift_name(#name)))

// The field that a value belongs to. A field may have several values.
typedef enum __attribute__((enum_extensibility(closed))) ctaglib_field {
    CTAGLIB_TITLE CTAGLIB_SWIFT(title),
    CTAGLIB_ARTIST CTAGLIB_SWIFT(artist),
    CTAGLIB_ARTISTS CTAGLIB_SWIFT(artists),
    CTAGLIB_ALBUM CTAGLIB_SWIFT(album),
    CTAGLIB_ALBUM_ARTIST CTAGLIB_SWIFT(albumArtist),
    CTAGLIB_DATE CTAGLIB_SWIFT(date),
    CTAGLIB_YEAR CTAGLIB_SWIFT(year),
    CTAGLIB_TRACK_NUMBER CTAGLIB_SWIFT(trackNumber),
    CTAGLIB_DISC_NUMBER CTAGLIB_SWIFT(discNumber),
    CTAGLIB_GENRE CTAGLIB_SWIFT(genre),
    CTAGLIB_ISRC CTAGLIB_SWIFT(isrc),
    CTAGLIB_MUSICBRAINZ_RECORDING CTAGLIB_SWIFT(musicbrainzRecording),
    CTAGLIB_COMPILATION CTAGLIB_SWIFT(compilation),
} ctaglib_field;

typedef enum __attribute__((enum_extensibility(closed))) ctaglib_format {
    CTAGLIB_MPEG CTAGLIB_SWIFT(mpeg),
    CTAGLIB_FLAC CTAGLIB_SWIFT(flac),
    CTAGLIB_OGG_VORBIS CTAGLIB_SWIFT(oggVorbis),
    CTAGLIB_OGG_OPUS CTAGLIB_SWIFT(oggOpus),
    CTAGLIB_OGG_SPEEX CTAGLIB_SWIFT(oggSpeex),
    CTAGLIB_OGG_FLAC CTAGLIB_SWIFT(oggFLAC),
    CTAGLIB_MP4 CTAGLIB_SWIFT(mp4),
    CTAGLIB_WAV CTAGLIB_SWIFT(wav),
    CTAGLIB_AIFF CTAGLIB_SWIFT(aiff),
    CTAGLIB_ASF CTAGLIB_SWIFT(asf),
    CTAGLIB_APE CTAGLIB_SWIFT(ape),
    CTAGLIB_MUSEPACK CTAGLIB_SWIFT(musepack),
    CTAGLIB_WAVPACK CTAGLIB_SWIFT(wavPack),
    CTAGLIB_TRUE_AUDIO CTAGLIB_SWIFT(trueAudio),
    CTAGLIB_MOD CTAGLIB_SWIFT(mod),
    CTAGLIB_S3M CTAGLIB_SWIFT(s3m),
    CTAGLIB_IT CTAGLIB_SWIFT(it),
    CTAGLIB_XM CTAGLIB_SWIFT(xm),
} ctaglib_format;

typedef enum __attribute__((enum_extensibility(closed))) ctaglib_status {
    CTAGLIB_OK CTAGLIB_SWIFT(ok),
    // It is not of that format.
    CTAGLIB_INVALID CTAGLIB_SWIFT(invalid),
    // Of that format, but its audio is missing or damaged. Tags may have been passed already.
    CTAGLIB_NO_AUDIO CTAGLIB_SWIFT(noAudio),
    // There was not enough memory.
    CTAGLIB_OUT_OF_MEMORY CTAGLIB_SWIFT(outOfMemory),
    // TagLib failed otherwise.
    CTAGLIB_FAILED CTAGLIB_SWIFT(failed),
} ctaglib_status;

// According to the file's headers; 0 if unknown.
typedef struct ctaglib_audio {
    uint32_t duration_ms;
    uint32_t bitrate_kbps;
    uint32_t sample_rate_hz;
    uint32_t channels;
} ctaglib_audio;

// What is read: `length` bytes.
typedef struct ctaglib_source {
    int64_t length;
    // Copies up to `count` of the bytes from `offset` on; returns how many.
    size_t (*read)(void *context, int64_t offset, char *bytes, size_t count);
    void *context;
} ctaglib_source;

// Receives one value: UTF-8, not NUL-terminated, valid only during the call.
typedef void (*ctaglib_value)(
    void *context,
    ctaglib_field field,
    const char *bytes,
    size_t length
);

// The field that a key (upper or lower case) names where fields have names; -1 if none.
int ctaglib_field_named(const char *bytes, size_t length);

// Reads the audio of `source`, which is of that format or of none: TagLib guesses no format, as it
// then searches through all of the source.
//
// Passes at most `value_limit` values per field, each truncated to `length_limit` bytes. Threads may
// call it concurrently, each with its own source.
ctaglib_status ctaglib_read(
    const ctaglib_source *source,
    ctaglib_format format,
    size_t value_limit,
    size_t length_limit,
    ctaglib_audio *audio,
    ctaglib_value value,
    void *context
);

#pragma clang assume_nonnull end

#ifdef __cplusplus
}
#endif

#endif
