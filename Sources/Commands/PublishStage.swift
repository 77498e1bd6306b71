import App
import Messages
import Projection
import SystemPackage

/// One projector that writes files, run and told.
struct PublishStage {
    /// The projector's.
    let name: String

    func run(_ application: Application, json: Bool) throws {
        let outcome = try Pipeline(application: application).run(.named([name]))
        try tell(outcome.publishReport(name), application, json: json)
    }

    func tell(_ report: PublishReport, _ application: Application, json: Bool) throws {
        for projector in application.projectors where projector.name == name {
            guard let product = (projector as? any PublishingProjector)?.product else { continue }
            if json {
                try StandardOutput.json(PublishJSON(report, product.directory))
            } else {
                StandardOutput.line(product.line(report))
            }
        }
    }
}

extension Product {
    /// `playlists: 2 written, 0 deleted, 5 unchanged, in /music/Playlists`.
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
