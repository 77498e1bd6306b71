import Formats

/// A column of a report, in HTML, in CSV, or in both.
struct ReportColumn<Row> {
    enum Kind: Equatable {
        case text
        /// Right-aligned, and sorted by its number.
        case number
        /// The cell that names its row, for screen readers.
        case rowName
    }

    struct Page {
        let title: StaticString
        let kind: Kind
        /// What the column is sorted by, if not by its text.
        let sortKey: ((Row) -> Int)?
        let write: (Row, inout HTMLWriter) -> Void
    }

    struct Sheet {
        let name: String
        let write: (Row, inout CSVWriter) -> Void
    }

    let page: Page?
    let sheet: Sheet?

    /// The same text in both.
    static func text(
        _ title: StaticString,
        _ name: String,
        kind: Kind = .text,
        _ value: @escaping (Row) -> String
    ) -> ReportColumn {
        ReportColumn(
            page: Page(title: title, kind: kind, sortKey: nil) { $1.text(value($0)) },
            sheet: Sheet(name: name) { $1.text(value($0)) }
        )
    }

    static func number(
        _ title: StaticString,
        _ name: String,
        _ value: @escaping (Row) -> Int
    ) -> ReportColumn {
        ReportColumn(
            page: Page(title: title, kind: .number, sortKey: nil) { $1.number(value($0)) },
            sheet: Sheet(name: name) { $1.number(value($0)) }
        )
    }

    static func onlyPage(
        _ title: StaticString,
        kind: Kind = .text,
        sortKey: ((Row) -> Int)? = nil,
        _ write: @escaping (Row, inout HTMLWriter) -> Void
    ) -> ReportColumn {
        ReportColumn(
            page: Page(title: title, kind: kind, sortKey: sortKey, write: write),
            sheet: nil
        )
    }

    static func onlySheet(
        _ name: String,
        _ write: @escaping (Row, inout CSVWriter) -> Void
    ) -> ReportColumn {
        ReportColumn(page: nil, sheet: Sheet(name: name, write: write))
    }
}

/// Rows and columns, rendered as an HTML table or as CSV.
struct ReportTable<Row> {
    let caption: StaticString
    let columns: [ReportColumn<Row>]
    let rows: [Row]

    /// An estimate that avoids growing the buffer repeatedly.
    static var htmlBytesPerRow: Int { 600 }
    static var csvBytesPerRow: Int { 320 }

    func csv() -> [UInt8] {
        var writer = CSVWriter(isForSpreadsheets: true)
        writer.reserve(rows.count * Self.csvBytesPerRow)
        let sheets = columns.compactMap(\.sheet)
        for sheet in sheets { writer.text(sheet.name) }
        writer.endLine()
        for row in rows {
            for sheet in sheets { sheet.write(row, &writer) }
            writer.endLine()
        }
        return writer.bytes
    }

    /// A search field, and the table below it. Without scripts, just the table.
    func write(to writer: inout HTMLWriter) {
        writer.reserve(writer.bytes.count + rows.count * Self.htmlBytesPerRow)
        writer.markup(
            """
            <p class="search"><label for="search">Search</label>
            <input id="search" type="search" autocomplete="off" spellcheck="false">
            <span id="shown" role="status"></span></p>
            <div class="scroll" tabindex="0" role="region" aria-labelledby="caption">
            <table id="rows"><caption id="caption">
            """
        )
        writer.markup(caption)
        writer.markup("</caption>\n<thead><tr>")
        let pages = columns.compactMap(\.page)
        for page in pages {
            writer.markup(
                page.kind == .number ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">"
            )
            writer.markup("<button type=\"button\">")
            writer.markup(page.title)
            writer.markup("</button></th>")
        }
        writer.markup("</tr></thead>\n<tbody>\n")
        for row in rows {
            writer.markup("<tr>")
            for page in pages { Self.write(page, row, to: &writer) }
            writer.markup("</tr>\n")
        }
        writer.markup("</tbody></table></div>\n")
    }

    private static func write(
        _ page: ReportColumn<Row>.Page,
        _ row: Row,
        to writer: inout HTMLWriter
    ) {
        switch page.kind {
        case .text: writer.markup("<td")
        case .number: writer.markup("<td class=\"n\"")
        case .rowName: writer.markup("<th scope=\"row\"")
        }
        if let key = page.sortKey {
            writer.markup(" data-sort=\"")
            writer.number(key(row))
            writer.markup("\"")
        }
        writer.markup(">")
        page.write(row, &writer)
        writer.markup(page.kind == .rowName ? "</th>" : "</td>")
    }
}
