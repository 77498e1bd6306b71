// swift-tools-version:6.2
import PackageDescription

// System libraries, and what the Glibc module leaves out.
let system: [Target] = [
    .systemLibrary(name: "CGlibc"),
    .systemLibrary(name: "CCRC32C"),
    .systemLibrary(name: "CLZ4", pkgConfig: "liblz4", providers: [.apt(["liblz4-dev"])]),
    .systemLibrary(
        name: "CTagLibSystem",
        pkgConfig: "taglib",
        providers: [.apt(["libtag1-dev"])]
    ),
    .target(name: "CTagLib", dependencies: ["CTagLibSystem"]),
    .target(name: "CArguments"),
    .target(name: "CLimits"),
    .target(name: "CWorkers"),
    .target(name: "CFuse"),
]

// What any room may import, from the ground up.
let base: [Target] = [
    .target(name: "Messages"),
    .target(name: "Digests", dependencies: ["CCRC32C"]),
    .target(name: "Threads", dependencies: ["CGlibc", .system]),
    .target(name: "FileIO", dependencies: ["CGlibc", "CLimits", "Messages", .system]),
    .target(name: "Inotify", dependencies: ["FileIO", .system]),
    .target(
        name: "Journal",
        dependencies: ["CLZ4", "Digests", "FileIO", "Inotify", "Messages", .system]
    ),
    .target(name: "Events", dependencies: ["Digests", "Journal", "Messages", .protobuf]),
    .target(name: "Moments", dependencies: ["Journal", "Messages"]),
]

// docs/architecture.md says what each is for; a test compares the two.
let rooms: [Target] = [
    .target(name: "Formats", dependencies: ["FileIO", "Messages", .system]),
    .target(name: "Tags", dependencies: ["CWorkers", "FileIO", "Messages", "Threads", .system]),
    .target(name: "AudioFiles", dependencies: ["CTagLib", "Tags", .system]),
    .target(
        name: "Watch",
        dependencies: ["CGlibc", "FileIO", "Inotify", "Threads", .system]
    ),
    .target(
        name: "Library",
        dependencies: [
            "Digests", "Events", "FileIO", "Journal", "Messages", "Tags", "Threads", "Watch",
            .system,
        ]
    ),
    .target(name: "Matching", dependencies: ["Digests"]),
    .target(
        name: "Providers",
        dependencies: [
            "Digests", "Events", "FileIO", "Formats", "Messages", "Moments", .protobuf, .system,
        ]
    ),
    .target(
        name: "Projection",
        dependencies: [
            "Digests", "Events", "FileIO", "Journal", "Messages", "Threads", .grdb, .sqlite,
            .system,
        ]
    ),
    .target(
        name: "ReadModels",
        dependencies: [
            "Digests", "Events", "FileIO", "Journal", "Matching", "Projection", "Threads", .grdb,
        ]
    ),
    .target(
        name: "Queries",
        dependencies: [
            "Digests", "Events", "FileIO", "Journal", "Matching", "Messages", "Projection",
            "ReadModels", "Threads", .grdb, .system,
        ]
    ),
    .target(
        name: "Decisions",
        dependencies: [
            "Events", "Journal", "Library", "Matching", "Messages", "Projection", "Providers",
            "Queries", "ReadModels", .grdb, .system,
        ]
    ),
    .target(
        name: "Publishers",
        dependencies: [
            "Digests", "Events", "FileIO", "Formats", "Journal", "Matching", "Messages",
            "Projection", "Queries", "ReadModels", "Threads", .grdb, .system,
        ]
    ),
    .target(
        name: "App",
        dependencies: [
            "CGlibc", "Decisions", "Events", "FileIO", "Journal", "Library", "Matching",
            "Messages", "Moments", "Projection", "Providers", "Publishers", "Queries",
            "ReadModels", "Tags", "Threads", "Watch", .grdb, .system, .yams,
        ]
    ),
    .target(
        name: "Evaluation",
        dependencies: ["FileIO", "Formats", "Matching", "Messages", "Threads", .system]
    ),
    .target(
        name: "Commands",
        dependencies: [
            "App", "CArguments", "CGlibc", "CLimits", "Decisions", "Digests", "Evaluation",
            "Events", "FileIO",
            "Formats", "Journal", "Library", "Matching", "Messages", "Moments", "Projection",
            "Providers", "Publishers", "Queries", "ReadModels", "Tags", "Threads", "Watch",
            .argumentParser, .grdb, .logging, .system,
        ]
    ),
    .executableTarget(
        name: "psm",
        dependencies: [
            "App", "Commands", "Decisions", "Digests", "Events", "FileIO", "Journal", "Library",
            "Messages", "Moments", "Projection", "Providers", "Publishers", "Queries", "ReadModels",
            "Threads", .argumentParser, .grdb, .system,
            // It runs that one: whoever builds psm builds both.
            "psm-tags",
        ]
    ),
    .executableTarget(
        name: "psm-tags",
        dependencies: ["AudioFiles", "Tags", .system],
        path: "Sources/PsmTags"
    ),
    .executableTarget(
        name: "psm-bench",
        dependencies: [
            "CFuse", "CWorkers", "Events", "EventsSupport", "FileIO", "Inotify", "Journal",
            "Providers", "TestSupport", "Threads", .argumentParser, .sqlite, .system,
        ],
        path: "Sources/PsmBench"
    ),
]

// What tests share, by what it needs: a change in `Publishers` builds none of the journal's tests.
let testSupport: [Target] = [
    .target(
        name: "TestSupport",
        dependencies: ["FileIO", .system],
        path: "Tests/TestSupport"
    ),
    .target(
        name: "EventsSupport",
        dependencies: ["Events", "Journal", "Providers", "TestSupport"],
        path: "Tests/EventsSupport"
    ),
    .target(
        name: "LibrarySupport",
        dependencies: [
            "App", "AudioFiles", "Decisions", "Events", "EventsSupport", "FileIO", "Journal",
            "Library", "Matching", "Projection", "Providers", "Publishers", "Queries", "ReadModels",
            "Tags", "TestSupport", "Threads", "Watch", .system,
        ],
        path: "Tests/LibrarySupport"
    ),
    .executableTarget(
        name: "odd-worker",
        dependencies: ["Tags", .system],
        path: "Tests/OddWorker"
    ),
    .executableTarget(
        name: "journal-appender",
        dependencies: ["Journal", .system],
        path: "Tests/JournalAppender"
    ),
    .target(name: "CAllocations", path: "Tests/CAllocations"),
    .target(name: "HeapSupport", dependencies: ["CAllocations"], path: "Tests/HeapSupport"),
    .target(
        name: "Fuzzing",
        dependencies: [
            "Digests", "Events", "FileIO", "Formats", "HeapSupport", "Journal", "Providers",
            .protobuf, .system,
        ],
        path: "Tests/Fuzzing"
    ),
]

// One target a room.
let tests: [Target] = [
    .testTarget(name: "DigestsTests", dependencies: ["Digests"]),
    .testTarget(name: "ThreadsTests", dependencies: ["Threads"]),
    .testTarget(name: "FileIOTests", dependencies: ["FileIO", "TestSupport", .system]),
    .testTarget(
        name: "InotifyTests",
        dependencies: ["FileIO", "Inotify", "TestSupport", .system]
    ),
    .testTarget(
        name: "JournalTests",
        dependencies: ["Digests", "FileIO", "Journal", "TestSupport", "journal-appender", .system]
    ),
    .testTarget(
        name: "EventsTests",
        dependencies: ["Events", "EventsSupport", "Journal", "TestSupport", .protobuf]
    ),
    .testTarget(name: "MomentsTests", dependencies: ["Journal", "Moments", "TestSupport"]),
    .testTarget(name: "FormatsTests", dependencies: ["Formats", "TestSupport", .system]),
    .testTarget(
        name: "AudioFilesTests",
        dependencies: ["AudioFiles", "CTagLib", "HeapSupport", "Tags", "TestSupport", .system]
    ),
    .testTarget(
        name: "TagsTests",
        dependencies: [
            "AudioFiles", "FileIO", "Messages", "Tags", "TestSupport", "Threads", .system,
        ]
    ),
    .testTarget(
        name: "FuzzingTests",
        dependencies: ["Fuzzing", "HeapSupport", "TestSupport", .system]
    ),
    .testTarget(
        name: "WatchTests",
        dependencies: ["FileIO", "Inotify", "TestSupport", "Threads", "Watch", .system]
    ),
    .testTarget(
        name: "LibraryTests",
        dependencies: [
            "Decisions", "Events", "EventsSupport", "FileIO", "Inotify", "Journal", "Library",
            "LibrarySupport", "Projection", "ReadModels", "Tags", "TestSupport", "Threads", "Watch",
            .system,
        ]
    ),
    .testTarget(name: "MatchingTests", dependencies: ["Matching"]),
    .testTarget(
        name: "ProvidersTests",
        dependencies: ["Events", "Formats", "Messages", "Providers", "TestSupport", .system]
    ),
    .testTarget(
        name: "ProjectionTests",
        dependencies: [
            "Events", "FileIO", "Journal", "Messages", "Projection", "TestSupport", .grdb, .system,
        ]
    ),
    .testTarget(
        name: "ReadModelsTests",
        dependencies: [
            "App", "Decisions", "Events", "EventsSupport", "FileIO", "Journal", "Library",
            "LibrarySupport", "Matching", "Projection", "Providers", "Publishers", "Queries",
            "ReadModels",
            "TestSupport", "Threads", "Watch", .grdb, .system,
        ]
    ),
    .testTarget(
        name: "QueriesTests",
        dependencies: [
            "Decisions", "Events", "EventsSupport", "FileIO", "HeapSupport", "Journal", "Library",
            "LibrarySupport", "Matching", "Projection", "Providers", "Queries", "ReadModels",
            "TestSupport", .grdb, .system,
        ]
    ),
    .testTarget(
        name: "DecisionsTests",
        dependencies: [
            "Decisions", "Events", "EventsSupport", "FileIO", "HeapSupport", "Journal", "Library",
            "LibrarySupport", "Matching", "Projection", "Providers", "Queries", "ReadModels",
            "TestSupport", .grdb, .system,
        ]
    ),
    .testTarget(
        name: "PublishersTests",
        dependencies: [
            "Events", "EventsSupport", "FileIO", "Formats", "HeapSupport", "Journal", "Library",
            "LibrarySupport", "Matching", "Projection", "Providers", "Publishers", "Queries",
            "ReadModels", "TestSupport", "Threads", .grdb, .system,
        ]
    ),
    .testTarget(
        name: "AppTests",
        dependencies: [
            "App", "Events", "FileIO", "Formats", "Journal", "Library", "Matching", "Projection",
            "Providers", "Publishers", "TestSupport", "Threads", .grdb, .system,
        ]
    ),
    .testTarget(
        name: "CommandsTests",
        dependencies: [
            "App", "Commands", "Events", "FileIO", "Journal", "Messages", "TestSupport",
            .argumentParser, .system,
        ]
    ),
    .testTarget(
        name: "PsmTests",
        dependencies: [
            "CGlibc", "Commands", "Events", "EventsSupport", "FileIO", "Journal", "Moments",
            "TestSupport", "Threads", "psm", .argumentParser, .grdb, .system,
        ]
    ),
    // The house rules: what the sources, the docs and this file must look like.
    .testTarget(
        name: "HouseTests",
        dependencies: [
            "App", "Commands", "Events", "Messages", "psm", "psm-bench", .argumentParser,
        ]
    ),
]

let package = Package(
    name: "psm",
    products: [
        .executable(name: "psm", targets: ["psm"]),
        .executable(name: "psm-bench", targets: ["psm-bench"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: system + base + rooms + testSupport + tests
)

extension Target.Dependency {
    static let argumentParser = product(name: "ArgumentParser", package: "swift-argument-parser")
    static let grdb = product(name: "GRDB", package: "GRDB.swift")
    static let logging = product(name: "Logging", package: "swift-log")
    static let protobuf = product(name: "SwiftProtobuf", package: "swift-protobuf")
    static let sqlite = product(name: "GRDBSQLite", package: "GRDB.swift")
    static let system = product(name: "SystemPackage", package: "swift-system")
    static let yams = product(name: "Yams", package: "Yams")
}

// libFuzzer's executable, for `Tests/fuzz` alone: its flags are none for a package that others use,
// and what it instruments is slower.
let isFuzzed = Context.environment["PSM_FUZZ"] != nil
if isFuzzed {
    package.targets += [
        .target(name: "CLibFuzzer", path: "Tests/CLibFuzzer"),
        .executableTarget(
            name: "fuzzer",
            dependencies: ["CLibFuzzer", "FileIO", "Fuzzing", .system],
            path: "Tests/Fuzzer",
            // gold does not take the archive that libFuzzer is.
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]
        ),
    ]
}

for target in package.targets where ![.system, .plugin].contains(target.type) {
    target.swiftSettings = [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
    ]
    // Who builds a release with a newer compiler is not stopped by what that one warns of.
    let isDebug = BuildSettingCondition.when(configuration: .debug)
    target.swiftSettings?.append(.treatAllWarnings(as: .error, isDebug))
    target.cSettings = [.treatAllWarnings(as: .error, isDebug)]
    target.cxxSettings = [.treatAllWarnings(as: .error, isDebug)]
}

// Generated messages keep their fields in classes that nobody else sees while they are decoded or
// encoded; checking at run time that each access is exclusive makes that 1.2 to 1.6 times as slow
// (ADR 20). Debug builds, and so all tests, check it.
for target in package.targets where target.name == "Events" {
    target.swiftSettings?.append(
        .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))
    )
}

for target in package.targets
where isFuzzed && ["Events", "Formats", "Journal", "Providers"].contains(target.name) {
    target.swiftSettings?.append(.unsafeFlags(["-sanitize=fuzzer"]))
}
