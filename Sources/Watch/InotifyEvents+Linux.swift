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
    }

    func handle(_ event: InotifyEvent) {
        if event.has(IN_Q_OVERFLOW) {
            hasOverflowed = true
            return
        }
        noteAnchorEvent(event)
        guard table.contains(event.watch) else { return }
        guard let (root, directory) = table.location(of: event.watch) else {
            // An entry above it is not in the table any more: it was moved out together with it.
            drop(event.watch)
            return
        }
        if event.name.isEmpty {
            handleSelf(event, root: root, directory: directory)
            return
        }
        let entry = Entry(
            root: root,
            directory: directory,
            name: Array(event.name),
            path: path(root, directory + (directory.isEmpty ? [] : [.slash]) + event.name)
        )
        if event.has(IN_ISDIR) {
            handleDirectory(event, entry)
        } else {
            handleFile(event, entry)
        }
    }

    // MARK: The watched directory itself

    private func handleSelf(_ event: InotifyEvent, root: Int, directory: [UInt8]) {
        let isRoot = roots[root].watch == event.watch
        if event.has(IN_MOVE_SELF), !isRoot {
            // Moved to a place that is watched, it was entered there by now: by its own event, or
            // by the walk that found it in a parent that was new.
            if !isInPlace(event.watch, absolute(root, directory)) {
                for watch in table.subtree(of: event.watch) { drop(watch) }
            }
            return
        }
        if isRoot, event.has(IN_ATTRIB) {
            // Another directory may be there by now: its own deletion is reported like that, too.
            registerRoot(root, isFirst: false)
            hints.append(.directory(roots[root].path))
        }
        guard event.has(IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT | IN_IGNORED) else { return }
        if isRoot {
            loseRoot(root)
            registerRoot(root, isFirst: false)
            return
        }
        if event.has(IN_UNMOUNT) {
            // The tree is now what the mount covered; it is watched once the unmount is complete.
            hints.append(.directory(path(root, directory)))
            uncovered.insert(root)
        } else if event.has(IN_IGNORED) {
            table.remove(event.watch)
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
            keepHalfMove(event, from: .removed(entry.path))
        } else if event.has(IN_MOVED_TO) {
            register(entry, in: event.watch)
            finishMove(event, to: hint)
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
        guard let found = try? notifier.add(path: path, mask: Self.directoryMask) else {
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
            keepHalfMove(event, from: .removed(entry.path))
        } else if event.has(IN_DELETE) {
            // A rename to this name came before, and is void.
            if !moves.isEmpty { flush() }
            hints.append(.removed(entry.path))
        } else if event.has(IN_MOVED_TO) {
            finishMove(event, to: hint)
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

    private func keepHalfMove(_ event: InotifyEvent, from hint: FileHint) {
        guard halfMoves.count < options.halfMoveLimit else {
            hints.append(hint)
            return
        }
        halfMoves[event.cookie] = HalfMove(from: hint, since: .now)
    }

    private func finishMove(_ event: InotifyEvent, to hint: FileHint) {
        if let half = halfMoves.removeValue(forKey: event.cookie) {
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
