#if os(Linux) && !PSM_PORTABLE
import FileIO
import Glibc
import Inotify
import SystemPackage

/// From the kernel's events to hints, for ``InotifySource``.
extension InotifyWatcher {
    /// Where an event's entry is.
    private struct Entry {
        let root: Int
        /// Relative to the root.
        let directory: [UInt8]
        let name: [UInt8]
        let path: FilePath
        /// Whether it is the first of the ways that lead to it: the kernel's rename is told of that
        /// one, of the others that something is gone and something came.
        let isFirst: Bool
    }

    func handle(_ event: InotifyEvent) {
        if event.has(IN_Q_OVERFLOW) {
            hasOverflowed = true
            return
        }
        noteAnchorEvent(event)
        guard table.contains(event.watch) else { return }
        let locations = table.locations(of: event.watch)
        if locations.isEmpty {
            // An entry above it is not in the table any more: it was moved out together with it.
            if table.isUnreachable(event.watch) { drop(event.watch) }
            return
        }
        if event.name.isEmpty { return handleSelf(event, locations) }
        let isLink = !event.has(IN_ISDIR) && handleLink(event)
        for (index, location) in locations.enumerated() {
            let directory = location.path
            let separator: [UInt8] = directory.isEmpty ? [] : [.slash]
            let entry = Entry(
                root: location.root,
                directory: directory,
                name: Array(event.name),
                path: path(location.root, directory + separator + event.name),
                isFirst: index == 0
            )
            if event.has(IN_ISDIR) || isLink {
                handleDirectory(event, entry)
            } else {
                handleFile(event, entry)
            }
        }
    }

    /// Keeps the links that are followed up to date.
    ///
    /// - Returns: whether the entry is, or was, a link to a directory.
    private func handleLink(_ event: InotifyEvent) -> Bool {
        guard options.followSymlinks else { return false }
        let link = Link(parent: .watch(event.watch), name: Array(event.name))
        if event.has(IN_DELETE | IN_MOVED_FROM) {
            let led = noteLink(link, isNew: true)
            // Two names that are exchanged leave and come one after the other.
            if led { registerPlaces(of: link) }
            return led
        }
        guard event.has(IN_CREATE | IN_MOVED_TO) else { return false }
        return noteLink(link, isNew: true)
    }

    // MARK: The watched directory itself

    private func handleSelf(_ event: InotifyEvent, _ locations: [WatchTable.Location]) {
        let own = roots.firstIndex { $0.watch == event.watch }
        if event.has(IN_MOVE_SELF) { leaveFormerPlaces(of: event.watch) }
        if let own { handleRoot(own, event) }
        if event.has(IN_UNMOUNT) {
            // The tree is now what the mount covered; it is watched once the unmount is complete.
            for location in locations where !location.path.isEmpty {
                hints.append(.directory(path(location.root, location.path)))
                uncovered.insert(location.root)
            }
        }
        if event.has(IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT) {
            // Nothing else tells that a link leads nowhere now.
            if links.lead(to: event.watch) { links.somethingChanged(at: .now) }
        }
        if event.has(IN_IGNORED) {
            table.remove(event.watch)
            mayHaveUnreachable = true
        }
    }

    private func handleRoot(_ root: Int, _ event: InotifyEvent) {
        if event.has(IN_ATTRIB) {
            // Another directory may be there by now: its own deletion is reported like that, too.
            registerRoot(root, isFirst: false)
            hints.append(.directory(roots[root].path))
        }
        guard event.has(IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT | IN_IGNORED) else { return }
        loseRoot(root)
        registerRoot(root, isFirst: false)
    }

    /// A directory was moved. Where it went to, if that is watched, it was entered by now: by an
    /// event of its own, or by the walk that found it in a parent that was new.
    private func leaveFormerPlaces(of watch: Int32) {
        for (parent, name) in table.parents(of: watch) {
            guard case .watch(let directory) = parent else { continue }
            let isThere = table.locations(of: directory).contains { location in
                let separator: [UInt8] = location.path.isEmpty ? [] : [.slash]
                return isInPlace(watch, absolute(location.root, location.path + separator + name))
            }
            if !isThere { leave(watch, parent, name) }
        }
    }

    // MARK: Directories

    private func handleDirectory(_ event: InotifyEvent, _ entry: Entry) {
        guard wants(directory: entry) else {
            // Its watches end with its own event of the move.
            takeHalfMove(event)
            return
        }
        let hint = FileHint.directory(entry.path)
        if event.has(IN_MOVED_FROM) {
            keepHalfMove(event, entry.isFirst, from: .removed(entry.path))
        } else if event.has(IN_MOVED_TO) {
            register(entry, in: event.watch)
            finishMove(event, entry.isFirst, to: hint)
        } else if event.has(IN_CREATE) {
            register(entry, in: event.watch)
            hints.append(hint)
        } else if event.has(IN_DELETE) {
            hints.append(.removed(entry.path))
        } else if event.has(IN_ATTRIB) {
            handleAttributes(of: entry, hint, in: event.watch)
        }
    }

    /// Its permissions may have kept everybody out for a while, also from what is watched all the
    /// time, and from watching what came meanwhile. Nothing tells that from new times, which mean
    /// nothing.
    private func handleAttributes(of entry: Entry, _ hint: FileHint, in parent: Int32) {
        register(entry, in: parent)
        hints.append(hint)
    }

    private func register(_ entry: Entry, in parent: Int32) {
        let separator: [UInt8] = entry.directory.isEmpty ? [] : [.slash]
        register(
            root: entry.root,
            subdirectory: entry.directory + separator + entry.name,
            in: .watch(parent)
        )
    }

    /// Whether the directory that is watched is the one at `path`: the kernel gives the same watch
    /// for it.
    private func isInPlace(_ watch: Int32, _ path: [UInt8]) -> Bool {
        var mask = Self.directoryMask
        if !options.followSymlinks { mask |= UInt32(IN_DONT_FOLLOW) }
        guard let found = try? notifier.add(path: path, mask: mask) else {
            return false
        }
        // Of whatever else stands there, an event of its own is on the way.
        if !table.contains(found) { notifier.remove(found) }
        return found == watch
    }

    // MARK: Files

    private func handleFile(_ event: InotifyEvent, _ entry: Entry) {
        if !unclosed.isEmpty, !event.has(IN_CREATE) { unclosed[entry.path] = nil }
        guard wants(file: entry) else {
            // Moved here from a watched name, it has at least left that place.
            takeHalfMove(event)
            return
        }
        let hint = FileHint.file(entry.path)
        if event.has(IN_MOVED_FROM) {
            keepHalfMove(event, entry.isFirst, from: .removed(entry.path))
        } else if event.has(IN_DELETE) {
            // A rename to this name came before, and is void.
            if !moves.isEmpty { flush() }
            hints.append(.removed(entry.path))
        } else if event.has(IN_MOVED_TO) {
            finishMove(event, entry.isFirst, to: hint)
        } else if event.has(IN_CREATE) {
            handleCreate(entry, hint)
        } else {
            hints.append(hint)
        }
    }

    /// A file being written is hinted when it is closed. Links appear complete and are never
    /// closed.
    private func handleCreate(_ entry: Entry, _ hint: FileHint) {
        guard let status = FileStatus(linkAt: entry.path.bytes) else { return }
        if status.isRegular, status.linkCount == 1 {
            awaitClose(of: entry.path, ctime: status.ctimeNanoseconds)
        } else {
            hints.append(hint)
        }
    }

    // MARK: Renames

    private func keepHalfMove(_ event: InotifyEvent, _ isFirst: Bool, from hint: FileHint) {
        guard isFirst, halfMoves.count < options.halfMoveLimit else {
            hints.append(hint)
            return
        }
        halfMoves[event.cookie] = HalfMove(from: hint, since: .now)
    }

    private func finishMove(_ event: InotifyEvent, _ isFirst: Bool, to hint: FileHint) {
        if isFirst, let half = halfMoves.removeValue(forKey: event.cookie) {
            moves.append(HintMove(from: half.from, to: hint))
        } else {
            hints.append(hint)
        }
    }

    /// A rename to a name outside the library: only its first half counts.
    private func takeHalfMove(_ event: InotifyEvent) {
        guard event.has(IN_MOVED_TO), let half = halfMoves.removeValue(forKey: event.cookie) else {
            return
        }
        hints.append(half.from)
    }

    // MARK: Filter

    private func wants(file entry: Entry) -> Bool {
        entry.name.withUnsafeBytes { name in
            entry.directory.withUnsafeBytes { directory in
                roots[entry.root].filter.wants(file: name, in: directory)
            }
        }
    }

    private func wants(directory entry: Entry) -> Bool {
        entry.name.withUnsafeBytes { name in
            entry.directory.withUnsafeBytes { directory in
                roots[entry.root].filter.wants(directory: name, in: directory)
            }
        }
    }
}

extension InotifyEvent {
    /// Whether any of `bits` (`IN_…`) is set.
    fileprivate func has(_ bits: some FixedWidthInteger) -> Bool {
        mask & UInt32(truncatingIfNeeded: bits) != 0
    }
}
#endif
