import Foundation
import Glibc

/// The files of a checkout, or of a folder that stands for one in a test.
struct Repository: Sendable {
    /// Absolute, without a slash at the end.
    let root: String
    /// What the files go with, if they go.
    private let owner: TemporaryFolder?

    init(root: String, owner: TemporaryFolder? = nil) {
        self.root = root
        self.owner = owner
    }

    /// The checkout that this file belongs to.
    static let here: Repository = {
        let file = realpath(#filePath, nil).map { path in
            defer { free(path) }
            return String(cString: path)
        }
        let components = (file ?? #filePath).split(separator: "/")
        // Tests/HouseTests/Repository/Repository.swift
        return Repository(root: "/" + components.dropLast(4).joined(separator: "/"))
    }()

    /// The paths of all files below `folder`, relative to the repository and sorted. What begins
    /// with a dot is passed over.
    func files(below folder: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: "\(root)/\(folder)")
        var paths: [String] = []
        while let name = names?.nextObject() as? String {
            if name.split(separator: "/").contains(where: { $0.hasPrefix(".") }) { continue }
            let path = "\(folder)/\(name)"
            if isFile(path) { paths.append(path) }
        }
        return paths.sorted()
    }

    func isFile(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(
            atPath: "\(root)/\(path)",
            isDirectory: &isFolder
        )
        return exists && !isFolder.boolValue
    }

    func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(root)/\(path)")
    }

    func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: "\(root)/\(path)")))
    }

    func text(_ path: String) throws -> String {
        String(decoding: try bytes(path), as: UTF8.self)
    }

    /// The first line of `path` that holds `text`, or 1.
    func line(of text: String, in path: String) throws -> Int {
        let lines = try self.text(path).split(separator: "\n", omittingEmptySubsequences: false)
        return (lines.firstIndex { $0.contains(text) } ?? 0) + 1
    }
}
