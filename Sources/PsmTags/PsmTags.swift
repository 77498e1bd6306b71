import AudioFiles
import SystemPackage
import Tags

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Reads tags for psm, which starts it: nobody else has a use for it.
@main
struct PsmTags {
    static func main() {
        let reader = AudioReader()
        var server = TagServer(on: .standardInput) { file, path in
            reader.read(file, at: path)
        }
        exit(server.run())
    }
}
