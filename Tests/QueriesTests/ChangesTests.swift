import Decisions
import Events
import GRDB
import LibrarySupport
import Projection
import Providers
import ReadModels
import TestSupport
import Testing

@testable import Queries

/// What is different between two states, applied to the earlier one, gives the later one.
@Suite struct ChangesTests {
    @Test(arguments: Seeds.from(5_001, count: 16))
    func changesLeadFromOneStateToTheOther(seed: UInt64) throws {
        var history = try RandomHistory(seed: seed)
        var states = [try LibraryState(history.library)]
        for _ in 0..<6 {
            try history.step()
            states.append(try LibraryState(history.library))
        }
        for (number, before) in states.enumerated() {
            for after in states.dropFirst(number + 1) {
                let told: Comment = "seed \(seed), from state \(number): \(history.log)"
                try expectFiles(before, after, told)
                try expectPlaylists(before, after, told)
                try expectMatches(before, after, told)
                try expectDecisions(before, after, told)
            }
        }
    }

    private func expectFiles(
        _ before: LibraryState,
        _ after: LibraryState,
        _ told: Comment
    ) throws {
        let changes = try before.read { old in
            try after.read { try LibraryChanges(from: old, to: $0) }
        }
        var files = before.files
        let leaving = changes.moved.map { ($0, files[$0.from]) }
        // A path may be left by one file and taken by another, so all of them leave first.
        for path in changes.removed + changes.moved.map(\.from) {
            #expect(files.removeValue(forKey: path) != nil, told)
        }
        for (move, file) in leaving {
            #expect(files.updateValue(file ?? [:], forKey: move.to) == nil)
        }
        for change in changes.changed {
            for tag in change.tags {
                #expect(files[change.path]?[tag.name]?.isSame(as: tag.old) == true, told)
                files[change.path]?[tag.name] = tag.new
            }
            // The rest of what changed is not told.
            for column in ["size", "mtime_ns"] {
                files[change.path]?[column] = after.files[change.path]?[column]
            }
        }
        for path in changes.added {
            #expect(files.updateValue(after.files[path] ?? [:], forKey: path) == nil, told)
        }
        #expect(Set(files.keys) == Set(after.files.keys), told)
        for (path, file) in files {
            let expected = after.files[path] ?? [:]
            #expect(expected.allSatisfy { file[$0.key]?.isSame(as: $0.value) == true }, told)
        }
    }

    private func expectPlaylists(
        _ before: LibraryState,
        _ after: LibraryState,
        _ told: Comment
    ) throws {
        let changes = try catalogChanges(before, after)
        var playlists = try before.playlists(named: [after, before])
        let expected = try after.playlists(named: [after, before])
        for change in changes.playlists {
            let key = [change.provider, change.id].map(TextKey.init)
            #expect(isNamed(change, expected[key]), told)
            switch change.state {
            case .new: #expect(playlists[key] == nil, told)
            case .renamed(let old):
                #expect(playlists[key].map { TextKey($0.name) } == TextKey(old), told)
            case .there, .removed: break
            }
            var items = playlists[key]?.items ?? []
            for name in change.went {
                let place = items.firstIndex(of: TextKey(name))
                #expect(place != nil, told)
                if let place { items.remove(at: place) }
            }
            items += change.came.map(TextKey.init)
            let then = expected[key]?.items ?? []
            #expect(sorted(items) == sorted(then), told)
            // Nothing but an order is left to be told by a count.
            let isOrdered = change.came.isEmpty && change.went.isEmpty && change.movedCount == 0
            #expect(!isOrdered || items == then, told)
            playlists[key] = expected[key]
            if case .removed = change.state { #expect(expected[key] == nil, told) }
        }
        #expect(Set(playlists.keys) == Set(expected.keys), told)
        for (key, playlist) in playlists {
            #expect(playlist.items == expected[key]?.items, told)
            #expect(TextKey(playlist.name) == TextKey(expected[key]?.name ?? "?"), told)
        }
    }

    private func expectMatches(
        _ before: LibraryState,
        _ after: LibraryState,
        _ told: Comment
    ) throws {
        let changes = try catalogChanges(before, after)
        var matches = before.matches
        for match in changes.matches {
            let key = [match.provider, match.trackID].map(TextKey.init)
            #expect(match.old == matches[key]?.path && match.new == after.matches[key]?.path, told)
            // What is told is a difference.
            #expect(match.old != match.new, told)
            matches[key] = after.matches[key]
        }
        #expect(Set(matches.keys) == Set(after.matches.keys), told)
        for (key, match) in matches {
            let then = after.matches[key]
            #expect(match.fileID == then?.fileID || match.path == then?.path, told)
        }
    }

    private func expectDecisions(
        _ before: LibraryState,
        _ after: LibraryState,
        _ told: Comment
    ) throws {
        var decisions = before.decisions.map(\.key)
        for decision in try catalogChanges(before, after).decisions {
            let text = [decision.provider, decision.trackID, decision.kind]
            let key = text.map { Array($0.utf8) } + [decision.path]
            if decision.isNew {
                decisions.append(key)
            } else {
                let place = decisions.firstIndex(of: key)
                #expect(place != nil, told)
                if let place { decisions.remove(at: place) }
            }
        }
        // One that was made again has the path of the last time.
        let kept = Dictionary(
            uniqueKeysWithValues: before.decisions.map { ($0.identity, $0.key) }
        )
        let expected = after.decisions.map { kept[$0.identity] ?? $0.key }
        #expect(Set(decisions) == Set(expected) && decisions.count == expected.count, told)
    }

    private func catalogChanges(
        _ before: LibraryState,
        _ after: LibraryState
    ) throws -> CatalogChanges {
        try before.read { old in try after.read { try CatalogChanges(from: old, to: $0) } }
    }

    private func isNamed(
        _ change: CatalogChanges.Playlist,
        _ playlist: LibraryState.Playlist?
    ) -> Bool {
        playlist.map { TextKey($0.name) == TextKey(change.name) } ?? true
    }

    private func sorted(_ items: [TextKey]) -> [TextKey] {
        items.sorted { TextKey.precedes($0.text, $1.text) }
    }
}
