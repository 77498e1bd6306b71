internal import Glibc

/// Work as a user to whom nothing belongs, so that permissions hold even where tests run as root.
package enum Unprivileged {
    private typealias SetFileSystemUser = @convention(c) (uid_t) -> Int32
    private static let nobody: uid_t = 65_534

    /// Runs `body` on this thread, which alone loses its rights: setfsuid(2).
    package static func run<Result>(_ body: () throws -> Result) throws -> Result {
        guard geteuid() == 0 else { return try body() }
        let setUser = try setFileSystemUser()
        _ = setUser(nobody)
        defer { _ = setUser(0) }
        return try body()
    }

    /// Takes this thread's rights for good.
    package static func stay() throws {
        if geteuid() == 0 { _ = try setFileSystemUser()(nobody) }
    }

    private static func setFileSystemUser() throws -> SetFileSystemUser {
        guard let symbol = dlsym(dlopen(nil, RTLD_NOW), "setfsuid") else { throw Missing() }
        return unsafeBitCast(symbol, to: SetFileSystemUser.self)
    }

    package struct Missing: Error {}
}
