import App
import ArgumentParser
import Journal
import Logging
import Moments
import Projection
import Queries

/// `--as-of`, for commands that can look at the past.
struct PastOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "As it was before this time or @POSITION, by today's matcher and settings.",
            valueName: "time"
        ),
        transform: Moment.argument
    )
    var asOf: Moment?

    /// - Throws: `ValidationError` where the past would be written over the present.
    func checkDirectory(_ directory: String?) throws {
        if asOf != nil, directory == nil {
            throw ValidationError(
                "--as-of needs --directory: the past is not written over what is there today."
            )
        }
    }

    /// What the command works with: `psm.db` only where no past is asked for.
    func open(_ global: GlobalOptions) throws -> Application {
        asOf == nil ? try global.open() : try global.openForThePast()
    }

    /// The application as it was, or as it is where no past is asked for.
    ///
    /// - Parameter selection: the projectors that are needed.
    func look(
        _ global: GlobalOptions,
        _ selection: ProjectorSelection,
        _ damage: DamageTally
    ) throws -> Application {
        let application = try open(global)
        guard let asOf else { return application }
        let position = try asOf.announced("as of", in: application.journal, damage: damage.tell)
        let past = try application.past(before: position, selection)
        for piece in past.damages { damage.tell(piece) }
        return Application(application, in: past)
    }

    /// Makes files in a folder of their own from a model of their own, so that what is pending for
    /// the folder of the settings stays pending.
    func publish(_ stage: PublishStage, _ application: Application, json: Bool) throws {
        let damage = DamageTally()
        let position =
            try asOf?.announced("as of", in: application.journal, damage: damage.tell)
            ?? application.journal.head().position
        let past = try application.past(before: position, .named([stage.name]))
        for piece in past.damages { damage.tell(piece) }
        let report = try past.publish(stage.name)
        for warning in report.warnings { application.tell(.publishWarning(warning)) }
        try stage.tell(report, application, json: json)
        try damage.throwIfAny()
    }
}

/// Where `Journal` names a part of something that is printed.
typealias RecordedJournal = Journal
