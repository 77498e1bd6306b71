#if os(Linux) && !PSM_PORTABLE
import FileIO
import Glibc
import SystemPackage

/// A symbolic link, by the directory that it is in.
struct Link: Hashable {
    let parent: WatchTable.Parent
    let name: [UInt8]

    init(parent: WatchTable.Parent, name: some Collection<UInt8>) {
        self.parent = parent
        self.name = Array(name)
    }
}

/// The symbolic links that are followed, and what each of them led to.
///
/// The kernel tells of changes in a directory that a link leads to. It does not tell when a link comes
/// to lead elsewhere because of what happens on the way, nor of a single file that a link leads to. So
/// all links are looked at when something changed, and once an interval.
struct FollowedLinks {
    /// What a link leads to, as far as a change of it matters.
    struct Target: Equatable {
        let isDirectory: Bool
        private let device: UInt64
        private let inode: UInt64
        private let sizeBytes: Int64
        private let mtimeNanoseconds: Int64
        private let ctimeNanoseconds: Int64

        /// nil if it leads nowhere.
        init?(at path: [UInt8]) {
            guard let found = try? FileMetadata.of(path: path) else { return nil }
            isDirectory = found.kind == .directory
            device = found.device
            inode = found.inode
            // What happens in a directory, its watch tells.
            sizeBytes = isDirectory ? 0 : found.sizeBytes
            mtimeNanoseconds = isDirectory ? 0 : found.mtimeNanoseconds
            ctimeNanoseconds = isDirectory ? 0 : found.ctimeNanoseconds
        }
    }

    struct State {
        var target: Target?
        /// Of the directory that it leads to.
        var watch: Int32?
    }

    /// More are not followed closely: what they lead to, the next full scan finds.
    private static let limit = 100_000
    private static let delay = Duration.milliseconds(20)
    /// Looking at links takes at most this part of the time, and is done at most so often.
    private static let share = 20
    private static let shortestPause = Duration.milliseconds(200)

    private(set) var states: [Link: State] = [:]
    private var watches: Set<Int32> = []
    private(set) var nextCheck: ContinuousClock.Instant?
    private var earliestCheck = ContinuousClock.now

    subscript(_ link: Link) -> State? {
        get { states[link] }
        set {
            if newValue != nil, states[link] == nil, states.count >= Self.limit { return }
            states[link] = newValue
        }
    }

    /// A link leads to the directory of this watch.
    ///
    /// - Returns: another one that it led to before.
    mutating func note(_ watch: Int32, at link: Link) -> Int32? {
        guard !states.isEmpty, let former = states[link] else { return nil }
        states[link]?.watch = watch
        watches.insert(watch)
        return former.watch == watch ? nil : former.watch
    }

    /// Whether a link may lead to the directory of this watch.
    func lead(to watch: Int32) -> Bool { watches.contains(watch) }

    mutating func somethingChanged(at now: ContinuousClock.Instant) {
        guard !states.isEmpty, nextCheck == nil else { return }
        nextCheck = max(now + Self.delay, earliestCheck)
    }

    /// Says that all were looked at.
    mutating func checked(since start: ContinuousClock.Instant) {
        let end = ContinuousClock.now
        earliestCheck = end + max((end - start) * Self.share, Self.shortestPause)
        nextCheck = nil
    }
}

extension InotifyWatcher {
    /// Remembers a link and what it leads to, if there is one.
    ///
    /// - Parameter isNew: it has just come, perhaps in the place of another one.
    /// - Returns: whether it leads to a directory, or the one before it did.
    @discardableResult
    func noteLink(_ link: Link, isNew: Bool) -> Bool {
        if !isNew, links[link] != nil { return false }
        let led = forgetLink(link)
        guard let place = places(of: link).first else { return led }
        let path = absolute(place.root, place.path)
        guard FileStatus(linkAt: path)?.isSymbolicLink == true else { return led }
        let target = FollowedLinks.Target(at: path)
        links[link] = FollowedLinks.State(target: target)
        return led || target?.isDirectory == true
    }

    /// - Returns: whether it led to a directory.
    @discardableResult
    func forgetLink(_ link: Link) -> Bool {
        guard let state = links[link] else { return false }
        links[link] = nil
        if let watch = state.watch { leave(watch, link.parent, link.name) }
        return state.target?.isDirectory == true
    }

    /// Looks where each link leads now.
    func checkLinks() {
        let start = ContinuousClock.now
        for (link, known) in links.states {
            let places = places(of: link)
            guard let place = places.first else {
                forgetLink(link)
                continue
            }
            let target = FollowedLinks.Target(at: absolute(place.root, place.path))
            // A new directory may have the number of the one before.
            let isLost = known.watch.map { !table.contains($0) } ?? false
            if target != known.target || isLost {
                follow(link, from: known, to: target, at: places)
            }
        }
        links.checked(since: start)
    }

    private func follow(
        _ link: Link,
        from known: FollowedLinks.State,
        to target: FollowedLinks.Target?,
        at places: [WatchTable.Location]
    ) {
        links[link] = FollowedLinks.State(target: target)
        if let watch = known.watch { leave(watch, link.parent, link.name) }
        let isDirectory = target?.isDirectory == true
        let concernsDirectory = isDirectory || known.target?.isDirectory == true
        for place in places {
            let filter = roots[place.root].filter
            let path = path(place.root, place.path)
            if concernsDirectory, place.path.withUnsafeBytes(filter.wants(directoryAt:)) {
                if isDirectory {
                    register(root: place.root, subdirectory: place.path, in: link.parent)
                }
                hints.append(.directory(path))
            } else if place.path.withUnsafeBytes(filter.wants(fileAt:)) {
                hints.append(.file(path))
            }
        }
    }

    /// Watches what is there now by the name of a link.
    func registerPlaces(of link: Link) {
        for place in places(of: link) {
            guard place.path.withUnsafeBytes(roots[place.root].filter.wants(directoryAt:)) else {
                continue
            }
            register(root: place.root, subdirectory: place.path, in: link.parent)
        }
    }

    /// By each way that leads to the directory that it is in.
    private func places(of link: Link) -> [WatchTable.Location] {
        guard case .watch(let directory) = link.parent else { return [] }
        return table.locations(of: directory).map { location in
            let separator: [UInt8] = location.path.isEmpty ? [] : [.slash]
            return WatchTable.Location(
                root: location.root,
                path: location.path + separator + link.name
            )
        }
    }
}
#endif
