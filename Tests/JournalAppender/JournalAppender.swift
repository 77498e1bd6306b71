import Glibc
import Journal
import SystemPackage

/// Appends numbered records until it is killed, and prints each number once it is acknowledged.
///
/// `journal-appender DIRECTORY NAME`
@main
struct JournalAppender {
    static func main() throws {
        guard CommandLine.arguments.count == 3 else { exit(64) }
        var options = JournalOptions()
        options.segmentLimitBytes = 16 << 10
        let journal = Journal(directory: FilePath(CommandLine.arguments[1]), options: options)
        let name = CommandLine.arguments[2]
        var number = 0
        while true {
            // Some appends hold several records, so that half of one would be seen.
            var batch = RecordBatch()
            let count = 1 + number % 3
            for _ in 0..<count {
                batch.append(Array("\(name) \(number)".utf8))
                number += 1
            }
            try journal.append(batch)
            let line = "\(number)\n"
            _ = try FileDescriptor.standardOutput.writeAll(line.utf8)
        }
    }
}
