// A C interface to TagLib: reads the tags and audio properties of an open file. Read-only.
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

typedef enum __attribute__((enum_extensibility(closed))) ctaglib_status {
    CTAGLIB_OK CTAGLIB_SWIFT(ok),
    // Neither the extension nor the content indicates a known format.
    CTAGLIB_UNKNOWN_FORMAT CTAGLIB_SWIFT(unknownFormat),
    // A known format, but its audio is missing or damaged. Tags may have been passed already.
    CTAGLIB_NO_AUDIO CTAGLIB_SWIFT(noAudio),
    // TagLib failed (out of memory, or an internal error).
    CTAGLIB_FAILED CTAGLIB_SWIFT(failed),
} ctaglib_status;

// According to the file's headers; 0 if unknown.
typedef struct ctaglib_audio {
    uint32_t duration_ms;
    uint32_t bitrate_kbps;
    uint32_t sample_rate_hz;
    uint32_t channels;
    // errno of the first failed read, else 0.
    int32_t read_errno;
} ctaglib_audio;

// Receives one value: UTF-8, not NUL-terminated, valid only during the call.
typedef void (*ctaglib_value)(
    void *context,
    ctaglib_field field,
    const char *bytes,
    size_t length
);

// Reads the audio file of `descriptor`, which stays open and whose offset is not used.
//
// `extension` (without the dot, in any case, may be empty) selects the format to try first; if it
// is wrong, the content decides. Passes at most `value_limit` values per field, each truncated to
// `length_limit` bytes. Threads may call it concurrently, each with its own descriptor.
ctaglib_status ctaglib_read(
    int descriptor,
    const char *extension,
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
