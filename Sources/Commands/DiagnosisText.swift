import Matching
import Messages
import Queries

/// A diagnosis in words.
struct DiagnosisText {
    let settings: MatchingSettings
    let times: DecisionTimes

    // MARK: A track

    func text(_ diagnosis: TrackDiagnosis) throws -> String {
        let track = diagnosis.track
        var text = heading(track) + "\n"
        text += "  \(Self.reads(track.reading, track.recording))\n"
        let playlists = track.playlists.map(Text.printable).joined(separator: ", ")
        text += track.playlists.isEmpty ? "  no longer in any playlist\n" : "  in \(playlists)\n"
        if let pin = diagnosis.pin, !pin.isHere {
            let path = Self.printable(pin.path)
            text += Style.yellow("pinned by you\(try times.clause(pin.position)): \(path)") + "\n"
            text += "  The file is not in the library. Until it returns, psm chooses the file.\n"
        }
        if let match = diagnosis.match {
            text += try pair(match, name: Self.printable(match.file.path), isFile: true)
        } else {
            text += Style.red("it has no file") + "\n"
        }
        if !diagnosis.others.isEmpty {
            text += Style.bold(diagnosis.match == nil ? "The nearest files" : "Other files") + "\n"
        }
        for other in diagnosis.others {
            text += try pair(other, name: Self.printable(other.file.path), isFile: true)
        }
        if diagnosis.match == nil {
            text +=
                diagnosis.others.isEmpty
                ? "The library has nothing like it.\n"
                : "If one of these is right: psm set-match "
                    + "\(Text.printable(track.identity)) FILE\n"
        }
        return text + limits
    }

    private func heading(_ track: DescribedTrack) -> String {
        Style.bold(Self.name(track)) + Style.dim("  \(Text.printable(track.identity))")
    }

    // MARK: A file

    func text(_ diagnosis: FileDiagnosis) throws -> String {
        let file = diagnosis.file
        var text = Style.bold(Self.printable(file.path)) + "\n"
        text += "  \(Self.reads(file.reading, file.recording))\n"
        if !file.error.isEmpty {
            text += Style.yellow("  Its tags cannot be read: \(Text.printable(file.error))") + "\n"
        }
        if !diagnosis.isHere {
            text +=
                Style.red("It is no longer in the library") + "; this is its last known state.\n"
        } else if let reason = file.unavailableReason {
            text += Style.yellow("Its music folder is unavailable (\(Text.printable(reason)))")
            text += "; its files are kept in the library until it returns.\n"
        }
        if diagnosis.matches.isEmpty { text += Style.red("it matches no track") + "\n" }
        for match in diagnosis.matches { text += try pair(match, isFile: false) }
        if !diagnosis.others.isEmpty {
            text += Style.bold(
                diagnosis.matches.isEmpty ? "The nearest tracks" : "Other tracks"
            )
            text += "\n"
        }
        for other in diagnosis.others { text += try pair(other, isFile: false) }
        if diagnosis.matches.isEmpty, diagnosis.others.isEmpty {
            text += "No playlist has a track like it.\n"
        }
        return text + limits
    }

    // MARK: Parts

    private func pair(_ pair: ComparedPair, isFile: Bool) throws -> String {
        try self.pair(
            pair,
            name: "\(Self.name(pair.track))  \(Text.printable(pair.track.identity))",
            isFile: isFile
        )
    }

    private func pair(_ pair: ComparedPair, name: String, isFile: Bool) throws -> String {
        let reads =
            isFile
            ? Self.reads(pair.file.reading, pair.file.recording)
            : Self.reads(pair.track.reading, pair.track.recording)
        var text = "\(name)\n  \(try standing(pair))\n  \(reads)\n"
        if isFile, !pair.file.error.isEmpty {
            text += "  its tags cannot be read: \(Text.printable(pair.file.error))\n"
        }
        // For another song, the details would only distract.
        let parts = pair.explanation.isOtherSong ? [] : pair.explanation.parts
        for part in parts {
            let padding = String(repeating: " ", count: max(1, 11 - part.signal.count))
            let penalty = part.penalty >= 0.001 ? "  −\(Text.decimal(part.penalty))" : ""
            text += Style.dim("    \(part.signal)\(padding)\(part.detail)\(penalty)") + "\n"
        }
        for advice in pair.advice { text += "  → \(Text.printable(advice.text))\n" }
        return text
    }

    private func standing(_ pair: ComparedPair) throws -> String {
        let result = pair.explanation.result
        let score =
            result.map { "\($0.confidence.rawValue), score \(Text.decimal($0.score))" } ?? ""
        switch pair.standing {
        case .pinned: return Style.green("pinned by you\(try times.clause(pair.decidedAt))")
        case .matched:
            return Style.green("matched: \(score)") + " (\(result?.method ?? ""))"
        case .outranked: return "acceptable, but not chosen: \(score)"
        case .rejected: return Style.red("rejected by you\(try times.clause(pair.decidedAt))")
        case .refused: return Style.red("refused: ") + (pair.explanation.refusal ?? "")
        case .notCompared: return Style.red("not considered by psm") + ": \(score)"
        case .removed: return "would be acceptable: \(score)"
        }
    }

    private var limits: String {
        Style.dim(
            "The threshold is \(Text.decimal(settings.fuzzyThreshold)) (matching.fuzzy_threshold), "
                + "the tolerance \(Text.decimal(settings.durationToleranceSeconds)) s "
                + "(matching.duration_tolerance)."
        ) + "\n"
    }

    // MARK: Names

    /// `read as “Harbour” by Nora Vale, album “Sea”, 3:05, live; guessed: artist`.
    static func reads(_ reading: Reading, _ recording: Recording) -> String {
        var parts = ["“\(reading.title)”"]
        parts[0] +=
            reading.artists.isEmpty
            ? " without an artist" : " by \(reading.artists.joined(separator: ", "))"
        parts.append(reading.album.isEmpty ? "no album" : "album “\(reading.album)”")
        parts.append(recording.durationMilliseconds.map(Text.clock(milliseconds:)) ?? "no duration")
        if let version = versions(reading) { parts.append(version) }
        let guessed = reading.guessed.map(\.rawValue).joined(separator: ", ")
        let compared = [reading.comparedArtists, reading.comparedTitle]
            .filter { !$0.isEmpty }.joined(separator: " - ")
        return Text.printable(
            "read as \(parts.joined(separator: ", "))"
                + (guessed.isEmpty ? "" : "; guessed: \(guessed)")
                + "; compared as “\(compared)”"
        )
    }

    /// "live, acoustic (from its album)"; nil for the plain recording.
    static func versions(_ reading: Reading) -> String? {
        var words: [String] = []
        if !reading.versions.isEmpty { words.append(reading.versions.joined(separator: ", ")) }
        if !reading.albumVersions.isEmpty {
            words.append("\(reading.albumVersions.joined(separator: ", ")) (from its album)")
        }
        return words.isEmpty ? nil : words.joined(separator: ", ")
    }

    static func name(_ track: DescribedTrack) -> String {
        let artists = track.recording.artists.joined(separator: ", ")
        let title = track.recording.title.isEmpty ? track.id : track.recording.title
        return Text.printable(artists.isEmpty ? title : "\(artists) - \(title)")
    }

    static func printable(_ path: [UInt8]) -> String {
        Text.printable(String(decoding: path, as: UTF8.self))
    }
}

extension DescribedTrack {
    /// `spotify:ID`, as the commands take it.
    var identity: String { "\(provider):\(id)" }
}
