/// Every source of playlists that psm has. A new one is a file or folder and a line here.
package enum ProviderRegistry {
    /// In the order in which they are asked whether a file is theirs.
    package static let importFormats: [any ImportFormat] = [
        SpotifyFileFormat()
    ]

    /// The names of all providers, in the registry's order.
    package static var providerNames: [String] {
        var names: [String] = []
        for format in importFormats where !names.contains(format.provider) {
            names.append(format.provider)
        }
        return names
    }
}
