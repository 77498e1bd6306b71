// What psm asks of TagLib, as C: read the tags and audio properties of an open file. Read only.
#ifndef CTAGLIB_H
#define CTAGLIB_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma clang assume_nonnull begin

// What Swift calls an enumerator.
#define CTAGLIB_SWIFT(name) __attribute__((swift_name(#name)))

// Which field a value belongs to. A field may have several values.
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
    // Neither the extension nor the content is of a known format.
    CTAGLIB_UNKNOWN_FORMAT CTAGLIB_SWIFT(unknownFormat),
    // A known format, but what makes it audio is missing or damaged. Tags may have been given.
    CTAGLIB_NO_AUDIO CTAGLIB_SWIFT(noAudio),
    // The library gave up (out of memory, or an error of its own).
    CTAGLIB_FAILED CTAGLIB_SWIFT(failed),
} ctaglib_status;

// As the file's headers say; 0 where they don't.
typedef struct ctaglib_audio {
    uint32_t duration_ms;
    uint32_t bitrate_kbps;
    uint32_t sample_rate_hz;
    uint32_t channels;
    // errno of the first read(2) that failed, else 0.
    int32_t read_errno;
} ctaglib_audio;

// One value: UTF-8, not closed by a NUL, valid only during the call.
typedef void (*ctaglib_value)(
    void *context,
    ctaglib_field field,
    const char *bytes,
    size_t length
);

// Reads the audio file behind `descriptor`, which stays open and whose offset is not used.
//
// `extension` (without dot, any case, may be empty) says which format is tried first; the content
// decides where it is another. At most `value_limit` values of a field are given, each cut to
// `length_limit` bytes. Any number of threads may call it, each with a descriptor of its own.
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
