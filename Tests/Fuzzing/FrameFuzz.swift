internal import Events
internal import Journal
internal import SystemPackage

/// The frame decoder, and all that reads and mends segments, over a journal made of the input.
///
/// ```
/// 1  mode, see `Mode`
/// 96 the head's slot, where the mode says that there is a head
/// n  the segments; a further one begins at each magic of a segment
/// ```
enum FrameFuzz {
    struct Mode: OptionSet {
        let rawValue: UInt8

        static let hasHead = Mode(rawValue: 1)
        /// Checksums, magics and ids are put right, so that what they cover is looked at.
        static let isSealed = Mode(rawValue: 2)
        /// So are the sizes, positions and chains of frames.
        static let isPlaced = Mode(rawValue: 4)
        static let isPacked = Mode(rawValue: 8)
        /// The head is put where the last segment ends.
        static let isHeadAtEnd = Mode(rawValue: 16)
        /// Segments are named 0, 1, 2 …, whatever they say themselves.
        static let isNumbered = Mode(rawValue: 32)

        /// Whether the head may be a forgery: no disk makes a false one whose checksum holds, and
        /// whoever believes it is not to blame.
        var isForged: Bool { contains([.hasHead, .isSealed]) }
    }

    private static let directory: FilePath = "/journal"
    private static let record = Array("\u{0}fuzz".utf8)

    static func run(_ input: [UInt8]) throws {
        guard let first = input.first else { return }
        let mode = Mode(rawValue: first)
        let files = MemoryFiles(directory: directory)
        plant(input.dropFirst(), mode, files)
        var options = JournalOptions()
        options.gapCoding = .events
        // Small, so that the append below rolls now and then.
        options.segmentLimitBytes = 512
        let journal = Journal(
            directory: directory,
            fileSystem: files,
            options: options,
            clock: { 1_800_000_000_000_000_000 }
        )
        let before = try verified(journal)
        if let before { try read(journal, before, mode) }
        try lookAround(journal)
        try packed(journal, mode.isForged ? nil : before)
        try append(journal, mode)
        if let after = try verified(journal) { try read(journal, after, mode) }
    }

    private static func plant(_ input: ArraySlice<UInt8>, _ mode: Mode, _ files: MemoryFiles) {
        var rest = input
        var slot: [UInt8] = []
        if mode.contains(.hasHead) {
            slot = Array(rest.prefix(SealedBytes.headBytes))
            rest = rest.dropFirst(SealedBytes.headBytes)
        }
        var segments = SealedBytes.split(Array(rest))
        for index in segments.indices {
            let name =
                mode.contains(.isNumbered)
                ? UInt64(index) : SealedBytes.firstPosition(segments[index]) ?? UInt64(index)
            if mode.contains(.isSealed) {
                SealedBytes.sealSegment(&segments[index], named: name, mode)
            }
            let digits = String(name)
            let padding = String(repeating: "0", count: 20 - digits.count)
            files.plant(segments[index][...], named: padding + digits + ".journal")
        }
        guard mode.contains(.hasHead) else { return }
        if mode.contains(.isSealed) {
            let last = mode.contains(.isHeadAtEnd) ? segments.last : nil
            SealedBytes.sealHead(&slot, at: last, number: segments.count - 1, mode)
        }
        files.plant(slot[...], named: "head")
    }

    // MARK: What must hold

    /// `nil` where the journal is refused: with an error of its own, that is, and with a sentence.
    private static func attempt<R>(_ body: () throws -> R) throws -> R? {
        do {
            return try body()
        } catch let error as JournalError {
            try FuzzFailure.require(!error.description.isEmpty, "an error without a sentence")
            return nil
        }
    }

    private static func verified(_ journal: Journal) throws -> VerifyReport? {
        let report = try attempt { try journal.verify() }
        for damage in report?.damage ?? [] {
            try FuzzFailure.require(!damage.description.isEmpty, "damage without a sentence")
        }
        return report
    }

    /// What is read is in order, and where nothing is damaged it is all that verifying counted.
    private static func read(_ journal: Journal, _ report: VerifyReport, _ mode: Mode) throws {
        var (records, appends, damages) = (0, 0, 0)
        var next = Position.zero
        let isRead: Position? = try attempt {
            try journal.read(from: .zero, damage: { _ in damages += 1 }) { append in
                appends += 1
                try FuzzFailure.require(append.firstPosition >= next, "positions run backwards")
                try append.forEachRecord { position, _ in
                    try FuzzFailure.require(position >= next, "positions run backwards")
                    next = position.advanced(by: 1)
                    records += 1
                }
                return .continue
            }
        }
        guard isRead != nil, report.isClean, !mode.isForged else { return }
        try FuzzFailure.require(damages == 0, "verify calls clean what read calls damaged")
        // Behind a head that was read before its segment was packed there may be more to verify.
        let isAll = records == report.records && appends == report.appends
        try FuzzFailure.require(
            isAll || (mode.contains(.hasHead) && records < report.records),
            "read gave \(records) records in \(appends) appends, verify counted otherwise"
        )
    }

    private static func lookAround(_ journal: Journal) throws {
        _ = try attempt { try journal.inspect { _ in } }
        guard let head = try attempt({ try journal.head() }) else { return }
        for time in [0, head.time.nanosecondsSinceEpoch / 2, Int64.max] {
            _ = try attempt {
                let moment = JournalTime(nanosecondsSinceEpoch: time)
                let start = try journal.position(atOrAfter: moment) { _ in }
                try journal.read(from: start, damage: { _ in }) { _ in .stop }
            }
        }
        _ = try attempt {
            let start = try journal.position(ofLast: 1)
            try journal.read(from: start, damage: { _ in }) { _ in .continue }
        }
    }

    /// Packing changes nothing that is read.
    private static func packed(_ journal: Journal, _ before: VerifyReport?) throws {
        guard try attempt({ try journal.pack() }) != nil, let before, before.isClean else { return }
        guard let after = try attempt({ try journal.verify() }) else {
            throw FuzzFailure("a clean journal is refused once it is packed")
        }
        // A frame beyond the head was taken over: then there is more of it.
        guard after.head == before.head else { return }
        try FuzzFailure.require(
            after.isClean && after.digest == before.digest && after.records == before.records,
            "a clean journal is another one once it is packed"
        )
    }

    /// What was acknowledged can be read.
    private static func append(_ journal: Journal, _ mode: Mode) throws {
        let isClean = try verified(journal)?.isClean ?? false
        var batch = RecordBatch()
        batch.append(record)
        guard let positions = try attempt({ try journal.append(batch) }) else { return }
        guard isClean, !mode.isForged else { return }
        var found: [UInt8]?
        try journal.read(from: positions.lowerBound, damage: { _ in }) { append in
            append.forEachRecord { position, payload in
                if position == positions.lowerBound { found = Array(payload) }
            }
            return .continue
        }
        try FuzzFailure.require(found == record, "what was appended is not there")
    }
}
