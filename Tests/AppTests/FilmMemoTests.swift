import App
import Library
import TestSupport
import Testing

@Suite struct FilmMemoTests {
    @Test func filmsAreRemembered() throws {
        let folder = try TemporaryDirectory()
        let one = Film(sizeBytes: 5, mtimeNanoseconds: -7)
        let other = Film(sizeBytes: .max, mtimeNanoseconds: .max)
        let memo = FilmMemo(dataDirectory: folder.path)
        try memo.remember([[0x2F, 0xFF]: one], isAll: true)
        try memo.remember([Array("/ä".utf8): other], isAll: false)
        let films: Films = [[0x2F, 0xFF]: one, Array("/ä".utf8): other]
        #expect(memo.films == films)
        #expect(FilmMemo(dataDirectory: folder.path).films == films)
        try memo.remember([Array("/ä".utf8): other], isAll: true)
        #expect(FilmMemo(dataDirectory: folder.path).films.count == 1)
        try folder.tree("cache").write("films.json", Array("[".utf8))
        #expect(FilmMemo(dataDirectory: folder.path).films.isEmpty)
    }
}
