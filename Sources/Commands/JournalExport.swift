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
            abstract: "Write the journal as JSON lines, with nothing lost.",
            discussion: """
                Schemas/journal-export/v1.schema.json describes the lines. Exits with 65 where \
                something could not be read; it is told where it was.
                """
        )

        @OptionGroup var global: GlobalOptions

        @Option(
            help: ArgumentHelp("From this time or @POSITION on.", valueName: "time"),
            transform: Moment.argument
        )
        var since: Moment?

        @Option(
            help: ArgumentHelp("What is before this time or @POSITION.", valueName: "time"),
            transform: Moment.argument
        )
        var until: Moment?

        @Option(
            name: .shortAndLong,
            help: ArgumentHelp("Write to this file, whole or not at all.", valueName: "file")
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

        /// - Returns: whether something could not be read.
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

/// A file that is written little by little and takes its name when it is whole.
final class NewFile {
    private let target: FilePath
    private let temporary: FilePath
    private let file: any OpenFile
    private var sizeBytes: Int64 = 0
    private var isPublished = false

    init(replacing path: FilePath) throws(FileError) {
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
