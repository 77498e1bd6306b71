import App
import ArgumentParser
import Journal
import Messages
import Projection

struct ProjectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "project",
        abstract: "Bring read models up to date, or rebuild them from the journal."
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The projectors (default: all).")
    var names: [String] = []

    @Flag(help: "Replay the journal from the first event, and compare with the former tables.")
    var rebuild = false

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let application = try global.open()
        let selection = names.isEmpty ? ProjectorSelection.all : .named(Set(names))
        let start = ContinuousClock.now
        let rebuilt =
            try rebuild
            ? application.runner.rebuild(selection.names(of: application.projectors)) : nil
        let outcome = try Pipeline(application: application).run(selection)
        let duration = ContinuousClock.now - start
        if json {
            try StandardOutput.json(ProjectJSON(outcome.caughtUp, rebuilt, duration))
        } else if let rebuilt {
            StandardOutput.write(rebuilt.text(duration))
        } else {
            StandardOutput.write(outcome.caughtUp.text)
        }
        try rebuilt?.throwIfDamaged()
    }
}

extension RebuildReport {
    /// Damage is reported even if what it lost has been repaired.
    func throwIfDamaged() throws {
        let damage = DamageTally()
        for piece in damages { damage.tell(piece) }
        if !damages.isEmpty { StandardError.line("psm: All of this was repaired.") }
        try damage.throwIfAny()
    }

    package func text(_ duration: Duration) -> String {
        let events = Text.count(eventCount, "event")
        var text = "replayed \(events) in \(Text.seconds(duration))\n"
        for model in models {
            let digest = model.after.hex
            let verdict =
                switch model.before {
                case nil: "new"
                case model.after: Style.green("as before")
                default: Style.yellow("was \(model.before?.hex ?? "")")
                }
            let padding = String(repeating: " ", count: max(1, 15 - model.name.count))
            text += "  \(model.name)\(padding)\(digest) \(verdict)\n"
        }
        return text
    }
}

extension CatchUpReport {
    fileprivate var text: String {
        if projectors.isEmpty { return "all projectors are up to date\n" }
        return projectors.map { projector in
            let padding = String(repeating: " ", count: max(1, 15 - projector.name.count))
            return "  \(projector.name)\(padding)\(projector.from) → \(projector.to)\n"
        }.joined()
    }
}

private struct ProjectJSON: Encodable {
    struct Projector: Encodable {
        let name: String
        let from: UInt64
        let to: UInt64
    }

    struct Model: Encodable {
        let name: String
        let before: String?
        let after: String
    }

    let projectors: [Projector]
    let rebuilt: [Model]
    let events: Int
    let seconds: Double

    init(_ report: CatchUpReport, _ rebuild: RebuildReport?, _ duration: Duration) {
        projectors = report.projectors.map {
            Projector(name: $0.name, from: $0.from.rawValue, to: $0.to.rawValue)
        }
        rebuilt = (rebuild?.models ?? []).map {
            Model(name: $0.name, before: $0.before?.hex, after: $0.after.hex)
        }
        events = rebuild?.eventCount ?? report.eventCount
        seconds = duration / .seconds(1)
    }
}
