// swift-tools-version:6.2
import PackageDescription

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
    targets: [
        // System libraries, and what the Glibc module leaves out.
        .systemLibrary(name: "CGlibc"),
        .systemLibrary(name: "CLZ4", pkgConfig: "liblz4", providers: [.apt(["liblz4-dev"])]),
        .systemLibrary(
            name: "CTagLibSystem",
            pkgConfig: "taglib",
            providers: [.apt(["libtag1-dev"])]
        ),
        .target(name: "CTagLib", dependencies: ["CTagLibSystem"]),

        // The rooms, from the ground up.
        .target(name: "Digests"),
        .target(name: "Threads", dependencies: ["CGlibc", .system]),
        .target(name: "FileIO", dependencies: ["CGlibc", .system]),
        .target(name: "Journal", dependencies: ["CLZ4", "Digests", "FileIO", .system]),
        .target(name: "Events", dependencies: ["Digests", "Journal", .protobuf]),
        .target(name: "Watch", dependencies: ["CGlibc", "FileIO", "Threads", .system]),
        .target(
            name: "Library",
            dependencies: [
                "CTagLib", "Digests", "Events", "FileIO", "Journal", "Threads", "Watch", .system,
            ]
        ),
        .target(name: "Matching", dependencies: ["Digests"]),
        .target(name: "Providers", dependencies: ["Events", .system]),
        .target(
            name: "Projection",
            dependencies: ["Digests", "Events", "Journal", "Threads", .grdb, .sqlite, .system]
        ),
        .target(
            name: "Projectors",
            dependencies: [
                "Digests", "Events", "FileIO", "Journal", "Library", "Matching", "Projection",
                "Providers", "Threads", .grdb, .system,
            ]
        ),
        .executableTarget(
            name: "psm",
            dependencies: [
                "CGlibc", "Digests", "Events", "FileIO", "Journal", "Library", "Matching",
                "Projection", "Projectors", "Providers", "Threads", "Watch", .argumentParser, .grdb,
                .logging, .system, .yams,
            ]
        ),
        .executableTarget(
            name: "psm-bench",
            dependencies: [
                "CGlibc", "Events", "FileIO", "Journal", "TestSupport", .argumentParser, .sqlite,
                .system,
            ],
            path: "Sources/PsmBench"
        ),

        // Tests, one target a room.
        .target(
            name: "TestSupport",
            dependencies: [
                "Events", "FileIO", "Journal", "Library", "Matching", "Projection", "Projectors",
                "Providers", "Watch", .system,
            ],
            path: "Tests/TestSupport"
        ),
        .executableTarget(
            name: "journal-appender",
            dependencies: ["Journal", .system],
            path: "Tests/JournalAppender"
        ),
        .target(name: "CAllocations", path: "Tests/CAllocations"),
        .target(
            name: "Fuzzing",
            dependencies: [
                "CAllocations", "Digests", "Events", "FileIO", "Journal", "Providers", .protobuf,
                .system,
            ],
            path: "Tests/Fuzzing"
        ),
        .testTarget(name: "DigestsTests", dependencies: ["Digests"]),
        .testTarget(name: "ThreadsTests", dependencies: ["Threads"]),
        .testTarget(name: "FileIOTests", dependencies: ["FileIO", "TestSupport", .system]),
        .testTarget(
            name: "JournalTests",
            dependencies: ["FileIO", "Journal", "TestSupport", "journal-appender", .system]
        ),
        .testTarget(
            name: "EventsTests",
            dependencies: ["Events", "Journal", "TestSupport", .protobuf]
        ),
        .testTarget(name: "FuzzingTests", dependencies: ["Fuzzing", "TestSupport", .system]),
        .testTarget(name: "WatchTests", dependencies: ["FileIO", "Threads", "Watch", .system]),
        .testTarget(
            name: "LibraryTests",
            dependencies: [
                "Events", "FileIO", "Journal", "Library", "Projectors", "TestSupport", "Threads",
                "Watch", .system,
            ]
        ),
        .testTarget(name: "MatchingTests", dependencies: ["Matching"]),
        .testTarget(name: "ProvidersTests", dependencies: ["Events", "Providers", .system]),
        .testTarget(
            name: "ProjectionTests",
            dependencies: [
                "Events", "FileIO", "Journal", "Projection", "TestSupport", .grdb, .system,
            ]
        ),
        .testTarget(
            name: "ProjectorsTests",
            dependencies: [
                "Events", "FileIO", "Journal", "Library", "Matching", "Projection", "Projectors",
                "Providers", "TestSupport", "Threads", "Watch", .grdb, .system,
            ]
        ),
        .testTarget(
            name: "PsmTests",
            dependencies: [
                "CGlibc", "Events", "FileIO", "Journal", "Projectors", "TestSupport", "Threads",
                "psm", .grdb, .system,
            ]
        ),
    ]
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
}

// Generated messages keep their fields in classes that nobody else sees while they are decoded or
// encoded; checking each access at run time for being exclusive takes a third of that.
for target in package.targets where target.name == "Events" {
    target.swiftSettings?.append(
        .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))
    )
}

for target in package.targets
where isFuzzed && ["Events", "Journal", "Providers"].contains(target.name) {
    target.swiftSettings?.append(.unsafeFlags(["-sanitize=fuzzer"]))
}
