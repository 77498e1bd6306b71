internal import FileIO
internal import Messages
internal import Projection
internal import Queries
package import SystemPackage

extension LibraryChanges {
    /// One line per change.
    ///
    /// - Parameter root: paths below it are shown relative to it; all others are absolute.
    package func lines(below root: FilePath? = nil) -> [String] {
        let display = PathDisplay(root: root)
        var lines = added.map { "\(Style.green("added")) \(display.text($0))" }
        lines += changed.map { change in
            let tags = change.tags.map { "\($0.name): \($0.old.quoted) → \($0.new.quoted)" }
            let what = tags.isEmpty ? "same tags, different bytes" : tags.joined(separator: ", ")
            return "\(Style.yellow("changed")) \(display.text(change.path))  \(what)"
        }
        lines += moved.map { move in
            "\(Style.bold("moved")) \(display.text(move.from)) → \(display.text(move.to))"
        }
        return lines + removed.map { "\(Style.red("removed")) \(display.text($0))" }
    }

    func write() {
        for line in lines() { StandardOutput.line(line) }
    }
}

extension CatalogChanges {
    package func lines(below root: FilePath? = nil) -> [String] {
        let display = PathDisplay(root: root)
        var lines = playlists.flatMap(\.lines)
        lines += matches.map { match in
            let old = match.old.map(display.text) ?? "no file"
            let new = match.new.map(display.text) ?? "no file"
            return "match \(Text.printable(match.track)): \(old) → \(new)"
        }
        lines += decisions.map { decision in
            let sign = decision.isNew ? Style.green("+") : Style.red("−")
            let track = Text.printable(decision.track)
            return "\(sign) \(decision.kind) \(track): \(display.text(decision.path))"
        }
        return lines
    }

    func write() {
        for line in lines() { StandardOutput.line(line) }
    }
}

extension CatalogChanges.Playlist {
    fileprivate var lines: [String] {
        let name = "“\(Style.bold(Text.printable(name)))”"
        var line = "playlist \(name)"
        switch state {
        case .new: line += " is new"
        case .removed: line += " was removed"
        case .renamed(let old): line = "playlist “\(Text.printable(old))” is now called \(name)"
        case .there: break
        }
        if !came.isEmpty || !went.isEmpty { line += ", +\(came.count) −\(went.count)" }
        if movedCount > 0 { line += ", \(Text.count(movedCount)) moved" }
        return [line] + came.map { "  \(Style.green("+ \(Text.printable($0))"))" }
            + went.map { "  \(Style.red("− \(Text.printable($0))"))" }
    }
}

/// Paths for people.
private struct PathDisplay {
    let root: FilePath?

    func text(_ path: [UInt8]) -> String {
        var path = path[...]
        if let prefix = root?.bytes, path.starts(with: prefix + [UInt8(ascii: "/")]) {
            path = path.dropFirst(prefix.count + 1)
        }
        return Text.printable(String(decoding: path, as: UTF8.self))
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
