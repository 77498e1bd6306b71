import ArgumentParser
import Events
import FileIO
import Journal
import Library
import Projection
import Projectors
import Providers
import SystemPackage

/// From an error to a sentence on stderr and an exit code of `sysexits.h`.
enum Failure {
    static let usage = ExitCode(64)
    static let damagedData = ExitCode(65)
    static let noInput = ExitCode(66)
    static let inputOutput = ExitCode(74)
    static let tryAgain = ExitCode(75)
    static let settings = ExitCode(78)

    static func exit(_ error: any Error) -> Never {
        if let (code, message) = explained(error) {
            StandardError.write("psm: \(message)\n")
            PSM.exit(withError: code)
        }
        // Help, version and usage errors are the argument parser's; so is a bare exit code.
        PSM.exit(withError: error)
    }

    private static func explained(_ error: any Error) -> (ExitCode, String)? {
        switch error {
        case let error as SettingsError: (settings, "\(error)")
        case let error as JournalError: (code(of: error), "\(error)")
        case let error as FileError: (code(of: error), "\(error)")
        case let error as ReadModelError: (code(of: error), "\(error)")
        case let error as ProjectionError: (code(of: error), "\(error)")
        case let error as PublishError: (tryAgain, "\(error)")
        case let error as RepairError: (damagedData, "\(error)")
        case let error as ScanError: (code(of: error), "\(error)")
        case let error as PlaylistFileError:
            (error.isMissingInput ? noInput : damagedData, "\(error)")
        case is EventError: (damagedData, "\(error)")
        case let error as CursorError: (error.code, "\(error)")
        case let error as CommandError: (error.code, error.message)
        case is ExitCode, is ValidationError, is CleanExit: nil
        default: "\(type(of: error))".contains("Command") ? nil : (inputOutput, "\(error)")
        }
    }

    private static func code(of error: JournalError) -> ExitCode {
        switch error {
        case .io(let error): code(of: error)
        case .locked, .moved: tryAgain
        case .damaged, .newerFormat, .foreignJournal, .tooLarge: damagedData
        }
    }

    private static func code(of error: FileError) -> ExitCode {
        error.isNotFound ? noInput : inputOutput
    }

    private static func code(of error: ProjectionError) -> ExitCode {
        switch error {
        case .unknownProjector: usage
        case .damagedJournal, .skippedDamage, .lostInThePast: damagedData
        case .stopped: tryAgain
        case .missingJournal: noInput
        case .otherJournal, .shorterJournal: damagedData
        }
    }

    private static func code(of error: ScanError) -> ExitCode {
        switch error {
        case .noRoots: settings
        case .outsideLibrary, .notFound: noInput
        }
    }

    private static func code(of error: ReadModelError) -> ExitCode {
        if error.isBusy { return tryAgain }
        return error.isDamage ? damagedData : inputOutput
    }
}

/// A command's own reason to stop.
struct CommandError: Error {
    let code: ExitCode
    /// A sentence.
    let message: String
}
