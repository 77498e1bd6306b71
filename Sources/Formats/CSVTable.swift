import FileIO
package import Messages
package import SystemPackage

/// A CSV file whose first line names its columns, in any order and any case.
///
/// ```
/// let table = try CSVTable("labels.csv")
/// let title = try table.requiredColumn("title")
/// for row in table.rows { print(row.line, row.fields[title]) }
/// ```
package struct CSVTable {
    package let path: FilePath
    package let rows: [CSVReader.Row]
    private let headerLine: Int
    private let names: [String]

    /// - Throws: `FileError` if the file cannot be read; `CSVTableError` if it is not a table.
    package init(_ path: FilePath) throws {
        try self.init(path, PosixFileSystem().readAll(path))
    }

    package init(_ path: FilePath, _ bytes: [UInt8]) throws {
        self.path = path
        var reader = CSVReader(bytes)
        var rows: [CSVReader.Row] = []
        do throws(CSVError) {
            guard let header = try reader.next() else {
                throw CSVError(line: 1, problem: "the header line is missing")
            }
            headerLine = header.line
            names = header.fields.map(Self.name)
            while let row = try reader.next() {
                guard row.fields.count == names.count else {
                    throw CSVError(
                        line: row.line,
                        problem: "the line has \(Text.count(row.fields.count, "field")), "
                            + "but the header has \(names.count)"
                    )
                }
                rows.append(row)
            }
        } catch {
            throw Self.failure(error, in: path)
        }
        self.rows = rows
    }

    /// The index of a column; `nil` if the table has no such column.
    package func column(_ name: String) throws -> Int? {
        let found = names.indices.filter { names[$0] == name }
        guard found.count < 2 else {
            throw failure(line: headerLine, "there are two columns named \(name)")
        }
        return found.first
    }

    package func requiredColumn(_ name: String) throws -> Int {
        guard let column = try column(name) else {
            throw failure(line: headerLine, "there is no column named \(name)")
        }
        return column
    }

    /// - Parameter problem: a clause without a full stop.
    package func failure(line: Int, _ problem: String) -> CSVTableError {
        Self.failure(CSVError(line: line, problem: problem), in: path)
    }

    private static func failure(_ error: CSVError, in path: FilePath) -> CSVTableError {
        CSVTableError(path: path, line: error.line, problem: error.problem)
    }

    private static func name(_ field: String) -> String {
        field.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

/// Why a file is not the expected table.
package struct CSVTableError: ReportableError, Equatable {
    package let path: FilePath
    package let line: Int
    /// A clause without its full stop.
    package let problem: String

    package var description: String { "\(path), line \(line): \(problem)." }
    package var exitStatus: ExitStatus { .damagedData }
}
