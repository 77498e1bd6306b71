import Foundation

/// The golden events in `Schemas/events/v1/golden`, in hexadecimal digits.
///
/// An event type has a file of its name; one that is written otherwise today has a file for each
/// later way, such as `root.lost-2.hex`.
enum Golden {
    static let events = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Schemas/events/v1")

    /// The latest way of those that were written otherwise before.
    private static let versions = ["root.lost": 2]

    static func file(_ type: String) -> URL {
        file(type, version: versions[type] ?? 1)
    }

    static func file(_ type: String, version: Int) -> URL {
        let name = version == 1 ? type : "\(type)-\(version)"
        return events.appending(path: "golden/\(name).hex")
    }

    /// 32 bytes a line.
    static func hex(_ bytes: [UInt8]) -> String {
        var text = ""
        for (index, byte) in bytes.enumerated() {
            text += (byte < 16 ? "0" : "") + String(byte, radix: 16)
            if index % 32 == 31 || index == bytes.count - 1 { text += "\n" }
        }
        return text
    }

    static func unhex(_ text: String) -> [UInt8] {
        let digits = text.compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count - 1, by: 2).map {
            UInt8(digits[$0] << 4 | digits[$0 + 1])
        }
    }
}
