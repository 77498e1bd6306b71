import LibrarySupport
import ReadModels
import Testing

@testable import Publishers

@Suite struct PlaylistFileNameTests {
    private func names(_ playlists: (id: String, name: String)...) -> [String] {
        PlaylistFileName.names(
            playlists.map {
                .init(provider: "spotify", playlistID: $0.id, name: $0.name, owner: "")
            }
        ).map(\.fileName)
    }

    @Test func plain() {
        #expect(names(("0123456789", "Road Trip")) == ["Road Trip_01234567.m3u"])
        #expect(names(("0123456789", "../a/b\n")) == ["_a_b__01234567.m3u"])
        #expect(names(("0123456789", "...")) == ["__01234567.m3u"])
        #expect(names(("", "Liked Songs")) == ["Liked Songs_liked.m3u"])
    }

    @Test func collisions() {
        #expect(
            names(("12345678a", "Mix"), ("12345678b", "mix")) == [
                "Mix_12345678a_spotify.m3u", "mix_12345678b_spotify.m3u",
            ]
        )
        let byCase = names(("12345678a", "Mix"), ("12345678A", "Mix"))
        #expect(Set(byCase.map { $0.lowercased() }).count == 2)
        let forbidden = names(("a/b", "Mix"), ("a:b", "Mix"), ("a_b", "Mix"))
        #expect(Set(forbidden.map { $0.lowercased() }).count == 3)
        let forms = names(("caf\u{E9}", "Mix"), ("cafe\u{301}", "Mix"))
        #expect(Set(forms).count == 2)
    }

    @Test func lengths() {
        let id = String(repeating: "i", count: 400)
        let name = String(repeating: "夜", count: 400)
        for name in names((id + "1", name), (id + "2", name), ("x", name)) {
            #expect(name.utf8.count <= 200)
            #expect(name.hasSuffix(".m3u"))
        }
    }

    @Test func orderDoesNotMatter() {
        let one = names(("12345678a", "Mix"), ("12345678b", "Mix"), ("c", "Mix"))
        let other = names(("c", "Mix"), ("12345678b", "Mix"), ("12345678a", "Mix"))
        #expect(one == other.reversed())
    }
}
