import Projection
import SystemPackage

/// One projector that writes files, run and told.
struct PublishStage {
    let name: String
    let noun: String
    let directory: FilePath

    func run(_ application: Application, json: Bool) throws {
        let outcome = try Pipeline(application: application).run([name])
        try tell(outcome.publishReport(name), json: json)
    }

    func tell(_ report: PublishReport, json: Bool) throws {
        if json {
            try StandardOutput.json(PublishJSON(report, directory))
        } else {
            StandardOutput.line(line(report))
        }
    }

    func line(_ report: PublishReport) -> String {
        "\(noun)s: \(Text.count(report.written.count)) written, "
            + "\(Text.count(report.deleted.count)) deleted, "
            + "\(Text.count(report.unchangedCount)) unchanged, in \(directory.string)"
    }
}

struct PublishJSON: Encodable {
    let directory: String
    let written: [String]
    let deleted: [String]
    let unchanged: Int

    init(_ report: PublishReport, _ directory: FilePath) {
        self.directory = directory.string
        written = report.written
        deleted = report.deleted
        unchanged = report.unchangedCount
    }
}
