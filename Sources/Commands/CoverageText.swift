import Messages
import Queries

extension LibraryCounts {
    /// `1 track has a file, 12 have none`.
    package var coverage: String {
        "\(Text.count(matched, "track")) \(matched == 1 ? "has" : "have") a file, "
            + "\(Text.count(unmatched)) \(unmatched == 1 ? "has" : "have") none"
    }
}
