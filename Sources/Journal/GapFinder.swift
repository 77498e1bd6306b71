import FileIO

/// Finds the gaps of marked segments that are not recorded yet. Read-only.
struct GapFinder {
    let files: JournalFiles
    let head: HeadRecord
    let coding: GapCoding

    func unrecorded(in marked: [Position]) throws(JournalError) -> [Gap] {
        var gaps: [Gap] = []
        let segments = try files.segments().filter { $0 < head.position }
        for segment in marked where segment < head.position {
            gaps += try damage(of: segment, among: segments).map(Gap.init)
        }
        guard let first = gaps.map(\.segment).min() else { return [] }
        let recorded = try recordedKeys(from: first)
        var seen: Set<Gap.Key> = []
        return gaps.filter { !recorded.contains($0.key) && seen.insert($0.key).inserted }
    }

    private func damage(
        of segment: Position,
        among segments: [Position]
    ) throws(JournalError) -> [Damage] {
        var found: [Damage] = []
        // Positions missing before the first segment are reported under its name.
        if segment == segments.first, segment > .zero {
            found.append(files.missing(segment, .zero..<segment))
        }
        let end = segments.first { $0 > segment } ?? head.position
        guard let opened = try SegmentFile.open(segment, files) else {
            return found + [files.missing(segment, segment..<end)]
        }
        defer { opened.file.close() }
        return found + (try Verifier.verify(opened, endingAt: end, files, head)).damage
    }

    /// A gap is recorded after the damage, so nothing before its segment has to be read.
    private func recordedKeys(from segment: Position) throws(JournalError) -> Set<Gap.Key> {
        var keys: Set<Gap.Key> = []
        let reader = JournalReader(files: files, head: head)
        do {
            try reader.read(from: segment, upTo: nil, damage: { _ in }) { append in
                append.forEachRecord { _, payload in
                    if let gap = coding.decode(payload) { keys.insert(gap.key) }
                }
                return .continue
            }
        } catch let error {
            guard let error = error as? JournalError else {
                throw .damaged(files.segmentPath(segment), "\(error)")
            }
            throw error
        }
        return keys
    }
}
