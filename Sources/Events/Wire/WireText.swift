internal import FoundationEssentials
internal import Glibc

/// The last string of a field, reused if the next message has the same.
struct RememberedText {
    private var last = ""

    /// - Returns: `nil` if the bytes are not UTF-8.
    @inline(__always)
    mutating func text(_ bytes: UnsafeRawBufferPointer) -> String? {
        if last.isSame(as: bytes) { return last }
        guard let text = String(wire: bytes) else { return nil }
        last = text
        return text
    }
}

/// Like `RememberedText`, for a repeated field that nearly always holds one string.
struct RememberedTexts {
    private var last: [String] = []

    /// - Returns: false if the bytes are not UTF-8.
    @inline(__always)
    mutating func add(_ bytes: UnsafeRawBufferPointer, to texts: inout [String]) -> Bool {
        if texts.isEmpty, let text = last.first, text.isSame(as: bytes) {
            texts = last
            return true
        }
        guard let text = String(wire: bytes) else { return false }
        if texts.isEmpty {
            last = [text]
            texts = last
        } else {
            texts.append(text)
        }
        return true
    }
}

extension String {
    /// `nil` if the bytes are not UTF-8, as the repaired string then has different bytes. The
    /// standard library's own validation takes five times as long.
    @inline(__always)
    init?(wire bytes: UnsafeRawBufferPointer) {
        self = String(decoding: bytes, as: UTF8.self)
        guard isSame(as: bytes) else { return nil }
    }

    /// Whether these bytes are its UTF-8.
    @inline(__always)
    func isSame(as bytes: UnsafeRawBufferPointer) -> Bool {
        guard utf8.count == bytes.count else { return false }
        let isSame = utf8.withContiguousStorageIfAvailable {
            UnsafeRawBufferPointer($0).isSame(as: bytes)
        }
        return isSame ?? utf8.elementsEqual(bytes)
    }
}

extension Data {
    @inline(__always)
    func isSame(as bytes: UnsafeRawBufferPointer) -> Bool {
        count == bytes.count && withUnsafeBytes { $0.isSame(as: bytes) }
    }
}

extension UnsafeRawBufferPointer {
    /// Both must have the same length.
    @inline(__always)
    fileprivate func isSame(as other: UnsafeRawBufferPointer) -> Bool {
        guard let left = baseAddress, let right = other.baseAddress else { return true }
        return memcmp(left, right, count) == 0
    }
}
