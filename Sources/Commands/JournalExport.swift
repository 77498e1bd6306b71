import ArgumentParser
import Events
import FileIO
import Journal
import Messages
import Moments
import SystemPackage

extension JournalCommand {
    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Export the journal as JSON lines, without loss.",
            discussion: """
                Schemas/journal-export/v1.schema.json describes the lines. Damage is reported in \
                its place, and the command exits 65.
                """
        )

        @OptionGroup var global: GlobalOptions

        @Option(
            help: ArgumentHelp("Start at this time or @POSITION.", valueName: "time"),
            transform: Moment.argument
        )
        var since: Moment?

        @Option(
            help: ArgumentHelp("Stop before this time or @POSITION.", valueName: "time"),
            transform: Moment.argument
        )
        var until: Moment?

        @Option(
            name: .shortAndLong,
            help: ArgumentHelp("Write to this file, atomically.", valueName: "file")
        )
        var output: String?

        func run() throws {
            let journal = try global.openJournal()
            let head = try journal.head().position
            var hasMetDamage = false
            let note = { (_: Damage) in hasMetDamage = true }
            let start = try since?.announced("since", in: journal, damage: note) ?? .zero
            let limit = try until?.announced("until", in: journal, damage: note) ?? head
            let end = max(start, min(limit, head))
            if let output {
                let file = try NewFile(replacing: WorkingDirectory.absolute(output))
                hasMetDamage =
                    try Self.write(journal, start..<end) { try file.append($0) } || hasMetDamage
                try file.publish()
            } else {
                hasMetDamage =
                    try Self.write(journal, start..<end) { StandardOutput.write($0) }
                    || hasMetDamage
            }
            if hasMetDamage { throw ExitStatus.damagedData.code }
        }

        /// - Returns: whether damage was encountered.
        static func write(
            _ journal: Journal,
            _ range: Range<Position>,
            to write: @escaping ([UInt8]) throws -> Void
        ) throws -> Bool {
            let printer = EventPrinter(.export, write: write)
            let id = try journal.identity()
            try printer.printLine { line in
                line.append("format", "psm-journal-export")
                line.append("version", UInt64(1))
                if let id { line.append("journal", "\(id)") }
                line.append("from", range.lowerBound.rawValue)
                line.append("to", range.upperBound.rawValue)
            }
            _ = try printer.print(journal, from: range.lowerBound, upTo: range.upperBound)
            return printer.hasMetDamage
        }
    }
}

/// A file that is written in pieces, and gets its name once it is complete.
final class NewFile {
    private let target: FilePath
    private let temporary: FilePath
    private let file: any OpenFile
    private var sizeBytes: Int64 = 0
    private var isPublished = false

    /// - Parameter path: of a file, or where one is to be; a link to one is kept.
    /// - Throws: `FileError`, also if a FIFO, a device or a folder is there.
    init(replacing path: FilePath) throws(FileError) {
        let fileSystem = PosixFileSystem()
        if let found = try fileSystem.metadata(at: path, followSymlinks: true) {
            if found.kind == .directory {
                throw FileError(operation: .open, path: path, errno: .isDirectory)
            }
            guard found.kind == .regular else { throw FileError(notRegular: path) }
        }
        let path = path.resolvingLinks()
        target = path
        let suffix = String(UInt32.random(in: .min ... .max), radix: 36)
        temporary = path.removingLastComponent().appending(".psm-\(suffix).tmp")
        file = try PosixFileSystem().open(temporary, .createNew)
    }

    deinit {
        file.close()
        // A leftover is harmless.
        if !isPublished { try? PosixFileSystem().remove(temporary) }
    }

    func append(_ bytes: [UInt8]) throws(FileError) {
        try file.writeAll(bytes, atOffset: sizeBytes)
        sizeBytes += Int64(bytes.count)
    }

    func publish() throws(FileError) {
        try file.synchronize()
        try PosixFileSystem().rename(temporary, to: target)
        isPublished = true
        try PosixFileSystem().synchronizeDirectory(target.removingLastComponent())
    }
}
