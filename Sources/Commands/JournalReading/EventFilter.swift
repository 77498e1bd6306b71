import ArgumentParser
import Events
import FileIO
import Journal
import Messages
import SystemPackage
import Watch

/// Which events `psm journal tail` shows.
struct EventFilter {
    /// nil for all.
    private var types: Set<String>?
    /// Globs for absolute paths; one without a slash gets `**/` in front.
    private var pathPatterns: [[UInt8]]

    /// - Parameters:
    ///   - types: names, families (`file`) or globs (`file.*`).
    ///   - paths: globs, as given on the command line.
    /// - Throws: `ValidationError` if one of `types` matches no event type.
    init(types: [String], paths: [String]) throws {
        for type in types where Self.names(type).isEmpty {
            throw ValidationError(
                "--type takes a type, a family such as file, or a glob such as file.*; "
                    + "“\(Text.printable(type))” matches none of "
                    + EventType.names.joined(separator: ", ") + "."
            )
        }
        self.types = types.isEmpty ? nil : Set(types.flatMap(Self.names))
        pathPatterns = paths.map { path in
            let pattern = ArgumentText.path(path).bytes
            return pattern.contains(UInt8(ascii: "/")) ? pattern : Array("**/".utf8) + pattern
        }
    }

    var takesAll: Bool { types == nil && pathPatterns.isEmpty }

    func takes(_ payload: UnsafeRawBufferPointer) -> Bool {
        if let types, !types.contains(EventType.name(of: payload)) { return false }
        if pathPatterns.isEmpty { return true }
        guard let event = try? EventCodec.decode(payload, at: .zero) else { return false }
        return event.paths.contains { path in pathPatterns.contains { Self.matches($0, path) } }
    }

    private static func names(_ type: String) -> [String] {
        EventType.names.filter { name in
            name.hasPrefix(type + ".") || matches(Array(type.utf8), Array(name.utf8))
        }
    }

    private static func matches(_ pattern: [UInt8], _ text: [UInt8]) -> Bool {
        pattern.withUnsafeBytes { pattern in
            text.withUnsafeBytes { Glob.matches(pattern, $0) }
        }
    }
}
