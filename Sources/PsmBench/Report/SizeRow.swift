/// The cost of watching a library of one size.
struct SizeRow: Encodable {
    let fileCount: Int
    let startSeconds: Double
    let residentMegabytes: Double
    let anonymousMegabytes: Double
    let peakMegabytes: Double
    /// From a file's close to its event.
    let medianMilliseconds: Double
    let percentile95Milliseconds: Double

    static func table(_ rows: [SizeRow]) -> MarkdownTable {
        MarkdownTable(
            header: [
                "files", "start to watching", "resident", "anonymous", "peak",
                "close to event, p50", "p95",
            ],
            rows: rows.map { row in
                [
                    Numbers.text(Double(row.fileCount)),
                    Numbers.text(row.startSeconds, "s"),
                    Numbers.text(row.residentMegabytes, "MB"),
                    Numbers.text(row.anonymousMegabytes, "MB"),
                    Numbers.text(row.peakMegabytes, "MB"),
                    Numbers.text(row.medianMilliseconds, "ms"),
                    Numbers.text(row.percentile95Milliseconds, "ms"),
                ]
            }
        )
    }
}
