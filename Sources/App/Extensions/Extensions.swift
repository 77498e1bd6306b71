package import Providers

/// What an application is made of: one list for each extension point. Commands are listed in
/// `CommandList`, events in the `Events` target.
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

    /// Everything that ships with psm.
    package static let standard = Extensions(
        projectors: .standard,
        importFormats: ImportFormatList.standard,
        settings: .standard
    )
}
