import App
import ArgumentParser
import Journal
import Logging
import Moments
import Projection
import Queries

/// `--as-of`, for commands that can show the past.
struct PastOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Show the state before this time or @POSITION, by today's matcher and settings.",
            valueName: "time"
        ),
        transform: Moment.argument
    )
    var asOf: Moment?

    /// - Throws: `ValidationError` if the past would overwrite the present.
    func checkDirectory(_ directory: String?) throws {
        if asOf != nil, directory == nil {
            throw ValidationError(
                "--as-of needs --directory: the past must not overwrite today's files."
            )
        }
    }

    /// Opens the application; without `psm.db` if `--as-of` was given.
    func open(_ global: GlobalOptions) throws -> Application {
        asOf == nil ? try global.open() : try global.openForThePast()
    }

    /// The application as it was at `--as-of`, or as it is if that was not given, for reading.
    ///
    /// - Parameter selection: the projectors that are needed.
    func look(
        _ global: GlobalOptions,
        _ selection: ProjectorSelection,
        _ damage: DamageTally
    ) throws -> Application {
        guard let asOf else { return try global.openForReading() }
        let application = try global.openForThePast()
        let position = try asOf.announced("as of", in: application.journal, damage: damage.tell)
        let past = try application.past(before: position, selection)
        for piece in past.damages { damage.tell(piece) }
        return Application(application, in: past)
    }

    /// Publishes to another folder from a separate read model, so that what is pending for the
    /// folder in the settings stays pending.
    func publish(_ stage: PublishStage, _ application: Application, json: Bool) throws {
        let damage = DamageTally()
        let position =
            try asOf?.announced("as of", in: application.journal, damage: damage.tell)
            ?? application.journal.head().position
        let past = try application.past(before: position, .named([stage.name]))
        for piece in past.damages { damage.tell(piece) }
        let report = try past.publish(stage.name, takesOver: application.takesOver)
        application.tellWarnings(of: report)
        try stage.tell(report, application, json: json)
        try stage.throwIfIncomplete(report, application)
        try damage.throwIfAny()
    }
}

/// The journal, in files where `Journal` names a part of the output.
typealias RecordedJournal = Journal
