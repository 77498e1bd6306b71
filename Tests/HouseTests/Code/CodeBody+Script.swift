extension CodeBody {
    /// The functions of a script: in Python what is indented deeper than its `def`, in a shell what
    /// stands up to the brace below its name.
    static func all(inScript source: String) -> [CodeBody] {
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.indices.compactMap { start in
            let line = lines[start]
            if line.hasSuffix("() {") {
                let end = lines[start...].firstIndex { $0 == "}" } ?? lines.count - 1
                return CodeBody(name: String(line.dropLast(4)), lines: start + 1...end + 1)
            }
            let indent = line.prefix { $0 == " " }.count
            guard line.dropFirst(indent).hasPrefix("def ") else { return nil }
            var end = start
            for (index, line) in lines[(start + 1)...].enumerated() where !line.isEmpty {
                // The parenthesis that ends a list of parameters is no deeper than its beginning.
                let isDeeper = line.prefix { $0 == " " }.count > indent
                guard isDeeper || line.dropFirst(indent).hasPrefix(")") else { break }
                end = start + 1 + index
            }
            let name = line.dropFirst(indent + 4).prefix { $0 != "(" }
            return CodeBody(name: String(name), lines: start + 1...end + 1)
        }
    }
}
