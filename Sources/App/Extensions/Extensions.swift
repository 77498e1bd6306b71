package import Providers

/// What an application is made of, one list for each kind of part. Commands have theirs in
/// `CommandList`, events in the room `Events`.
package struct Extensions: Sendable {
    package var projectors: ProjectorList
    package var importFormats: [any ImportFormat]
    package var settings: SettingsTable

    package init(
        projectors: ProjectorList,
        importFormats: [any ImportFormat],
        settings: SettingsTable
    ) {
        self.projectors = projectors
        self.importFormats = importFormats
        self.settings = settings
    }

    /// All that psm ships with.
    package static let standard = Extensions(
        projectors: .standard,
        importFormats: ImportFormatList.standard,
        settings: .standard
    )
}
