package import Events
package import Journal

/// What a journal says of files, told back: nothing twice, and nothing that was not so.
package struct Testimony {
    /// Which file is at a path.
    package private(set) var occupants: [[UInt8]: UInt64] = [:]
    /// A sentence for each event that says what was known, or what cannot be.
    package private(set) var objections: [String] = []

    private var stats: [UInt64: FileStat] = [:]
    private var paths: [UInt64: [UInt8]] = [:]
    /// Whoever lost its place to another and was not heard of since.
    package private(set) var displaced: Set<UInt64> = []

    package init() {}

    /// - Parameter position: the id of a file that it adds.
    package mutating func hear(_ event: Event, at position: UInt64) {
        switch event.body {
        case .fileAdded(let added):
            if let other = occupants[absolute(added.root, added.path)] {
                object("\(position) is added where \(other) is", position)
            }
            settle(position, absolute(added.root, added.path), added.stat)
        case .fileReturned(let returned):
            if paths[returned.fileID] != nil {
                object("\(returned.fileID) returns, and was there", position)
            }
            settle(returned.fileID, absolute(returned.root, returned.path), returned.stat)
        case .fileChanged(let changed):
            expect(changed.fileID, at: absolute(changed.root, changed.path), position)
            hearAgain(changed.fileID, changed.stat, position)
        case .fileTouched(let touched):
            expect(touched.fileID, at: absolute(touched.root, touched.path), position)
            hearAgain(touched.fileID, touched.stat, position)
        case .fileMoved(let moved):
            expect(moved.fileID, at: absolute(moved.fromRoot, moved.fromPath), position)
            let target = absolute(moved.root, moved.path)
            if paths[moved.fileID] == target { object("\(moved.fileID) moves nowhere", position) }
            settle(moved.fileID, target, moved.stat)
        case .fileRemoved(let removed):
            expect(removed.fileID, at: absolute(removed.root, removed.path), position)
            leave(removed.fileID)
            paths[removed.fileID] = nil
        default: break
        }
    }

    /// Hears a whole journal.
    package static func of(_ journal: Journal) throws -> Testimony {
        var testimony = Testimony()
        try journal.forEachEvent { testimony.hear($1, at: $0.rawValue) }
        return testimony
    }

    private func absolute(_ root: some Collection<UInt8>, _ path: some Collection<UInt8>)
        -> [UInt8]
    {
        LibraryPath(root: Array(root), path: Array(path)).absolute
    }

    private mutating func object(_ sentence: String, _ position: UInt64) {
        objections.append("@\(position): \(sentence)")
    }

    private mutating func expect(_ id: UInt64, at path: [UInt8], _ position: UInt64) {
        if paths[id] == path { return }
        let name = String(decoding: path, as: UTF8.self)
        let place = paths[id].map { String(decoding: $0, as: UTF8.self) } ?? "nowhere"
        object("\(id) is said to be at \(name), and is \(place)", position)
    }

    private mutating func hearAgain(_ id: UInt64, _ stat: FileStat, _ position: UInt64) {
        if stats[id] == stat { object("\(id) is told twice in one state", position) }
        stats[id] = stat
    }

    private mutating func settle(_ id: UInt64, _ path: [UInt8], _ stat: FileStat) {
        leave(id)
        if let other = occupants[path] { displaced.insert(other) }
        displaced.remove(id)
        occupants[path] = id
        paths[id] = path
        stats[id] = stat
    }

    /// A place that somebody else took is no longer its own to leave.
    private mutating func leave(_ id: UInt64) {
        displaced.remove(id)
        if let path = paths[id], occupants[path] == id { occupants[path] = nil }
    }
}
