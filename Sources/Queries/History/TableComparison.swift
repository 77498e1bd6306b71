package import GRDB
package import Projection

/// Reads two states of a table side by side, and yields the rows that differ.
///
/// Both queries have their key in the first columns and are sorted by it, integers by value and
/// texts by bytes. At most one row of each is in memory.
package struct TableComparison {
    package struct Row {
        let values: [ColumnValue]

        package subscript(_ column: Int) -> ColumnValue { values[column] }

        /// 0 if the value is NULL.
        package func integer(_ column: Int) -> Int64 {
            if case .integer(let number) = values[column] { number } else { 0 }
        }

        /// 0 if the value is NULL.
        package func double(_ column: Int) -> Double {
            if case .real(let number) = values[column] { number } else { 0 }
        }

        /// Empty if the value is NULL.
        package func text(_ column: Int) -> String {
            if case .text(let text) = values[column] { text } else { "" }
        }
    }

    private let before: SQLStatement
    private let after: SQLStatement
    private let keyCount: Int32

    package init(before: Database, after: Database, keyCount: Int, _ sql: String) throws {
        self.before = try SQLStatement(before, sql)
        self.after = try SQLStatement(after, sql)
        self.keyCount = Int32(keyCount)
    }

    /// - Parameter body: gets the old and the new row; nil if there is none.
    package func forEachDifference(_ body: (Row?, Row?) throws -> Void) throws {
        defer {
            before.reset()
            after.reset()
        }
        var old = RowBytes()
        var new = RowBytes()
        var hasOld = try before.step()
        var hasNew = try after.step()
        while hasOld || hasNew {
            let order = !hasOld ? 1 : !hasNew ? -1 : compareKeys()
            if order < 0 {
                try body(row(before), nil)
            } else if order > 0 {
                try body(nil, row(after))
            } else if digest(of: before, in: &old) != digest(of: after, in: &new) {
                try body(row(before), row(after))
            }
            if order <= 0 { hasOld = try before.step() }
            if order >= 0 { hasNew = try after.step() }
        }
    }

    private func compareKeys() -> Int {
        for column in 0..<keyCount {
            let order: Int
            switch (before.value(column), after.value(column)) {
            case (.integer(let old), .integer(let new)):
                order = old < new ? -1 : old > new ? 1 : 0
            case (let old, let new):
                let (old, new) = (old.bytes, new.bytes)
                order = old.lexicographicallyPrecedes(new) ? -1 : old == new ? 0 : 1
            }
            if order != 0 { return order }
        }
        return 0
    }

    private func digest(of statement: SQLStatement, in bytes: inout RowBytes) -> UInt64 {
        bytes.removeAll()
        for column in 0..<statement.columnCount { statement.encode(column, into: &bytes) }
        return bytes.digest
    }

    private func row(_ statement: SQLStatement) -> Row {
        Row(values: (0..<statement.columnCount).map(statement.value))
    }
}
