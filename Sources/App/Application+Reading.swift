import FileIO
import Projection
package import SystemPackage

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// For commands that only ask: they create nothing, and work for whoever may read.
extension Application {
    /// Opens `psm.db` if it is there. Without it, or where SQLite would have to write to read it, the
    /// tables are in memory: empty, or replayed.
    package static func forReading(
        settings: Settings,
        dataDirectory: FilePath,
        observer: any ApplicationObserver,
        extensions: Extensions = .standard
    ) throws -> Application {
        func application(_ readModel: ReadModel) -> Application {
            Application(settings, dataDirectory, readModel, observer, extensions)
        }
        let path = database(in: dataDirectory)
        let found = try PosixFileSystem().metadata(at: path, followSymlinks: true)
        if found != nil, isWritable(path), isWritable(dataDirectory) {
            return application(try ReadModel(path: path))
        }
        var reading = application(try inMemory())
        reading.isReadOnly = true
        guard found != nil else { return reading }
        do {
            let readModel = try ReadModel(reading: path)
            reading = application(readModel)
            reading.isReadOnly = true
            return reading
        } catch let error as ReadModelError where error.needsWriting {
            return try reading.upToDate(.tables)
        }
    }

    /// The application with tables of the present: caught up in `psm.db`, or replayed in memory where
    /// that may not be written, or holds what others see by other settings.
    ///
    /// - Throws: like `Pipeline.run`.
    package func upToDate(_ selection: ProjectorSelection) throws -> Application {
        var application = self
        // Whoever may not write may not know what the settings of the data folder are, either.
        if try isReadOnly || !SharedSettings(dataDirectory: dataDirectory).hold(settings) {
            let runner = runner
            if try runner.isCurrent(selection.names(of: runner.projectors)) { return self }
            application.readModel = try Self.inMemory()
            application.isReadOnly = true
        }
        _ = try Pipeline(application: application).run(selection)
        return application
    }

    private static func inMemory() throws -> ReadModel {
        try ReadModel(path: "", durability: .disposable)
    }

    private static func isWritable(_ path: FilePath) -> Bool {
        path.withPlatformString { access($0, W_OK) == 0 }
    }
}
