import Foundation

/// What `Package.swift` says of its targets.
struct PackageManifest: Sendable {
    struct Target: Sendable, Equatable {
        let name: String
        /// Relative to the repository, without a slash at the end.
        let path: String
        /// Of this package's targets; outside packages need no naming.
        let dependencies: [String]
        /// Whether the build fails on a warning in it. A system library has none.
        let failsOnWarnings: Bool
    }

    let targets: [Target]

    init(targets: [Target]) {
        self.targets = targets
    }

    /// The target that a file belongs to.
    func target(of path: String) -> Target? {
        targets.filter { path.hasPrefix($0.path + "/") }.max { $0.path.count < $1.path.count }
    }

    var names: Set<String> { Set(targets.map(\.name)) }

    /// The rooms: all that is not of the tests.
    var rooms: [Target] { targets.filter { $0.path.hasPrefix("Sources/") } }

    /// Where `Package.swift` declares the target; a product may have the same name.
    func line(of target: Target, in repository: Repository) throws -> Int {
        let lines = try repository.text("Package.swift")
            .split(separator: "\n", omittingEmptySubsequences: false)
        let index = lines.firstIndex { line in
            line.contains("name: \"\(target.name)\"") && !line.contains("targets:")
        }
        return (index ?? 0) + 1
    }

    /// Targets that are built in spite of warnings.
    func lenientTargets(in repository: Repository) throws -> [Violation] {
        try targets.filter { !$0.failsOnWarnings }.map { target in
            let message = "A warning in “\(target.name)” does not fail the build."
            return Violation("Package.swift", try line(of: target, in: repository), message)
        }
    }

    // MARK: Reading

    /// As SwiftPM itself reads the file: a manifest is a program, and its text may be any.
    init(of repository: Repository) throws {
        let scratch = NSTemporaryDirectory() + "psm-house-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: scratch) }
        let output = try Shell.run(
            ["swift", "package", "--scratch-path", scratch, "dump-package"],
            in: repository.root
        )
        guard output.exitCode == 0 else { throw Unreadable(message: output.errors) }
        try self.init(json: Data(output.text.utf8))
    }

    struct Unreadable: Error {
        let message: String
    }

    init(json: Data) throws {
        let dump = try JSONDecoder().decode(Dump.self, from: json)
        let names = Set(dump.targets.map(\.name))
        targets = dump.targets.map { target in
            let folder = target.type == "test" ? "Tests" : "Sources"
            return Target(
                name: target.name,
                path: target.path ?? "\(folder)/\(target.name)",
                dependencies: target.dependencies.compactMap(\.name).filter(names.contains),
                failsOnWarnings: target.type == "system"
                    || target.settings.strictTools.isSuperset(of: ["swift", "c", "cxx"])
            )
        }
    }
}

/// The part of `swift package dump-package` that is read.
private struct Dump: Decodable {
    let targets: [Target]

    struct Target: Decodable {
        let name: String
        let type: String
        let path: String?
        let dependencies: [Dependency]
        let settings: [Setting]
    }

    /// `{"byName": ["Journal", null]}`, `{"product": ["GRDB", "GRDB.swift", null, null]}`, ….
    struct Dependency: Decodable {
        let name: String?

        init(from decoder: any Decoder) throws {
            let kinds = try decoder.singleValueContainer().decode([String: [Part]].self)
            name = (kinds["byName"] ?? kinds["target"])?.first?.text
        }
    }

    /// A name, or one of the other things that stand beside it.
    struct Part: Decodable {
        let text: String?

        init(from decoder: any Decoder) throws {
            text = try? decoder.singleValueContainer().decode(String.self)
        }
    }

    struct Setting: Decodable {
        let tool: String
        let kind: Kind

        struct Kind: Decodable {
            let treatAllWarnings: Level?
        }

        struct Level: Decodable {
            let level: String

            enum CodingKeys: String, CodingKey {
                case level = "_0"
            }
        }
    }
}

extension [Dump.Setting] {
    /// The compilers to which a warning is an error.
    fileprivate var strictTools: Set<String> {
        Set(filter { $0.kind.treatAllWarnings?.level == "error" }.map(\.tool))
    }
}
