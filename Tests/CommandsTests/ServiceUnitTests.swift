import App
import Messages
import SystemPackage
import Testing

@testable import Commands

@Suite struct ServiceUnitTests {
    private static let golden = #"""
        # Written by psm, xxh64 3db0f673381facef
        # psm replaces and removes this file only as long as nobody edits it. To change the
        # service, use systemctl --user edit, which writes a file of its own.

        [Unit]
        Description=psm: playlist files that follow the music library

        [Service]
        Type=notify
        NotifyAccess=main
        ExecStart=:/usr/bin/psm build --watch --no-report --data-dir "/my music/.psm"
        Environment="PSM__LIBRARY__PATHS=[\"/my music\"]"

        # The first scan of a large library may take long.
        TimeoutStartSec=infinity
        # psm notifies the watchdog between two pieces of work. One of them may wait for a disk to
        # spin up, or for a network share that does not answer for a minute or two.
        WatchdogSec=5min

        # A full disk or a busy journal is temporary: restart after a pause, however often.
        Restart=on-failure
        RestartSec=30s
        # Wrong usage, damaged data, wrong settings: these need the user.
        RestartPreventExitStatus=64 65 78

        # psm finishes the step in progress. What is cut off is scanned again at the next start.
        KillSignal=SIGTERM
        TimeoutStopSec=30s

        # Yield to everything that somebody waits for. Not the idle class: a process that waits for
        # the journal's lock would then wait for all other work on that disk.
        Nice=10
        IOSchedulingClass=best-effort
        IOSchedulingPriority=7

        # psm needs no network, no privileges and no other program. Nothing here creates a mount
        # namespace: not every user may have one, and drives mounted later must be visible.
        NoNewPrivileges=yes
        LockPersonality=yes
        MemoryDenyWriteExecute=yes
        RestrictAddressFamilies=AF_UNIX
        RestrictNamespaces=yes
        RestrictRealtime=yes
        RestrictSUIDSGID=yes
        SystemCallArchitectures=native

        [Install]
        WantedBy=default.target

        """#

    private func unit(
        _ environment: [String: String],
        config: String? = nil,
        dataDirectory: String? = nil,
        flags: [String] = [],
        logLevel: String? = nil
    ) throws -> ServiceUnit {
        let context = ProcessContext(
            environment: environment.mapValues { Array($0.utf8) },
            workingDirectory: "/here",
            home: "/home/ana"
        )
        // What is in a settings file is not carried, so none is read here.
        let loader = SettingsLoader(
            environment: context.environment,
            workingDirectory: context.workingDirectory,
            home: context.home
        )
        return ServiceUnit(
            executable: Array("/usr/bin/psm".utf8),
            flags: flags,
            config: config.map { Array($0.utf8) },
            dataDirectory: dataDirectory.map { Array($0.utf8) },
            logLevel: logLevel,
            settings: try loader.load(),
            context: context
        )
    }

    private func lines(_ unit: ServiceUnit, _ prefix: String) throws -> [String] {
        try unit.text().split(separator: "\n").map(String.init).filter { $0.hasPrefix(prefix) }
    }

    @Test func theWholeUnit() throws {
        let unit = try unit(
            ["PSM__LIBRARY__PATHS": "/my music", "PSM_DATA_DIR": "/other", "PATH": "/bin"],
            dataDirectory: "/my music/.psm",
            flags: ["--no-report"]
        )
        #expect(UnitFile.sealed(try unit.text()) == Self.golden)
    }

    @Test func whatWasGivenIsCarried() throws {
        let all = try unit(
            ["PSM_DATA_DIR": "/d", "XDG_CONFIG_HOME": "/c", "XDG_DATA_HOME": "/x"],
            config: "/own.yaml",
            dataDirectory: "/data",
            flags: ["--no-export", "--no-report"],
            logLevel: "debug"
        )
        #expect(
            try lines(all, "ExecStart=") == [
                "ExecStart=:/usr/bin/psm build --watch --no-export --no-report "
                    + "--config /own.yaml --data-dir /data --log-level debug"
            ]
        )
        #expect(all.environment.isEmpty)
    }

    @Test func whatWasGivenByTheEnvironmentIsCarriedAsItIsMeantHere() throws {
        let unit = try unit([
            "PSM_DATA_DIR": "data", "PSM__LIBRARY__PATHS": "[\"~/music\", \"more\"]",
            "PSM__EXPORT__DIRECTORY": "../lists", "PSM__EXPORT__MODE": "mirrored",
            "PSM__LIBRARY__IGNORE_PATTERNS": "[\"*.tmp\"]", "PSM__LOG_LEVEL": "",
            "XDG_CONFIG_HOME": "/c", "XDG_DATA_HOME": "/x", "PSM_OTHER": "1", "LANG": "C",
        ])
        #expect(
            try lines(unit, "Environment=") == [
                "Environment=XDG_CONFIG_HOME=/c", "Environment=PSM_DATA_DIR=/here/data",
                "Environment=PSM__EXPORT__DIRECTORY=/lists",
                "Environment=PSM__EXPORT__MODE=mirrored",
                #"Environment="PSM__LIBRARY__IGNORE_PATTERNS=[\"*.tmp\"]""#,
                #"Environment="PSM__LIBRARY__PATHS=[\"/home/ana/music\", \"/here/more\"]""#,
            ]
        )
    }

    @Test func foldersOfTheSpecificationAreCarriedWhereTheyAreOthers() throws {
        let usual = try unit([
            "XDG_CONFIG_HOME": "/home/ana/.config/", "XDG_DATA_HOME": "/home/ana/.local/share",
        ])
        #expect(usual.environment.isEmpty)
        let ignored = try unit(["XDG_CONFIG_HOME": "relative", "XDG_DATA_HOME": ""])
        #expect(ignored.environment.isEmpty)
        let others = try unit(["XDG_DATA_HOME": "/x/../y"])
        #expect(others.environment == [.init(name: "XDG_DATA_HOME", value: Array("/y".utf8))])
    }

    @Test(arguments: [
        ("/a/b-c_d.e:f=g,h+i@j", "/a/b-c_d.e:f=g,h+i@j"), ("", "\"\""), ("a b", "\"a b\""),
        ("it's", "\"it's\""), ("a\"b", #""a\"b""#), (#"a\b"#, #""a\\b""#), (#"a\"#, #""a\\""#),
        ("100%", "\"100%%\""), ("%h", "\"%%h\""), ("$HOME ${X} $$", "\"$HOME ${X} $$\""),
        ("a\tb", #""a\tb""#), ("# ;", "\"# ;\""), (";", "\";\""), ("Ünïcode", "\"Ünïcode\""),
        ("~", "\"~\""), ("*", "\"*\""),
    ])
    func wordsAreQuotedSoThatSystemdReadsWhatWasMeant(text: String, word: String) throws {
        #expect(try UnitWord.quoted(Array(text.utf8), "It") == word)
    }

    @Test(arguments: [[0x61, 0x0A, 0x62], [0x0D], [0x1B], [0x7F], [0xC3, 0x28], [0x2F, 0xFF]])
    func whatAUnitCannotHoldIsRefused(bytes: [UInt8]) throws {
        let error = #expect(throws: CommandError.self) { try UnitWord.quoted(bytes, "The path") }
        #expect(error?.exitStatus == .settings)
        #expect(error?.description.hasPrefix("The path, ") == true)
        #expect(error?.description.contains { $0.isNewline } == false)
    }

    @Test(arguments: ["/a\"b/psm", "/a'b/psm", "/a\\b/psm"])
    func aProgramInSuchAFolderIsRefused(path: String) {
        #expect(throws: CommandError.self) { try UnitWord.program(Array(path.utf8)) }
    }
}
