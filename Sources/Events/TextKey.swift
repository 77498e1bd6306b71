/// A string that is compared by its bytes.
///
/// Swift's strings are equal if they are canonically equivalent, but ids only if their bytes are
/// equal: a provider may have two that differ only in their normal form.
package struct TextKey: Hashable, Sendable {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    package static func == (left: TextKey, right: TextKey) -> Bool {
        withBytes(left.text) { left in
            withBytes(right.text) { right in left.elementsEqual(right) }
        }
    }

    package func hash(into hasher: inout Hasher) {
        Self.withBytes(text) { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }

    /// Whether `left` sorts before `right` by bytes, as in SQLite's BINARY collation.
    package static func precedes(_ left: String, _ right: String) -> Bool {
        withBytes(left) { left in
            withBytes(right) { right in left.lexicographicallyPrecedes(right) }
        }
    }

    private static func withBytes<Result>(
        _ text: String,
        _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        if let result = text.utf8.withContiguousStorageIfAvailable(body) { return result }
        var text = text
        return text.withUTF8(body)
    }
}
