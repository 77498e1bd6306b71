import App
import FileIO
import Messages
import Projection
import Publishers
import SystemPackage

/// One publishing projector: runs it and reports what it did.
struct PublishStage {
    /// The projector's name.
    let name: String

    func run(_ application: Application, json: Bool) throws {
        let outcome = try Pipeline(application: application).run(.named([name]))
        try tell(outcome.publishReport(name), application, json: json)
    }

    /// - Throws: `PublishError` if a file could not be written.
    func throwIfIncomplete(_ report: PublishReport, _ application: Application) throws {
        guard !report.failures.isEmpty, let product = product(application) else { return }
        throw PublishError.incomplete(product.directory, report.failures.count)
    }

    func product(_ application: Application) -> Product? {
        let projector = application.projectors.first { $0.name == name }
        return (projector as? any PublishingProjector)?.product
    }

    func tell(_ report: PublishReport, _ application: Application, json: Bool) throws {
        guard let product = product(application) else { return }
        if json {
            try StandardOutput.json(PublishJSON(report, product.directory))
        } else {
            StandardOutput.line(product.line(report))
        }
    }
}

extension Product {
    /// `Playlists: 2 written, 0 deleted, 5 unchanged, in /music/Playlists`; for pages, which are
    /// read in a browser, `Reports: 5 pages, file:///data/reports/index.html`.
    func line(_ report: PublishReport) -> String {
        let title = name.prefix(1).uppercased() + name.dropFirst()
        if noun == "page" {
            let count = report.written.count + report.unchangedCount
            let index = Self.fileURL(directory.appending("index.html"))
            return "\(title): \(Text.count(count, noun)), \(index)"
        }
        return "\(title): \(Text.count(report.written.count)) written, "
            + "\(Text.count(report.deleted.count)) deleted, "
            + "\(Text.count(report.unchangedCount)) unchanged, in \(directory.string)"
    }

    /// Source: RFC 8089; bytes that RFC 3986 does not allow in a path are percent-encoded.
    private static func fileURL(_ path: FilePath) -> String {
        let allowed = Set(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/".utf8
        )
        return path.bytes.reduce(into: "file://") { url, byte in
            url += allowed.contains(byte) ? "\(UnicodeScalar(byte))" : "%" + byte.hex.uppercased()
        }
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
