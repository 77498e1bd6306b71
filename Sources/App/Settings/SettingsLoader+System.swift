import FileIO
package import SystemPackage

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The state of the process that settings depend on.
package struct ProcessContext: Sendable {
    package var environment: [String: [UInt8]]
    package var workingDirectory: FilePath
    package var home: FilePath?

    package init(
        environment: [String: [UInt8]],
        workingDirectory: FilePath,
        home: FilePath? = nil
    ) {
        self.environment = environment
        self.workingDirectory = workingDirectory
        self.home = home
    }

    /// Reads `environ(7)` as bytes: Foundation's dictionary loses values that are not UTF-8.
    package static func current() -> ProcessContext {
        var variables: [String: [UInt8]] = [:]
        var entry = environ
        while let pointer = entry.pointee {
            let bytes = [UInt8](UnsafeRawBufferPointer(start: pointer, count: strlen(pointer)))
            if let equals = bytes.firstIndex(of: UInt8(ascii: "=")) {
                let name = String(decoding: bytes[..<equals], as: UTF8.self)
                variables[name] = Array(bytes[(equals + 1)...])
            }
            entry += 1
        }
        let home = variables["HOME"].flatMap { bytes in
            bytes.first == UInt8(ascii: "/") ? FilePath(bytes: bytes).lexicallyNormalized() : nil
        }
        return ProcessContext(
            environment: variables,
            workingDirectory: currentDirectory(),
            home: home
        )
    }

    /// By `getcwd(3)`. Empty if the folder was deleted: relative paths stay so, and the kernel finds
    /// nothing there.
    private static func currentDirectory() -> FilePath {
        guard let pointer = getcwd(nil, 0) else { return "" }
        defer { free(pointer) }
        return FilePath(platformString: pointer)
    }
}

extension SettingsLoader {
    /// Settings for this process, and its data folder.
    ///
    /// - Parameters:
    ///   - configFile: from `--config`.
    ///   - dataDirectory: from `--data-dir`.
    package static func load(
        configFile: FilePath?,
        dataDirectory: FilePath?,
        context: ProcessContext,
        table: SettingsTable = .standard
    ) throws(SettingsError) -> (settings: Settings, dataDirectory: FilePath) {
        let locations = SettingsLocations(
            environment: context.environment,
            workingDirectory: context.workingDirectory,
            home: context.home
        )
        let data = try locations.dataDirectory(option: dataDirectory)
        var loader = SettingsLoader(
            environment: context.environment,
            workingDirectory: context.workingDirectory,
            home: context.home
        )
        loader.table = table
        if let (path, mustExist) = locations.configFile(option: configFile) {
            loader.file = try readFile(path, mustExist: mustExist)
        }
        return (try loader.load().resolved(inDataDirectory: data), data)
    }

    /// The same settings, to be read again by a watcher. A file that was there must be there again.
    package static func source(
        configFile: FilePath?,
        dataDirectory: FilePath,
        context: ProcessContext
    ) -> SettingsSource {
        let locations = SettingsLocations(
            environment: context.environment,
            workingDirectory: context.workingDirectory,
            home: context.home
        )
        let file = locations.configFile(option: configFile)?.path
        let existed = file.map(exists) ?? false
        return SettingsSource(file: file) {
            // One that appeared in the place of a file would keep the watcher waiting.
            if let file { try requireRegularFile(file) }
            return try load(
                configFile: existed ? file : configFile,
                dataDirectory: dataDirectory,
                context: context
            ).settings
        }
    }

    private static func exists(_ path: FilePath) -> Bool {
        (try? FileMetadata.of(path: path.bytes)) != nil
    }

    /// What is not there may be left out, or is told by whoever opens it.
    private static func requireRegularFile(_ path: FilePath) throws(SettingsError) {
        guard let found = try? FileMetadata.of(path: path.bytes), found.kind != .regular else {
            return
        }
        throw .unreadableFile(path: path.string, reason: "it is not a regular file")
    }

    private static func readFile(
        _ path: FilePath,
        mustExist: Bool
    ) throws(SettingsError) -> SettingsFile? {
        // Opening a FIFO waits for its other end. One that was named may be meant.
        if !mustExist { try requireRegularFile(path) }
        do {
            let file = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
            defer { try? file.close() }
            // One byte more than allowed, so that the reader can tell that the file is too long.
            let limit = SettingsFile.maximumBytes + 1
            var bytes: [UInt8] = []
            var chunk = [UInt8](repeating: 0, count: 64 << 10)
            while bytes.count < limit {
                let count = try chunk.withUnsafeMutableBytes { try file.read(into: $0) }
                guard count > 0 else { break }
                bytes += chunk.prefix(count)
            }
            return SettingsFile(path: path, bytes: bytes)
        } catch let error as Errno {
            if error == .noSuchFileOrDirectory, !mustExist { return nil }
            throw .unreadableFile(path: path.string, reason: "\(error)")
        } catch {
            throw .unreadableFile(path: path.string, reason: "\(error)")
        }
    }
}
