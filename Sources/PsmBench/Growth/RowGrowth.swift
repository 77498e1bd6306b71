import Events
import Journal
import SystemPackage

/// The rows of all tables after rounds of other tags, compared with those of a replay.
struct RowGrowth {
    private let rounds: Int
    private let executable: FilePath
    private let workspace: Workspace

    private static let fileCount = 10_000
    private static let changedCount = 100

    init(rounds: Int, _ executable: FilePath, _ workspace: Workspace) {
        self.rounds = rounds
        self.executable = executable
        self.workspace = workspace
    }

    func measure() throws -> Figure {
        Progress.tell("\(rounds) rounds of other tags")
        let directory = try workspace.makeDirectory("rows")
        let catalogue = try SampleCatalogue(
            fileCount: Self.fileCount,
            trackCount: Self.fileCount / 2,
            arrivalCount: 0,
            executable: executable,
            in: directory
        )
        defer { try? catalogue.remove() }
        let installation = catalogue.installation
        try installation.run("export")
        let before = try rowCount(installation)
        let ids = try texts(installation, "SELECT id FROM library_files ORDER BY id")
            .prefix(Self.changedCount).compactMap(UInt64.init)
        for round in 0..<rounds {
            try change(ids, round, installation.journal)
            try installation.run("export")
        }
        let after = try rowCount(installation)
        try installation.run("project", "--rebuild")
        let rebuilt = try rowCount(installation)
        return Figure(
            name: "rows after \(rounds) rounds of other tags for \(Self.changedCount) files",
            value: after / rebuilt,
            unit: "×",
            target: .atMost(1),
            baseline: .init("rows of a rebuild", rebuilt, ""),
            details: [.init("rows", after, ""), .init("before the rounds", before, "")]
        )
    }

    private func change(_ ids: [UInt64], _ round: Int, _ journal: Journal) throws {
        var batch = RecordBatch()
        for (number, id) in ids.enumerated() {
            var events = SampleEvents()
            // Beyond the library, so that no other file has the same.
            let other = Self.fileCount * (round + 2) + number
            let event = events.changed(number, id: id, tagged: other)
            try EventCodec.encode(event, into: &batch)
        }
        try journal.append(batch)
    }

    private func rowCount(_ installation: Installation) throws -> Double {
        try texts(installation, "SELECT name FROM sqlite_master WHERE type = 'table'")
            .reduce(0) { sum, table in
                let count = try texts(installation, "SELECT count(*) FROM \(table)").first
                return sum + (count.flatMap(Double.init) ?? 0)
            }
    }

    private func texts(_ installation: Installation, _ sql: String) throws -> [String] {
        let file = try SQLiteFile(installation.database, isReadOnly: true)
        defer { file.close() }
        return try file.texts(sql)
    }
}
