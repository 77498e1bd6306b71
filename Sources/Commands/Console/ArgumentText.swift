import CArguments
import FileIO
import SystemPackage

/// The command line as text that keeps every byte: file names need not be UTF-8, but the argument
/// parser takes only strings.
///
/// Each byte that is not part of a valid character becomes a scalar of the last private-use plane,
/// which no file name uses in practice; ``path(_:)`` turns it back into that byte.
enum ArgumentText {
    private static let base: UInt32 = 0x10_FF00

    /// The arguments after the program's name.
    static func ofProcess() -> [String] {
        var count: Int32 = 0
        let kept = psm_arguments(&count)
        let arguments = kept ?? CommandLine.unsafeArgv
        if kept == nil { count = CommandLine.argc }
        return (1..<max(1, Int(count))).compactMap { arguments[$0].map { text($0) } }
    }

    /// The command line of this process, for people.
    static var commandLine: String {
        (["psm"] + ofProcess()).joined(separator: " ")
    }

    private static func text(_ pointer: UnsafeMutablePointer<CChar>) -> String {
        var bytes: [UInt8] = []
        var next = pointer
        while next.pointee != 0 {
            bytes.append(UInt8(bitPattern: next.pointee))
            next += 1
        }
        return text(bytes)
    }

    static func text(_ bytes: [UInt8]) -> String {
        if let valid = String(validating: bytes, as: UTF8.self) { return valid }
        var result = String.UnicodeScalarView()
        var rest = bytes[...]
        while let byte = rest.first {
            if let (scalar, count) = firstScalar(rest) {
                result.append(scalar)
                rest = rest.dropFirst(count)
            } else {
                if let scalar = Unicode.Scalar(base + UInt32(byte)) { result.append(scalar) }
                rest = rest.dropFirst()
            }
        }
        return String(result)
    }

    private static func firstScalar(_ bytes: ArraySlice<UInt8>) -> (Unicode.Scalar, count: Int)? {
        for count in 1...4 where count <= bytes.count {
            if let text = String(validating: bytes.prefix(count), as: UTF8.self),
                let scalar = text.unicodeScalars.first
            {
                return (scalar, count)
            }
        }
        return nil
    }

    /// The path that an argument stands for, byte for byte.
    static func path(_ argument: String) -> FilePath {
        var bytes: [UInt8] = []
        for scalar in argument.unicodeScalars {
            if (base...base + 0xFF).contains(scalar.value) {
                bytes.append(UInt8(scalar.value - base))
            } else {
                bytes.append(contentsOf: String(scalar).utf8)
            }
        }
        return FilePath(bytes: bytes)
    }
}
