import SystemPackage
import Testing

@testable import Watch

@Suite("Debouncing")
struct DebouncerTests {
    private let start = ContinuousClock.now

    private func at(_ milliseconds: Int) -> ContinuousClock.Instant {
        start + .milliseconds(milliseconds)
    }

    private func debouncer(
        quiet: Int = 100,
        maximum: Int = 1_000,
        limits: Debouncer.Limits = Debouncer.Limits()
    ) -> Debouncer {
        Debouncer(
            quiet: .milliseconds(quiet),
            maximumDelay: .milliseconds(maximum),
            roots: ["/m", "/n"],
            limits: limits
        )
    }

    @Test("A hint comes out after its directory's quiet, once")
    func quiet() {
        var debouncer = debouncer()
        #expect(debouncer.nextDeadline == nil)
        debouncer.add(.file("/m/a/1.mp3"), at: at(0))
        debouncer.add(.file("/m/a/1.mp3"), at: at(10))
        debouncer.add(.file("/m/b/2.mp3"), at: at(90))
        #expect(debouncer.nextDeadline == at(110))
        #expect(debouncer.takeDue(at: at(109)) == [])
        #expect(debouncer.takeDue(at: at(110)) == [.file("/m/a/1.mp3")])
        #expect(debouncer.takeDue(at: at(200)) == [.file("/m/b/2.mp3")])
        #expect(debouncer.isEmpty)
        #expect(debouncer.pathCount == 0)
    }

    @Test("What went is given last, with what came elsewhere meanwhile")
    func deletesLast() {
        var debouncer = debouncer(quiet: 100, maximum: 1_000)
        debouncer.add(.removed("/m/a/x.mp3"), at: at(0))
        debouncer.add(.file("/m/b/x.mp3"), at: at(60))
        #expect(debouncer.nextDeadline == at(160))
        #expect(debouncer.takeDue(at: at(159)).isEmpty)
        #expect(Set(debouncer.takeDue(at: at(160))) == [.file("/m/a/x.mp3"), .file("/m/b/x.mp3")])
    }

    @Test("What went waits for a trickle elsewhere no longer than the maximum")
    func deletesAreNotStarved() {
        var debouncer = debouncer(quiet: 100, maximum: 1_000)
        debouncer.add(.removed("/m/a/x.mp3"), at: at(0))
        for step in 1..<20 { debouncer.add(.file(FilePath("/m/b/\(step).mp3")), at: at(step * 50)) }
        #expect(!debouncer.takeDue(at: at(999)).contains(.file("/m/a/x.mp3")))
        #expect(debouncer.takeDue(at: at(1_000)).contains(.file("/m/a/x.mp3")))
    }

    @Test("What came does not wait for what went")
    func arrivalsDoNotWait() {
        var debouncer = debouncer(quiet: 100, maximum: 1_000)
        debouncer.add(.file("/m/b/x.mp3"), at: at(0))
        debouncer.add(.removed("/m/a/x.mp3"), at: at(60))
        #expect(debouncer.takeDue(at: at(100)) == [.file("/m/b/x.mp3")])
        #expect(debouncer.takeDue(at: at(160)) == [.file("/m/a/x.mp3")])
    }

    @Test("A trickle comes out after the maximum delay")
    func trickle() {
        var debouncer = debouncer()
        for time in stride(from: 0, through: 990, by: 10) {
            debouncer.add(.file(FilePath("/m/a/\(time).mp3")), at: at(time))
        }
        #expect(debouncer.nextDeadline == at(1_000))
        #expect(debouncer.takeDue(at: at(1_000)).count == 100)
    }

    @Test("Without a quiet period every hint is due at once")
    func none() {
        var debouncer = debouncer(quiet: 0, maximum: 0)
        debouncer.add(.file("/m/a.mp3"), at: at(5))
        #expect(debouncer.takeDue(at: at(5)) == [.file("/m/a.mp3")])
    }

    @Test("Both ends of a rename come out together")
    func renames() {
        var debouncer = debouncer()
        debouncer.add(HintMove(from: .file("/m/a/1.mp3"), to: .file("/n/b/1.mp3")), at: at(0))
        debouncer.add(.file("/n/b/2.mp3"), at: at(80))
        #expect(debouncer.nextDeadline == at(180))
        #expect(debouncer.takeDue(at: at(180)).count == 3)

        debouncer.add(HintMove(from: .directory("/m/x"), to: .directory("/m/y/x")), at: at(300))
        debouncer.add(.file("/m/y/x/1.mp3"), at: at(350))
        #expect(Set(debouncer.takeDue(at: at(450))) == [.directory("/m/x"), .directory("/m/y/x")])
    }

    @Test("A directory covers what is below it")
    func covering() {
        var debouncer = debouncer()
        debouncer.add(.file("/m/a/b/1.mp3"), at: at(0))
        debouncer.add(.file("/m/ab/1.mp3"), at: at(0))
        debouncer.add(.directory("/m/a"), at: at(50))
        debouncer.add(.file("/m/a/c/2.mp3"), at: at(60))
        debouncer.add(.directory("/m/a/c"), at: at(70))
        #expect(debouncer.takeDue(at: at(100)) == [.file("/m/ab/1.mp3")])
        #expect(debouncer.takeDue(at: at(170)) == [.directory("/m/a")])
    }

    @Test("The root's own name is the whole root; what is beneath no root is dropped")
    func roots() {
        var debouncer = debouncer()
        debouncer.add(.file("/m"), at: at(0))
        debouncer.add(.file("/elsewhere/a.mp3"), at: at(0))
        debouncer.add(.file("/mm/a.mp3"), at: at(0))
        #expect(debouncer.takeDue(at: at(1_000_000)) == [.directory("/m")])
        #expect(debouncer.isEmpty)
    }

    @Test("Many paths become their directory, many directories their root")
    func collapsing() {
        var limits = Debouncer.Limits()
        limits.filesPerDirectory = 3
        limits.directories = 4
        limits.files = 6
        var debouncer = debouncer(limits: limits)
        for number in 0..<4 { debouncer.add(.file(FilePath("/m/a/\(number).mp3")), at: at(0)) }
        #expect(debouncer.takeDue(at: at(1_000_000)) == [.directory("/m/a")])

        for number in 0..<7 {
            debouncer.add(.file(FilePath("/m/\(number % 3)/\(number).mp3")), at: at(0))
        }
        let taken = debouncer.takeDue(at: at(1_000_000))
        #expect(taken.count == 5)
        #expect(taken.contains { if case .directory = $0 { true } else { false } })

        for number in 0..<5 { debouncer.add(.file(FilePath("/m/\(number)/x.mp3")), at: at(0)) }
        debouncer.add(.file("/n/x.mp3"), at: at(0))
        #expect(Set(debouncer.takeDue(at: at(1_000_000))) == [.directory("/m"), .file("/n/x.mp3")])
    }

    /// One hint that went in and has not come out.
    private struct Pending {
        let hint: FileHint
        let path: TreePath
        let since: Int

        init(hint: FileHint, since: Int) {
            // What went is given as a name to look at.
            if case .removed(let path) = hint { self.hint = .file(path) } else { self.hint = hint }
            self.since = since
            path = TreePath(hint.path)
        }
    }

    @Test("Nothing is lost, nothing waits too long, memory is bounded", arguments: 0..<30)
    func properties(seed: Int) {
        var random = Seeded(seed: UInt64(seed))
        var limits = Debouncer.Limits()
        limits.filesPerDirectory = Int.random(in: 1...8, using: &random)
        limits.directories = Int.random(in: 1...8, using: &random)
        limits.files = Int.random(in: 2...20, using: &random)
        let quiet = Int.random(in: 0...120, using: &random)
        let maximum = Int.random(in: quiet...400, using: &random)
        var debouncer = debouncer(quiet: quiet, maximum: maximum, limits: limits)
        var pending: [Pending] = []
        var time = 0

        for _ in 0..<200 {
            time += Int.random(in: 0...30, using: &random)
            // Whoever takes comes exactly when told to.
            while let deadline = debouncer.nextDeadline, deadline <= at(time) {
                let taken = debouncer.takeDue(at: deadline)
                #expect(!taken.isEmpty, "seed \(seed)")
                checkOff(&pending, taken, at: deadline, maximum: maximum, seed: seed)
            }
            if Int.random(in: 0..<5, using: &random) == 0 {
                let move = HintMove(from: hint(&random), to: hint(&random))
                debouncer.add(move, at: at(time))
                pending.append(Pending(hint: move.from, since: time))
                pending.append(Pending(hint: move.to, since: time))
            } else {
                let hint = hint(&random)
                debouncer.add(hint, at: at(time))
                pending.append(Pending(hint: hint, since: time))
            }
            let limit = limits.files + max(limits.directories, 2)
            #expect(debouncer.pathCount <= limit, "seed \(seed)")
        }
        while let deadline = debouncer.nextDeadline {
            let taken = debouncer.takeDue(at: deadline)
            checkOff(&pending, taken, at: deadline, maximum: maximum, seed: seed)
        }
        #expect(pending.isEmpty, "seed \(seed): lost \(pending)")
        #expect(debouncer.isEmpty, "seed \(seed)")
        #expect(debouncer.pathCount == 0, "seed \(seed)")
    }

    private func checkOff(
        _ pending: inout [Pending],
        _ taken: [FileHint],
        at now: ContinuousClock.Instant,
        maximum: Int,
        seed: Int
    ) {
        let exact = Set(taken)
        let subtrees = taken.compactMap { hint in
            if case .directory(let directory) = hint { TreePath(directory) } else { nil }
        }
        pending.removeAll { pending in
            let isCovered =
                exact.contains(pending.hint) || subtrees.contains { pending.path.isWithin($0) }
            if isCovered {
                #expect(now <= at(pending.since + maximum), "seed \(seed): late")
            }
            return isCovered
        }
        let late = pending.filter { at($0.since + maximum) < now }
        #expect(late.isEmpty, "seed \(seed): still waiting")
    }

    private func hint(_ random: inout Seeded) -> FileHint {
        var path: FilePath = Bool.random(using: &random) ? "/m" : "/n"
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            path.append("d\(Int.random(in: 0..<3, using: &random))")
        }
        if Int.random(in: 0..<6, using: &random) == 0 { return .directory(path) }
        path.append("\(Int.random(in: 0..<12, using: &random)).mp3")
        return Int.random(in: 0..<3, using: &random) == 0 ? .removed(path) : .file(path)
    }
}

/// A random number generator that gives the same for the same seed (SplitMix64).
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
