/// The scenario that `chaospull init` writes: short, with a comment about each line.
public enum FirstScenario {
    /// The text of the file, which ends in a line break.
    ///
    /// - Parameter schema: the address of `scenario.schema.json`, for editors that complete and check YAML; nil for none.
    public static func text(schema: String?) -> String {
        let line = schema.map { "# yaml-language-server: $schema=\($0)\n\n" } ?? ""
        return line + body
    }

    private static let body = """
        # One line that says what goes wrong.
        title: The first DNS answer about the registry is lost

        # What the registry serves: an image of two layers, made from the seed. Its bytes are known, so what the puller
        # stored can be compared with them.
        image: {layers: 2, layer-size: 1 MiB}

        # What goes wrong, as many faults as you like. 'chaospull list faults' names all of them.
        faults:
          # What: the DNS server takes a question and answers nothing.
          - fault: dns.silence
            # Which: only questions about the name of the registry. Other names are auth and cdn.
            match: {name: registry}
            # When: the first question of each type, A and AAAA. Without this line: every question.
            when: {first: 1}

        # What a good puller does. Each line is judged; 'chaospull explain' shows what was seen.
        expect:
          # The image is there in the end, and each stored byte is right. The opposite is 'fails'.
          pull: succeeds
          # A resolver asks again after 5 s, so this is ample.
          within: 30 s
          # Both questions are asked at least twice: the lost ones, and those that were answered.
          dns-queries: {registry: 4..}

        """
}
