import FileIO
import SystemPackage

/// A file of CSV whose first line names its columns, in any order and any case.
struct CSVTable {
    let path: FilePath
    let rows: [CSVReader.Row]
    private let headerLine: Int
    private let names: [String]

    /// - Throws: `FileError` where the file cannot be read; `CommandError` (65) where it is no table.
    init(_ path: FilePath) throws {
        try self.init(path, PosixFileSystem().readAll(path))
    }

    init(_ path: FilePath, _ bytes: [UInt8]) throws {
        self.path = path
        var reader = CSVReader(bytes)
        var rows: [CSVReader.Row] = []
        do throws(CSVError) {
            guard let header = try reader.next() else {
                throw CSVError(line: 1, problem: "the line with the columns' names is missing")
            }
            headerLine = header.line
            names = header.fields.map(Self.name)
            while let row = try reader.next() {
                guard row.fields.count == names.count else {
                    throw CSVError(
                        line: row.line,
                        problem: "it has \(Text.count(row.fields.count, "field")) "
                            + "and the header has \(names.count)"
                    )
                }
                rows.append(row)
            }
        } catch {
            throw Self.failure(error, in: path)
        }
        self.rows = rows
    }

    /// The position of a column, or nil where the table lacks it.
    func column(_ name: String) throws -> Int? {
        let found = names.indices.filter { names[$0] == name }
        guard found.count < 2 else {
            throw failure(line: headerLine, "there are two columns named \(name)")
        }
        return found.first
    }

    func requiredColumn(_ name: String) throws -> Int {
        guard let column = try column(name) else {
            throw failure(line: headerLine, "there is no column named \(name)")
        }
        return column
    }

    /// - Parameter problem: a clause without its full stop.
    func failure(line: Int, _ problem: String) -> CommandError {
        Self.failure(CSVError(line: line, problem: problem), in: path)
    }

    private static func failure(_ error: CSVError, in path: FilePath) -> CommandError {
        CommandError(
            code: Failure.damagedData,
            message: "\(path), line \(error.line): \(error.problem)."
        )
    }

    private static func name(_ field: String) -> String {
        field.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
