import Digests

/// The keys by which a recording is looked up. Two recordings are compared only if they share one,
/// so the keys affect the matches: changing them raises `Scorer.version`.
///
/// Each key is a compound, so that none is common: a million files have thousands of "Intro", but
/// few by one artist, and few of one length.
///
/// | kind | of | finds |
/// |---|---|---|
/// | identifier | ISRC; MusicBrainz id | the same recording under any name |
/// | name | title × each artist | names that are spelled alike |
/// | length | each artist × duration | titles with typing errors |
/// | title | title × duration | artists missing or misspelt |
///
/// Durations are divided into buckets of 4 s, and each recording is in its own and the next one:
/// two that are at most 4 s apart always share a bucket.
enum CandidateKeys {
    static let limit = 32
    static let bucketMilliseconds: Int32 = 4000

    private enum Kind: UInt64 {
        case isrc = 1
        case musicBrainz
        case name
        case length
        case title
    }

    static func make(for signature: borrowing Signature) -> [UInt64] {
        var keys: [UInt64] = []
        keys.reserveCapacity(min(limit, 6 + 4 * signature.names.count))
        if signature.isrc != 0 { keys.append(key(.isrc, signature.isrc)) }
        if signature.musicBrainz != 0 { keys.append(key(.musicBrainz, signature.musicBrainz)) }
        let titles = signature.title
        for position in 0..<3 {
            let title =
                switch position {
                case 0: titles.main
                case 1: titles.all == titles.main ? 0 : titles.all
                default: titles.translation
                }
            guard title != 0 else { continue }
            for name in signature.names {
                keys.append(key(.name, title, name))
            }
            if let bucket = bucket(of: signature) {
                keys.append(key(.title, title, bucket))
                keys.append(key(.title, title, bucket + 1))
            }
        }
        if let bucket = bucket(of: signature) {
            for name in signature.names {
                guard keys.count + 2 <= limit else { break }
                keys.append(key(.length, name, bucket))
                keys.append(key(.length, name, bucket + 1))
            }
        }
        keys.sort()
        return keys
    }

    private static func bucket(of signature: borrowing Signature) -> UInt64? {
        guard signature.durationMilliseconds > 0 else { return nil }
        return UInt64(signature.durationMilliseconds / bucketMilliseconds)
    }

    private static func key(_ kind: Kind, _ first: UInt64, _ second: UInt64 = 0) -> UInt64 {
        withUnsafeBytes(of: (first.littleEndian, second.littleEndian)) {
            XXHash64.hash($0, seed: kind.rawValue)
        }
    }
}
