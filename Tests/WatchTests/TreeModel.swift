import FileIO
import Foundation
import Synchronization
import SystemPackage
import Threads

@testable import Watch

/// A tree as somebody knows it who only ever looks where a hint sends them: the smallest scanner.
final class TreeModel: Sendable {
    /// What tells one version of a file from another.
    struct Stamp: Hashable {
        let sizeBytes: Int64
        let mtimeNanoseconds: Int64
        let ctimeNanoseconds: Int64
        let inode: UInt64
    }

    private struct State {
        var known: [TreePath: Stamp] = [:]
        var notices: [WatchNotice] = []
        var hintCount = 0
    }

    private let state = Mutex(State())
    private let isStopping = Atomic(false)
    private let filter: PathFilter
    private let roots: [FilePath]

    init(roots: [FilePath], filter: PathFilter) {
        self.roots = roots
        self.filter = filter
    }

    var known: [TreePath: Stamp] { state.withLock(\.known) }
    var notices: [WatchNotice] { state.withLock(\.notices) }
    var hintCount: Int { state.withLock(\.hintCount) }

    /// Follows a queue until it is stopped, beginning with a look at everything.
    func follow(_ queue: HintQueue, _ bell: Doorbell) {
        for root in roots { look(.directory(root)) }
        while !isStopping.load(ordering: .acquiring) {
            let notices = queue.takeNotices()
            let hints = queue.takeHints()
            state.withLock { state in
                state.notices += notices
                state.hintCount += hints.count
            }
            for hint in hints { look(hint) }
            bell.wait(until: queue.nextDeadline)
        }
    }

    func stop(_ bell: Doorbell) {
        isStopping.store(true, ordering: .releasing)
        bell.ring()
    }

    private func look(_ hint: FileHint) {
        let place = TreePath(hint.path)
        var found: [TreePath: Stamp] = [:]
        for root in roots where place.isWithin(TreePath(root)) {
            found.merge(Self.files(root: root, below: hint.path, filter: filter)) { $1 }
        }
        state.withLock { state in
            // What went may have been a directory.
            state.known = state.known.filter { !$0.key.isWithin(place) }
            state.known.merge(found) { $1 }
        }
    }

    /// The truth: what is there now.
    func truth() -> [TreePath: Stamp] {
        var all: [TreePath: Stamp] = [:]
        for root in roots {
            all.merge(Self.files(root: root, below: root, filter: filter)) { $1 }
        }
        return all
    }

    private static func files(
        root: FilePath,
        below path: FilePath,
        filter: PathFilter
    ) -> [TreePath: Stamp] {
        var visitor = Collector(rootBytes: root.bytes, filter: filter.scoped(to: root))
        var relative = path
        _ = relative.removePrefix(root)
        do {
            try DirectoryWalk.walk(
                root: root,
                from: relative.bytes,
                followSymlinks: false,
                visitor: &visitor
            )
        } catch {
            let name = relative.bytes
            let metadata = try? FileMetadata.of(path: path.bytes, followSymlinks: false)
            let isWanted = name.withUnsafeBytes { filter.scoped(to: root).wants(fileAt: $0) }
            if let metadata, metadata.kind == .regular, isWanted {
                visitor.found[TreePath(path)] = Stamp(metadata)
            }
        }
        return visitor.found
    }

    private struct Collector: DirectoryVisitor {
        let rootBytes: [UInt8]
        let filter: PathFilter
        var found: [TreePath: Stamp] = [:]

        func wants(file name: UnsafeRawBufferPointer, in directory: UnsafeRawBufferPointer) -> Bool
        {
            filter.wants(file: name, in: directory)
        }

        func wants(
            directory name: UnsafeRawBufferPointer,
            in directory: UnsafeRawBufferPointer
        ) -> Bool {
            filter.wants(directory: name, in: directory)
        }

        mutating func visit(
            file name: UnsafeRawBufferPointer,
            in directory: UnsafeRawBufferPointer,
            _ metadata: FileMetadata
        ) {
            let separator: [UInt8] = directory.isEmpty ? [] : [0x2F]
            let path = rootBytes + [0x2F] + [UInt8](directory) + separator + [UInt8](name)
            found[TreePath(bytes: path)] = Stamp(metadata)
        }

        func enter(
            directory: UnsafeRawBufferPointer,
            _ metadata: FileMetadata,
            isMountPoint: Bool
        ) {}

        func unreadable(
            _ path: UnsafeRawBufferPointer,
            isDirectory: Bool,
            _ error: FileError
        ) {}
    }
}

extension TreeModel.Stamp {
    init(_ metadata: FileMetadata) {
        sizeBytes = metadata.sizeBytes
        mtimeNanoseconds = metadata.mtimeNanoseconds
        ctimeNanoseconds = metadata.ctimeNanoseconds
        inode = metadata.inode
    }
}

/// A source, its queue, a model that follows it, and the folder that they watch.
final class WatchedTree: Sendable {
    let folder: FilePath
    let root: FilePath
    let model: TreeModel
    let queue: HintQueue
    private let source: any HintSource
    private let bell = Doorbell()
    private let follower: WorkerThread

    /// - Parameter prepare: fills the folder before anybody watches; the root is `rootBelow` in it.
    init(
        quiet: Duration = .zero,
        createRoot: Bool = true,
        rootBelow: FilePath = "music",
        filter: PathFilter = PathFilter(),
        prepare: (FilePath) throws -> Void = { _ in },
        source makeSource: (FilePath, PathFilter) -> any HintSource
    ) async throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "psm-watch-\(UUID())")
        folder = FilePath(url.path())
        root = folder.pushing(rootBelow)
        let first = createRoot ? root : folder
        try FileManager.default.createDirectory(
            atPath: first.string,
            withIntermediateDirectories: true
        )
        try prepare(root)
        queue = HintQueue(quiet: quiet, roots: [root], bell: bell)
        model = TreeModel(roots: [root], filter: filter)
        source = makeSource(root, filter)
        try source.start(into: queue)
        follower = try WorkerThread { [model, queue, bell] in model.follow(queue, bell) }
        // The first look is done before the test goes on.
        try await waitUntilKnown("the start")
    }

    /// Waits until the model knows the tree as it is.
    func waitUntilKnown(_ what: String, timeout: Duration = .seconds(20)) async throws {
        let deadline = ContinuousClock.now + timeout
        var pause = Duration.milliseconds(2)
        while true {
            let (known, truth) = (model.known, model.truth())
            if known == truth { return }
            if ContinuousClock.now > deadline {
                let missed = truth.filter { known[$0.key] != $0.value }.keys
                    .map(\.filePath.string)
                let stale = known.keys.filter { truth[$0] == nil }.map(\.filePath.string)
                throw NotKnown(what: what, missed: missed.sorted(), stale: stale.sorted())
            }
            // Comparing is dear in a big tree: leave the others the time.
            try await Task.sleep(for: pause)
            pause = min(pause * 2, .milliseconds(250))
        }
    }

    func stop() {
        source.stop()
        model.stop(bell)
        follower.join()
        try? FileManager.default.removeItem(atPath: folder.string)
    }

    struct NotKnown: Error {
        let what: String
        let missed: [String]
        let stale: [String]
    }
}
