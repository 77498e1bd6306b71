import Messages

/// Words of a systemd unit, quoted so that systemd reads back what was meant.
///
/// Source: systemd.syntax(7) for quotes and escapes, systemd.unit(5) for specifiers.
enum UnitWord {
    /// What stands for itself without quotes, in every place that a unit has words.
    private static let plain = Set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./:=,+@".utf8
    )

    /// `text` as one word of `ExecStart=` or `Environment=`.
    ///
    /// A `$` is left alone: it means nothing in `Environment=`, and nothing in an `ExecStart=` that
    /// begins with a colon.
    ///
    /// - Parameter what: what the text is, in the words of a message.
    /// - Throws: `CommandError` where a unit cannot hold the text: systemd ignores a line that is
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
                throw refusal(bytes, what, "holds a line break or another control character")
            default: word.append(scalar)
            }
        }
        return String(word) + "\""
    }

    /// The same, for the program that `ExecStart=` runs: there systemd takes no quotes and no
    /// backslashes, however they are written.
    static func program(_ path: [UInt8]) throws(CommandError) -> String {
        let what = "The path of psm"
        guard !path.contains(where: { "\"'\\".utf8.contains($0) }) else {
            throw refusal(path, what, "holds a quote or a backslash")
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
            "\(what), \(text), \(reason), which a unit of systemd cannot hold. "
                + "Rename it, or name a link to it instead."
        )
    }
}
