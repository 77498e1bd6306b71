import FileIO
import Foundation
import Glibc
import SystemPackage
import Testing

extension EndToEnd {
    /// Two psm on one data folder work with the same settings (law 11).
    @Suite struct SharedSettingsTests {
        private let sandbox: Sandbox
        private let config: FilePath
        private let mix = "Mix_P1.m3u"

        init() async throws {
            sandbox = try Sandbox()
            config = sandbox.path("home/config/psm/config.yaml")
            try sandbox.addSong("one.flac", title: "Harbour")
            try sandbox.writeAccount([
                .init("P1", "Mix", [.init("T1", "Harbour"), .init("T2", "Nowhere")])
            ])
            #expect(try await sandbox.psm("import", sandbox.playlistFile.string).exitCode == 0)
            try write("strict")
        }

        private func write(_ mode: String) throws {
            try sandbox.write(config, Array("export:\n  mode: \(mode)\n".utf8))
        }

        private var hasMissing: Bool {
            sandbox.text(sandbox.playlists.appending(mix))?.contains("!MISSING") ?? false
        }

        private func startWatching(_ command: String = "build") async throws -> PsmProcess {
            let process = try sandbox.start(command, "--watch", "--debounce", "0.1")
            try await process.wait("the first build") {
                process.errorText.contains("watching; press Ctrl-C to stop")
            }
            return process
        }

        private func end(_ process: PsmProcess) async {
            process.send(SIGTERM)
            let output = await process.finished()
            #expect(output.exitCode == 0, "\(output.stderr)")
        }

        @Test func aNewValueIsTakenUpAndTold() async throws {
            #expect(try await sandbox.psm("build").exitCode == 0)
            #expect(!hasMissing)
            sandbox.environment["PSM__EXPORT__MODE"] = "mirrored"
            let build = try await sandbox.psm("build")
            #expect(build.exitCode == 0 && hasMissing)
            #expect(build.stderr.contains("export.mode is now mirrored"))
            #expect(build.stderr.contains("PSM__EXPORT__MODE"))
            #expect(!(try await sandbox.psm("build")).stderr.contains("export.mode"))
        }

        @Test func aChangedFolderLeavesTheOldOne() async throws {
            #expect(try await sandbox.psm("build").exitCode == 0)
            let old = sandbox.playlists
            sandbox.environment["PSM__EXPORT__DIRECTORY"] = sandbox.path("elsewhere").string
            let build = try await sandbox.psm("build")
            #expect(build.exitCode == 0)
            #expect(build.stderr.contains("stays, and is no longer updated"))
            #expect(sandbox.exists(old.appending(mix)))
            #expect(sandbox.exists(sandbox.path("elsewhere").appending(mix)))
        }

        @Test func besideAWatcherAnotherValueIsRefused() async throws {
            let watcher = try await startWatching()
            sandbox.environment["PSM__EXPORT__MODE"] = "mirrored"
            for command in [["export"], ["build"], ["scan"], ["build", "--watch"]] {
                let output = try await sandbox.psm(command)
                #expect(output.exitCode == 78, "\(command): \(output.stderr)")
                for part in ["export.mode", "strict", "mirrored", "PSM__EXPORT__MODE", "line 2"] {
                    #expect(output.stderr.contains(part), "\(command): \(output.stderr)")
                }
            }
            // Who only asks may.
            #expect(try await sandbox.psm("status").exitCode == 0)
            // A copy elsewhere is no one's business.
            sandbox.environment["PSM__EXPORT__MODE"] = nil
            let copy = try await sandbox.psm("export", "--mode", "mirrored", "--directory", "copy")
            #expect(copy.exitCode == 0, "\(copy.stderr)")
            #expect(!hasMissing)
            await end(watcher)
            sandbox.environment["PSM__EXPORT__MODE"] = "mirrored"
            #expect(try await sandbox.psm("export").exitCode == 0)
            #expect(hasMissing)
        }

        /// It is answered by its own settings, and leaves those of the data folder alone.
        @Test(arguments: [true, false]) func whoOnlyAsksAgreesToNothing(watched: Bool) async throws
        {
            #expect(try await sandbox.psm("build").exitCode == 0)
            let watcher = watched ? try await startWatching() : nil
            let settings = sandbox.text(sandbox.data.appending("settings.json"))
            sandbox.environment["PSM__MATCHING__FUZZY_THRESHOLD"] = "0.99"
            sandbox.environment["PSM__EXPORT__MODE"] = "mirrored"
            for command in [
                ["playlist", "show", "Mix"], ["diagnose", "T1"], ["match", "review", "--json"],
                ["journal", "repair"],
            ] {
                let output = try await sandbox.psm(command)
                #expect(output.exitCode == 0, "\(command): \(output.stderr)")
                #expect(!output.stderr.contains("is now"), "\(command): \(output.stderr)")
            }
            #expect(sandbox.text(sandbox.data.appending("settings.json")) == settings)
            if let watcher { await end(watcher) }
        }

        @Test func aWatcherThatWasKilledHoldsNobodyUp() async throws {
            let watcher = try await startWatching()
            watcher.send(SIGKILL)
            _ = await watcher.finished()
            sandbox.environment["PSM__EXPORT__MODE"] = "mirrored"
            #expect(try await sandbox.psm("export").exitCode == 0)
            #expect(hasMissing)
        }

        @Test(arguments: [true, false])
        func aWatcherTakesUpAChangedFile(bySignal: Bool) async throws {
            let watcher = try await startWatching()
            #expect(!hasMissing)
            try write("mirrored")
            if bySignal { watcher.send(SIGHUP) }
            try await watcher.wait("the new mode") { hasMissing }
            #expect(watcher.errorText.contains("export.mode is now mirrored"))
            // It goes on.
            try sandbox.addSong("two.flac", title: "Nowhere")
            try await watcher.wait("the new song") { !hasMissing }
            await end(watcher)
        }

        @Test func aWrongFileChangesNothing() async throws {
            let watcher = try await startWatching()
            for text in ["export:\n  mode: sideways\n", "export: [", "nothing:\n  here: 1\n"] {
                let told = watcher.errorText.utf8.count
                try sandbox.write(config, Array(text.utf8))
                try await watcher.wait("what is wrong with it") {
                    watcher.errorText.utf8.count > told
                }
            }
            // Nobody waits for the other end of a pipe.
            try sandbox.remove(config)
            #expect(mkfifo(config.string, 0o600) == 0)
            try await watcher.wait("that it is no file") {
                watcher.errorText.contains("not a regular file")
            }
            let told = watcher.errorText.utf8.count
            try sandbox.remove(config)
            try await watcher.wait("that it is missing") { watcher.errorText.utf8.count > told }
            #expect(!hasMissing)
            try write("mirrored")
            try await watcher.wait("the new mode") { hasMissing }
            await end(watcher)
        }

        @Test func watchersChangeTogether() async throws {
            let first = try await startWatching()
            let second = try await startWatching("match")
            try write("mirrored")
            try await first.wait("the new mode") { hasMissing }
            for watcher in [first, second] {
                try await watcher.wait("its new settings") {
                    watcher.errorText.components(separatedBy: "watching; press").count == 3
                }
                await end(watcher)
            }
        }

        /// The one that read another file keeps the other back, until it ends.
        @Test func aWatcherWaitsForOneThatStays() async throws {
            let first = try await startWatching()
            sandbox.environment["PSM__EXPORT__MODE"] = "strict"
            let second = try await startWatching("match")
            try write("mirrored")
            try await first.wait("that it waits") {
                first.errorText.contains("The new settings are not used yet")
            }
            #expect(!hasMissing)
            await end(second)
            try await first.wait("the new mode") { hasMissing }
            await end(first)
        }
    }
}
