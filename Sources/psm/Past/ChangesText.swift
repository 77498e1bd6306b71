import Projection
import Projectors

extension LibraryChanges {
    /// A line a change, with paths from the root of the file system.
    func write() {
        for path in added { StandardOutput.line("\(Style.green("added")) \(Self.text(path))") }
        for change in changed {
            let tags = change.tags.map { "\($0.name): \($0.old.quoted) → \($0.new.quoted)" }
            let what = tags.isEmpty ? "other bytes, the same tags" : tags.joined(separator: ", ")
            StandardOutput.line("\(Style.yellow("changed")) \(Self.text(change.path))  \(what)")
        }
        for move in moved {
            StandardOutput.line(
                "\(Style.bold("moved")) \(Self.text(move.from)) → \(Self.text(move.to))"
            )
        }
        for path in removed { StandardOutput.line("\(Style.red("removed")) \(Self.text(path))") }
    }

    private static func text(_ path: [UInt8]) -> String {
        Text.printable(String(decoding: path, as: UTF8.self))
    }
}

extension CatalogChanges {
    func write() {
        for playlist in playlists { playlist.write() }
        for match in matches {
            let old = match.old.map(Self.text) ?? "no file"
            let new = match.new.map(Self.text) ?? "no file"
            StandardOutput.line("match \(Text.printable(match.track)): \(old) → \(new)")
        }
        for decision in decisions {
            let sign = decision.isNew ? Style.green("+") : Style.red("−")
            StandardOutput.line(
                "\(sign) \(decision.kind) \(Text.printable(decision.track)): "
                    + Self.text(decision.path)
            )
        }
    }

    private static func text(_ path: [UInt8]) -> String {
        Text.printable(String(decoding: path, as: UTF8.self))
    }
}

extension CatalogChanges.Playlist {
    fileprivate func write() {
        var line = "playlist \(Style.bold(Text.printable(name))) +\(came.count) −\(went.count)"
        if movedCount > 0 { line += ", \(Text.count(movedCount)) moved" }
        switch state {
        case .new: line += ", new"
        case .gone: line += ", gone"
        case .renamed(let old): line += ", was “\(Text.printable(old))”"
        case .there: break
        }
        StandardOutput.line(line)
        for track in came { StandardOutput.line("  \(Style.green("+ \(Text.printable(track))"))") }
        for track in went { StandardOutput.line("  \(Style.red("− \(Text.printable(track))"))") }
    }
}

extension ColumnValue {
    /// For people: texts in quotation marks, a dash for nothing.
    fileprivate var quoted: String {
        switch self {
        case .null: "–"
        case .integer(let number): "\(number)"
        case .real(let number): "\(number)"
        case .text(let text): "“\(Text.printable(text))”"
        case .blob(let bytes): "“\(Text.printable(String(decoding: bytes, as: UTF8.self)))”"
        }
    }
}
