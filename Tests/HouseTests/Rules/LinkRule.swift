/// Links between the pages, and to the files of the repository, lead somewhere.
struct LinkRule {
    let repository: Repository
    let pages: [Markdown]

    func violations() throws -> [Violation] {
        try pages.flatMap { page in
            try page.linkTargets.compactMap { link in
                try problem(link.text, in: page).map { Violation(page.path, link.line, $0) }
            }
        }
    }

    private func problem(_ link: String, in page: Markdown) throws -> String? {
        // Other places, and letters.
        if link.contains("://") || link.hasPrefix("mailto:") { return nil }
        let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let target = parts[0].isEmpty ? page.path : resolved(parts[0], from: page.path)
        guard let target, repository.exists(target) else { return "“\(link)” leads nowhere." }
        guard parts.count == 2, target.hasSuffix(".md") else { return nil }
        let anchors = Markdown(target, try repository.text(target)).anchors
        if anchors.contains(String(parts[1])) { return nil }
        return "“\(link)” leads to no heading of \(target)."
    }

    /// Relative to the repository; nil where it leads out of it.
    private func resolved(_ link: Substring, from path: String) -> String? {
        var components = path.split(separator: "/").dropLast()
        for component in link.split(separator: "/") {
            switch component {
            case ".": break
            case "..":
                guard !components.isEmpty else { return nil }
                components.removeLast()
            default: components.append(component)
            }
        }
        return components.joined(separator: "/")
    }
}
