/// Every target has a row in the architecture's table, every row a target, and a room imports, in
/// its files and in `Package.swift`, what its row names or the base has.
struct RoomRule {
    let table: RoomTable
    let manifest: PackageManifest
    let files: [CodeFile]
    let repository: Repository

    init(of repository: Repository, _ files: [CodeFile], _ manifest: PackageManifest) throws {
        self.repository = repository
        self.files = files
        self.manifest = manifest
        table = RoomTable(Markdown(RoomTable.path, try repository.text(RoomTable.path)))
    }

    func violations() throws -> [Violation] {
        try namesWithoutTarget() + manifest.rooms.flatMap(violations)
    }

    /// What the table or the base names and is no target.
    private func namesWithoutTarget() -> [Violation] {
        let rows = table.rows.map { (line: $0.line, names: $0.named) }
        return (rows + [(table.baseLine, table.base)]).flatMap { line, names in
            names.subtracting(manifest.names).map { name in
                Violation(RoomTable.path, line, "Package.swift has no target “\(name)”.")
            }
        }
    }

    private func violations(of room: PackageManifest.Target) throws -> [Violation] {
        guard let row = table.row(of: room.name) else {
            // Parts of a C module that only the other part sees.
            if isCModule(room.name) && !manifest.rooms.contains(where: { isSwift($0, on: room) }) {
                return []
            }
            let line = try manifest.line(of: room, in: repository)
            let message = "The room “\(room.name)” has no row in \(RoomTable.path)."
            return [Violation("Package.swift", line, message)]
        }
        let allowed = allowedImports(of: room, row)
        let message = { (module: String) in
            "\(room.name) does not import \(module), says \(RoomTable.path):\(row.line)."
        }
        let dependencies = try room.dependencies.filter { !allowed.contains($0) }.map { name in
            let line = try manifest.line(of: room, in: repository)
            return Violation("Package.swift", line, message(name))
        }
        let modules = self.modules
        let imports = files.filter { manifest.target(of: $0.path) == room }.flatMap { file in
            file.imports.compactMap { found -> Violation? in
                guard let target = modules[found.module], !allowed.contains(target) else {
                    return nil
                }
                return Violation(file.path, found.line, message(target))
            }
        }
        return dependencies + imports
    }

    private func allowedImports(
        of room: PackageManifest.Target,
        _ row: RoomTable.Row
    ) -> Set<String> {
        var allowed = row.imports
        let base = table.base.union(table.isBaseOfCModules ? cModules : [])
        // A C module wraps another one.
        if isCModule(room.name) { allowed.formUnion(cModules) }
        if !base.contains(room.name) { allowed.formUnion(base) }
        return allowed
    }

    /// From the name that a file imports to the target.
    private var modules: [String: String] {
        Dictionary(
            uniqueKeysWithValues: manifest.targets.map { target in
                (target.name.split(separator: "-").joined(separator: "_"), target.name)
            }
        )
    }

    // MARK: C modules

    private var cModules: Set<String> {
        Set(manifest.rooms.map(\.name).filter(isCModule))
    }

    private func isCModule(_ name: String) -> Bool {
        guard let target = manifest.targets.first(where: { $0.name == name }) else { return false }
        return !files.contains { file in
            file.language == .swift && manifest.target(of: file.path) == target
        }
    }

    private func isSwift(_ room: PackageManifest.Target, on module: PackageManifest.Target) -> Bool
    {
        !isCModule(room.name) && room.dependencies.contains(module.name)
    }
}

extension CodeFile {
    /// The modules that the file imports, also a part of one, and the line of each.
    var imports: [(module: String, line: Int)] {
        guard language == .swift else { return [] }
        let kinds: Set = ["struct", "class", "enum", "protocol", "func", "typealias", "let", "var"]
        return tokens.indices.compactMap { index in
            guard tokens[index].text == "import", index == 0 || tokens[index - 1].text != "." else {
                return nil
            }
            let names = tokens[(index + 1)...].prefix(2).filter { $0.line == tokens[index].line }
            let name = names.first.map { kinds.contains($0.text) ? names.last : $0 } ?? nil
            return name.map { ($0.text, tokens[index].line) }
        }
    }
}
