package import SystemPackage

/// Decides which files belong to the library: by audio file extensions, ignored names and paths,
/// and psm's own directories.
///
/// A walk asks it for every entry, so it takes the bytes from the kernel's buffer as they are,
/// allocates nothing and answers in well under 100 ns. `name` is one component; `directory` is the
/// path of its directory relative to the root, without leading or trailing slash, empty for the
/// root itself.
package struct PathFilter: Sendable {
    package static let defaultExtensions = [
        "mp3", "flac", "m4a", "m4b", "mp4", "aac", "ogg", "oga", "opus", "wav", "aif", "aiff",
        "wma", "ape", "wv", "mpc", "tta", "dsf", "dff",
    ]
    /// Hidden names, which include the temporary files of rsync, the folders of Syncthing and what
    /// macOS leaves beside a file; and the bins, thumbnails and snapshots of NAS and desktop
    /// systems. Titles begin with dots, too: hidden is one dot and a letter.
    package static let defaultIgnorePatterns = [
        ".[A-Za-z]*", "._*", ".~*", ".@__thumb", "@eaDir", "#recycle", "#snapshot", "@Recycle",
        "@Recently-Snapshot", "$RECYCLE.BIN", "RECYCLER", "System Volume Information",
    ]
    /// Temporary names that exist only while a file is being written.
    package static let defaultTransientPatterns = ["*.tmp", "*.part", "*.download"]

    /// One pattern, by the way it is matched. Its bytes are in `bytes`, so that iterating over the
    /// rules copies plain values and counts no references.
    private struct Rule {
        enum Kind: UInt8 { case equal, prefix, suffix, glob }
        let kind: Kind
        let ofFiles: Bool
        let ofDirectories: Bool
        let offset: Int
        let count: Int
    }

    private var extensions: [UInt64]
    private var nameRules: [Rule] = []
    private var pathRules: [Rule] = []
    private var bytes: [UInt8] = []
    private let excludedDirectories: [FilePath]
    /// `excludedDirectories` as paths relative to the root, after ``scoped(to:)``.
    private var excludedPaths: [[UInt8]] = []

    /// - Parameters:
    ///   - extensions: without their dot, in any case; at most 8 bytes each count.
    ///   - ignorePatterns: globs (see ``Glob``): on the name, or, where one has a slash, on the
    ///     whole path below the root. A trailing slash means directories only.
    ///   - transientPatterns: the same, for files only: a folder is no file that is being written.
    ///   - excludedDirectories: absolute; neither they nor anything below them belongs to the
    ///     library.
    package init(
        extensions: [String] = PathFilter.defaultExtensions,
        ignorePatterns: [String] = PathFilter.defaultIgnorePatterns,
        transientPatterns: [String] = PathFilter.defaultTransientPatterns,
        excludedDirectories: [FilePath] = []
    ) {
        self.extensions = extensions.compactMap { name in
            let name = name.utf8.first == .dot ? name.utf8.dropFirst() : name.utf8[...]
            return name.withContiguousStorageIfAvailable { Self.packed(UnsafeRawBufferPointer($0)) }
                ?? Self.packed(Array(name))
        }
        self.excludedDirectories = excludedDirectories.map { $0.lexicallyNormalized() }
        for pattern in ignorePatterns { addRule(pattern, ofDirectories: true) }
        for pattern in transientPatterns { addRule(pattern, ofDirectories: false) }
    }

    /// The same filter for one root: the excluded directories take effect.
    package func scoped(to root: FilePath) -> PathFilter {
        var scoped = self
        let root = root.lexicallyNormalized()
        scoped.excludedPaths = excludedDirectories.compactMap { directory in
            var relative = directory
            guard relative.removePrefix(root) else { return nil }
            return relative.withPlatformBytes { Array($0) }
        }
        return scoped
    }

    /// Whether the file `name` in `directory` belongs to the library, apart from the directories
    /// above it.
    @inline(__always)
    package func wants(
        file name: UnsafeRawBufferPointer,
        in directory: UnsafeRawBufferPointer
    ) -> Bool {
        hasWantedExtension(name) && !isIgnored(name, in: directory, isDirectory: false)
    }

    /// Why a file is not wanted, for people.
    package enum Reason: Sendable {
        /// A pattern says so.
        case ignored
        /// It is music by its name, of a kind that is not listed.
        case unlisted
    }

    /// Why the file `name` in `directory` does not belong to the library; nil if it does, and for
    /// what is no music by its name.
    package func reasonAgainst(
        file name: UnsafeRawBufferPointer,
        in directory: UnsafeRawBufferPointer
    ) -> Reason? {
        let word = Self.extensionWord(of: name)
        let isListed = word != 0 && extensions.contains(word)
        guard isListed || Self.musicExtensions.contains(word) else { return nil }
        if isIgnored(name, in: directory, isDirectory: false) { return .ignored }
        return isListed ? nil : .unlisted
    }

    /// Whether a pattern excludes the directory `name` in `directory`.
    package func ignores(
        directory name: UnsafeRawBufferPointer,
        in directory: UnsafeRawBufferPointer
    ) -> Bool {
        isIgnored(name, in: directory, isDirectory: true)
    }

    /// Whether the directory `name` in `directory` is walked and watched.
    package func wants(
        directory name: UnsafeRawBufferPointer,
        in directory: UnsafeRawBufferPointer
    ) -> Bool {
        if isIgnored(name, in: directory, isDirectory: true) { return false }
        for excluded in excludedPaths {
            let isSame = excluded.withUnsafeBytes { Self.isPath($0, directory, name) }
            if isSame { return false }
        }
        return true
    }

    /// Whether the root itself may be walked: it is not psm's own folder nor below one.
    package func wants(root: FilePath) -> Bool {
        let root = root.lexicallyNormalized()
        return !excludedDirectories.contains { root.starts(with: $0) }
    }

    /// Whether the file at `path`, relative to the root, and every directory above it belong to the
    /// library.
    package func wants(fileAt path: UnsafeRawBufferPointer) -> Bool {
        guard let slash = path.lastIndex(of: .slash) else {
            return wants(file: path, in: UnsafeRawBufferPointer(rebasing: path[..<0]))
        }
        let directory = UnsafeRawBufferPointer(rebasing: path[..<slash])
        let name = UnsafeRawBufferPointer(rebasing: path[(slash + 1)...])
        return wants(file: name, in: directory) && wants(directoryAt: directory)
    }

    /// Whether the directory at `path` (relative to the root, empty for the root) is walked, with
    /// every directory above it.
    package func wants(directoryAt path: UnsafeRawBufferPointer) -> Bool {
        var start = 0
        while start < path.count {
            let rest = path[start...]
            let end = rest.firstIndex(of: .slash) ?? path.count
            let parent = UnsafeRawBufferPointer(rebasing: path[..<max(start - 1, 0)])
            let name = UnsafeRawBufferPointer(rebasing: path[start..<end])
            if !wants(directory: name, in: parent) { return false }
            start = end + 1
        }
        return true
    }
}

// MARK: - Extensions

extension PathFilter {
    /// Up to 8 bytes in one word, ASCII letters in lower case. 0 for what is longer or empty.
    private static func packed(_ name: UnsafeRawBufferPointer) -> UInt64 {
        guard name.count <= 8 else { return 0 }
        var word: UInt64 = 0
        for byte in name {
            let isUpper = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
            word = word << 8 | UInt64(isUpper ? byte | 0x20 : byte)
        }
        return word
    }

    private static func packed(_ name: [UInt8]) -> UInt64 {
        name.withUnsafeBytes { packed($0) }
    }

    private static let musicExtensions = Set(defaultExtensions.map { packed(Array($0.utf8)) })

    private func hasWantedExtension(_ name: UnsafeRawBufferPointer) -> Bool {
        let word = Self.extensionWord(of: name)
        return word != 0 && extensions.contains(word)
    }

    /// The extension, packed; 0 if there is none of at most 8 bytes.
    @inline(__always)
    private static func extensionWord(of name: UnsafeRawBufferPointer) -> UInt64 {
        // The dot of an extension of at most 8 bytes is one of the last 9.
        var index = name.count - 1
        let lowest = max(name.count - 9, 0)
        while index >= lowest, name[index] != .dot { index -= 1 }
        guard index >= lowest else { return 0 }
        return packed(UnsafeRawBufferPointer(rebasing: name[(index + 1)...]))
    }
}

// MARK: - Ignore patterns

extension PathFilter {
    private mutating func addRule(_ pattern: String, ofDirectories: Bool) {
        var pattern = Array(pattern.utf8)
        let ofFiles = pattern.last != .slash
        if !ofFiles { pattern.removeLast() }
        let isPath = pattern.contains(.slash)
        if pattern.first == .slash { pattern.removeFirst() }
        guard !pattern.isEmpty else { return }

        var kind = Rule.Kind.glob
        if Glob.isLiteral(pattern) {
            kind = .equal
        } else if !isPath, pattern.last == .star, Glob.isLiteral(pattern.dropLast()) {
            kind = .prefix
            pattern.removeLast()
        } else if !isPath, pattern.first == .star, Glob.isLiteral(pattern.dropFirst()) {
            kind = .suffix
            pattern.removeFirst()
        }
        let rule = Rule(
            kind: kind,
            ofFiles: ofFiles,
            ofDirectories: ofDirectories,
            offset: bytes.count,
            count: pattern.count
        )
        bytes += pattern
        if isPath { pathRules.append(rule) } else { nameRules.append(rule) }
    }

    private func isIgnored(
        _ name: UnsafeRawBufferPointer,
        in directory: UnsafeRawBufferPointer,
        isDirectory: Bool
    ) -> Bool {
        bytes.withUnsafeBytes { bytes in
            for rule in nameRules where isDirectory ? rule.ofDirectories : rule.ofFiles {
                if Self.matches(rule, bytes, name) { return true }
            }
            if pathRules.isEmpty { return false }
            return Self.withPath(directory, name) { path in
                for rule in pathRules where isDirectory ? rule.ofDirectories : rule.ofFiles {
                    if Self.matches(rule, bytes, path) { return true }
                }
                return false
            }
        }
    }

    @inline(__always)
    private static func matches(
        _ rule: Rule,
        _ bytes: UnsafeRawBufferPointer,
        _ text: UnsafeRawBufferPointer
    ) -> Bool {
        let pattern = UnsafeRawBufferPointer(
            rebasing: bytes[rule.offset..<(rule.offset + rule.count)]
        )
        switch rule.kind {
        case .equal:
            return text.count == pattern.count && holds(text, pattern, at: 0)
        case .prefix:
            return text.count >= pattern.count && holds(text, pattern, at: 0)
        case .suffix:
            return text.count >= pattern.count
                && holds(text, pattern, at: text.count - pattern.count)
        case .glob:
            return Glob.matches(pattern, text)
        }
    }

    /// Whether `part` is in `text` at `offset`, where it fits. Names are short and mostly differ in
    /// the first byte: a loop beats any call.
    @inline(__always)
    private static func holds(
        _ text: UnsafeRawBufferPointer,
        _ part: UnsafeRawBufferPointer,
        at offset: Int
    ) -> Bool {
        var index = 0
        while index < part.count {
            if text[offset + index] != part[index] { return false }
            index += 1
        }
        return true
    }

    /// Whether `path` is `directory` / `name`.
    private static func isPath(
        _ path: UnsafeRawBufferPointer,
        _ directory: UnsafeRawBufferPointer,
        _ name: UnsafeRawBufferPointer
    ) -> Bool {
        let nameStart = directory.isEmpty ? 0 : directory.count + 1
        guard path.count == nameStart + name.count else { return false }
        return path[nameStart...].elementsEqual(name)
            && path.prefix(directory.count).elementsEqual(directory)
            && (directory.isEmpty || path[directory.count] == .slash)
    }

    /// Lays `directory` / `name` out on the stack.
    private static func withPath(
        _ directory: UnsafeRawBufferPointer,
        _ name: UnsafeRawBufferPointer,
        _ body: (UnsafeRawBufferPointer) -> Bool
    ) -> Bool {
        if directory.isEmpty { return body(name) }
        let count = directory.count + 1 + name.count
        return withUnsafeTemporaryAllocation(byteCount: count, alignment: 1) { path in
            path.copyMemory(from: directory)
            path[directory.count] = .slash
            UnsafeMutableRawBufferPointer(rebasing: path[(directory.count + 1)...])
                .copyMemory(from: name)
            return body(UnsafeRawBufferPointer(path))
        }
    }
}

extension FilePath {
    /// The bytes of the path, without the closing NUL.
    func withPlatformBytes<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R {
        withPlatformString { start in
            body(UnsafeRawBufferPointer(start: start, count: length))
        }
    }
}
