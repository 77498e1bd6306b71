import App
import ArgumentParser
import FileIO
import Journal
import Messages
import Projection
import SystemPackage

struct SQLCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sql",
        abstract: "Query psm.db with SQL.",
        discussion: """
            Prints one line per row, with values separated by tabs. NULL is empty; a tab, a line \
            break or a backslash in a value is printed as \\t, \\n or \\\\. The database is opened \
            read-only, as it is; psm project brings it up to date. Schemas/read-model has the tables.
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var past: PastOptions

    @Argument(help: "One SELECT statement; - reads it from stdin.")
    var query: String

    @Flag(help: "Print the column names first.")
    var header = false

    func run() throws {
        let damage = DamageTally()
        let sql = query == "-" ? try standardInput() : query
        let query = ReadOnlyQuery(sql: sql, header: header)
        if past.asOf == nil {
            try query.run(in: readModel())
        } else {
            try query.run(in: past.look(global, .all, damage).readModel)
        }
        try damage.throwIfAny()
    }

    /// Read-only, whoever asks; replayed in memory where SQLite would have to write to read.
    private func readModel() throws -> ReadModel {
        let path = try global.load().dataDirectory.appending("psm.db")
        if try PosixFileSystem().metadata(at: path, followSymlinks: true) == nil {
            throw CommandError(
                .noInput,
                "There is no \(path.string) yet; psm build creates it."
            )
        }
        do {
            return try ReadModel(reading: path)
        } catch let error as ReadModelError where error.needsWriting {
            return try global.openForReading().readModel
        }
    }

    private func standardInput() throws -> String {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = try piece.withUnsafeMutableBytes {
                try FileDescriptor.standardInput.read(into: $0)
            }
            if count == 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += piece[..<count]
        }
    }
}
