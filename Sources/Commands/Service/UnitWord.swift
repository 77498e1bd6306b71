import Messages

/// Words of a systemd unit, quoted so that systemd parses them back to the original.
///
/// Source: systemd.syntax(7) for quotes and escapes, systemd.unit(5) for specifiers.
enum UnitWord {
    /// The characters that need no quotes anywhere in a unit.
    private static let plain = Set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./:=,+@".utf8
    )

    /// `text` as one word of `ExecStart=` or `Environment=`.
    ///
    /// A `$` is not escaped: it is literal in `Environment=`, and in an `ExecStart=` that begins with
    /// a colon.
    ///
    /// - Parameter what: the role of the text, for messages.
    /// - Throws: `CommandError` if a unit cannot express the text: systemd ignores a line that is
    ///   not UTF-8, and an assignment with control characters.
    static func quoted(_ bytes: [UInt8], _ what: String) throws(CommandError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw refusal(bytes, what, "is not UTF-8")
        }
        if !text.isEmpty, text.utf8.allSatisfy(plain.contains) { return text }
        var word = "\"".unicodeScalars
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", "\"": word.append(contentsOf: "\\\(scalar)".unicodeScalars)
            case "%": word.append(contentsOf: "%%".unicodeScalars)
            case "\t": word.append(contentsOf: "\\t".unicodeScalars)
            case _ where scalar.properties.generalCategory == .control:
                throw refusal(bytes, what, "contains a line break or another control character")
            default: word.append(scalar)
            }
        }
        return String(word) + "\""
    }

    /// The same for the program that `ExecStart=` runs, where systemd accepts no quotes or
    /// backslashes, escaped or not.
    static func program(_ path: [UInt8]) throws(CommandError) -> String {
        let what = "The path of psm"
        guard !path.contains(where: { "\"'\\".utf8.contains($0) }) else {
            throw refusal(path, what, "contains a quote or a backslash")
        }
        return try quoted(path, what)
    }

    private static func refusal(
        _ bytes: [UInt8],
        _ what: String,
        _ reason: String
    ) -> CommandError {
        let text = Text.printable(String(decoding: bytes, as: UTF8.self))
        return CommandError(
            .settings,
            "\(what), \(text), \(reason), which a systemd unit cannot express. "
                + "Rename it, or use a link to it instead."
        )
    }
}
