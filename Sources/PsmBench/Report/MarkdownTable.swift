/// Columns of text, aligned for readers of the plain text.
struct MarkdownTable {
    let header: [String]
    let rows: [[String]]

    var text: String {
        let widths = header.indices.map { column in
            ([header] + rows).map { $0[column].count }.max() ?? 0
        }
        // The last column is as long as it likes.
        func line(_ cells: [String]) -> String {
            let padded = zip(cells, widths).dropLast().map { cell, width in
                cell + String(repeating: " ", count: width - cell.count)
            }
            return "| \((padded + cells.suffix(1)).joined(separator: " | ")) |\n"
        }
        let rule = widths.dropLast().map { String(repeating: "-", count: $0) } + ["---"]
        return line(header) + line(rule) + rows.map(line).joined()
    }
}
