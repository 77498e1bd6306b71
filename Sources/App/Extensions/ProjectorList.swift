package import FileIO
package import Projection
import Publishers
import ReadModels
import SystemPackage
package import Threads

/// The projectors of an application, each after those it depends on.
///
/// Everything that builds, watches, lists or shows projectors reads this list; nothing else names
/// its members.
///
/// ```swift
/// let list = ProjectorList.standard.adding { context in
///     TagCloudProjector(directory: context.settings.reportsFolder)
/// }
/// let projectors = list.projectors(.init(settings: settings))
/// ```
package struct ProjectorList: Sendable {
    /// What a projector is made from.
    package struct Context: Sendable {
        /// With the folders filled in by `Settings.resolved(inDataDirectory:)`.
        package var settings: Settings
        package var fileSystem: any FileSystem
        /// Checked in steps that take long.
        package var cancellation: Cancellation

        package init(
            settings: Settings,
            fileSystem: any FileSystem = PosixFileSystem(),
            cancellation: Cancellation = .never
        ) {
            self.settings = settings
            self.fileSystem = fileSystem
            self.cancellation = cancellation
        }
    }

    package typealias Maker = @Sendable (Context) -> any Projector

    private let makers: [Maker]

    package init(_ makers: [Maker]) {
        self.makers = makers
    }

    /// The projectors of psm. To add one, add a line.
    package static let standard = ProjectorList([
        { _ in LibraryFilesProjector() },
        { _ in CatalogProjector() },
        {
            MatchesProjector(
                settings: $0.settings.matching.matcher,
                cancellation: $0.cancellation
            )
        },
        { M3UProjector(settings: $0.settings.exportSettings, fileSystem: $0.fileSystem) },
        {
            ReportsProjector(
                directory: $0.settings.reportsFolder,
                matching: $0.settings.matching.matcher,
                fileSystem: $0.fileSystem
            )
        },
    ])

    /// This list with one more projector at its end.
    package func adding(_ maker: @escaping Maker) -> ProjectorList {
        ProjectorList(makers + [maker])
    }

    package func projectors(_ context: Context) -> [any Projector] {
        makers.map { $0(context) }
    }
}

/// Some of an application's projectors, without naming them.
package enum ProjectorSelection: Sendable {
    case all
    /// Those whose read model is only tables, and which can therefore be replayed to any moment.
    case tables
    case named(Set<String>)

    package func names(of projectors: [any Projector]) -> Set<String> {
        switch self {
        case .all: Set(projectors.map(\.name))
        case .tables: Set(projectors.filter { !($0 is any PublishingProjector) }.map(\.name))
        case .named(let names): names
        }
    }
}
