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
    /// Looking at links takes at most this part of the time.
    private static let share = 20

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
    mutating func note(_ watch: Int32, at link: Link) {
        guard !states.isEmpty, states[link] != nil else { return }
        states[link]?.watch = watch
        watches.insert(watch)
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
        earliestCheck = end + (end - start) * Self.share
        nextCheck = nil
    }
}

extension InotifyWatcher {
    /// Remembers a link and what it leads to, if there is one.
    ///
    /// - Parameter isNew: it has just come, perhaps in the place of another one.
    /// - Returns: whether it leads to a directory.
    @discardableResult
    func noteLink(_ link: Link, isNew: Bool) -> Bool {
        if isNew {
            forgetLink(link)
        } else if links[link] != nil {
            return false
        }
        guard let place = places(of: link).first else { return false }
        let path = absolute(place.root, place.path)
        guard FileStatus(linkAt: path)?.isSymbolicLink == true else { return false }
        let target = FollowedLinks.Target(at: path)
        links[link] = FollowedLinks.State(target: target)
        return target?.isDirectory == true
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
                links[link] = nil
                continue
            }
            let target = FollowedLinks.Target(at: absolute(place.root, place.path))
            if target != known.target { follow(link, from: known, to: target, at: places) }
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
        for place in places {
            if isDirectory, wants(directory: place) {
                register(root: place.root, subdirectory: place.path, in: link.parent)
            }
            let path = path(place.root, place.path)
            let concernsDirectory = isDirectory || known.target?.isDirectory == true
            hints.append(concernsDirectory ? .directory(path) : .file(path))
        }
    }

    private func wants(directory place: WatchTable.Location) -> Bool {
        let slash = place.path.lastIndex(of: .slash)
        return place.path.withUnsafeBytes { path in
            let name = path[((slash ?? -1) + 1)...]
            return roots[place.root].filter.wants(
                directory: UnsafeRawBufferPointer(rebasing: name),
                in: UnsafeRawBufferPointer(rebasing: path[..<(slash ?? 0)])
            )
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
