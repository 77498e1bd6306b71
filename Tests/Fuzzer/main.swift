import CLibFuzzer
import FileIO
import Fuzzing
import Glibc
import SystemPackage

// `fuzzer TARGET seeds SCHEMAS FOLDER` writes the inputs to begin from;
// `fuzzer TARGET OPTION …` is libFuzzer with its own options.

private func writeSeeds(of target: FuzzTarget, _ schemas: FilePath, to folder: FilePath) throws {
    let files = PosixFileSystem()
    try files.createDirectories(folder)
    for (number, seed) in try target.seeds(schemas: schemas).enumerated() {
        let file = try files.open(folder.appending("seed-\(number)"), .create)
        defer { file.close() }
        try file.truncate(toSizeBytes: 0)
        try file.writeAll(seed, atOffset: 0)
    }
}

guard CommandLine.arguments.count > 1, let target = FuzzTarget(rawValue: CommandLine.arguments[1])
else { exit(64) }
if CommandLine.arguments.count == 5, CommandLine.arguments[2] == "seeds" {
    let paths = CommandLine.arguments[3...].map { FilePath($0) }
    try writeSeeds(of: target, paths[0], to: paths[1])
    exit(0)
}

// libFuzzer calls a function of C, which carries nothing: so each target has its own.
private func run(_ target: FuzzTarget, _ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    do {
        try target.run(Array(UnsafeBufferPointer(start: bytes, count: count)))
    } catch {
        fatalError("\(error)")
    }
    return 0
}

var argumentCount = CommandLine.argc - 1
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv + 1
let status =
    switch target {
    case .frames:
        LLVMFuzzerRunDriver(&argumentCount, &arguments) { run(.frames, $0, $1) }
    case .codec:
        LLVMFuzzerRunDriver(&argumentCount, &arguments) { run(.codec, $0, $1) }
    case .playlists:
        LLVMFuzzerRunDriver(&argumentCount, &arguments) { run(.playlists, $0, $1) }
    }
exit(status)
