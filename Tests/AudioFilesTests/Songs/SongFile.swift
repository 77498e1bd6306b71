import Foundation
import SystemPackage
import Tags
import TestSupport

@testable import AudioFiles

/// The bytes of a sample.
func sampleBytes(_ kind: String) -> [UInt8] {
    let text = AudioSamples.base64[kind] ?? ""
    return [UInt8](Data(base64Encoded: text, options: .ignoreUnknownCharacters) ?? Data())
}

/// A file without a name, for one test.
final class SongFile {
    let descriptor: FileDescriptor

    init(_ bytes: [UInt8] = []) throws {
        var template = Array("/tmp/psm-song-XXXXXX".utf8CString)
        descriptor = FileDescriptor(rawValue: mkstemp(&template))
        unlink(template)
        try write(bytes)
    }

    deinit { try? descriptor.close() }

    func write(_ bytes: [UInt8]) throws {
        try descriptor.resize(to: 0)
        _ = try bytes.withUnsafeBytes { try descriptor.writeAll(toAbsoluteOffset: 0, $0) }
    }

    /// Zeros that take no space on a disk.
    func grow(to sizeBytes: Int64) throws {
        try descriptor.resize(to: sizeBytes)
    }
}

/// What was read, and how much that took.
struct SongReading {
    let reading: AudioReading
    let readBytes: Int
    let readCount: Int

    init(_ file: SongFile, suffix: String = "") {
        let audio = AudioFile(file.descriptor)
        reading = AudioReader().read(audio, suffix: suffix)
        readBytes = audio.readBytes
        readCount = audio.readCount
    }

    init(_ bytes: [UInt8], suffix: String = "") throws {
        self.init(try SongFile(bytes), suffix: suffix)
    }

    var tags: FileTags {
        if case .tags(let tags) = reading { tags } else { FileTags(error: "\(reading)") }
    }

    /// What TagLib gives for the file as it is.
    static func plain(_ bytes: [UInt8], suffix: String = "") throws -> FileTags {
        let file = try SongFile(bytes)
        let audio = AudioFile(file.descriptor)
        guard let cut = Cut.of(audio, suffix: suffix) else { return FileTags() }
        let whole = Cut(cut.format, [.file(0..<audio.sizeBytes)])
        let reading = AudioReader().read(AudioFile(file.descriptor), as: whole)
        if case .tags(let tags) = reading { return tags }
        return FileTags(error: "\(reading)")
    }
}

extension FileTags {
    /// The properties of the audio aside.
    var texts: FileTags {
        var texts = self
        texts.durationMs = 0
        texts.bitrateKbps = 0
        texts.sampleRateHz = 0
        texts.channels = 0
        return texts
    }
}
