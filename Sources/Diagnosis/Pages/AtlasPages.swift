import Scenarios

/// The atlas as pages for people who come from a search engine: by error text, by cause, by puller.
public enum AtlasPages {
    /// All pages, in the order of their names, and `index.html`.
    ///
    /// - Parameters:
    ///   - atlas: the observations.
    ///   - catalog: the causes; what an unknown one shows has no page.
    public static func all(_ atlas: Atlas, _ catalog: CauseCatalog) -> [AtlasPage] {
        let sightings = Sighting.all(of: atlas)
        let causes = catalog.all.compactMap { cause in
            page(of: cause, sightings.filter { $0.cause == cause.id }, atlas)
        }
        let pullers = Dictionary(grouping: sightings, by: \.family).sorted { $0.key < $1.key }.map { name, seen in
            page(ofPuller: name, seen, atlas, catalog)
        }
        let ends = Dictionary(grouping: sightings.filter { $0.end != nil }, by: { $0.end ?? "" })
            .filter { Set($0.value.map(\.puller)).count > 1 }
        let errors = ends.sorted { $0.key < $1.key }.map { end, seen in page(ofEnd: end, seen, atlas, catalog) }
        return [index(causes, errors, pullers)] + causes + errors + pullers
    }

    private static func index(_ causes: [AtlasPage], _ errors: [AtlasPage], _ pullers: [AtlasPage]) -> AtlasPage {
        func section(_ heading: String, _ pages: [AtlasPage]) -> AtlasPage.Section {
            AtlasPage.Section(
                heading: heading, links: pages.map { AtlasPage.Link(words: $0.title, address: $0.name) })
        }
        return AtlasPage(
            name: "index.html", title: "Why an image pull fails",
            about: AtlasPage.Prose(
                "What docker, containerd, podman and others printed when this went wrong on purpose. "
                    + "With the program: `chaospull diagnose 'your error text'`."),
            sections: [
                section("By error text", errors), section("By cause", causes), section("By puller", pullers),
            ], leadsBack: false)
    }

    /// How many texts a table shows.
    private static let mostRows = 40

    private static func page(of cause: Cause, _ seen: [Sighting], _ atlas: Atlas) -> AtlasPage? {
        let failed = seen.filter { $0.observation.error != nil || $0.observation.outcome != "pulled" }
        guard !seen.isEmpty else { return nil }
        var sections = [
            AtlasPage.Section(heading: "What to look at", items: cause.look.map(AtlasPage.Prose.init)),
            AtlasPage.Section(heading: "The way out", text: AtlasPage.Prose(cause.fix)),
        ]
        if !failed.isEmpty {
            sections.append(
                AtlasPage.Section(
                    heading: "What pullers print",
                    columns: ["error text", "who", "after", "see it happen"],
                    rows: rows(failed).map { sighting in
                        AtlasPage.Row([
                            AtlasPage.Cell(sighting.observation.error ?? "nothing: \(sighting.observation.outcome)"),
                            AtlasPage.Cell(sighting.observation.pullers.joined(separator: ", ")),
                            AtlasPage.Cell(sighting.duration),
                            AtlasPage.Cell(sighting.command, isCode: true),
                        ])
                    }))
        }
        sections += stories(failed.isEmpty ? seen : failed, atlas)
        return AtlasPage(
            name: "cause-\(cause.id).html", title: cause.title, about: AtlasPage.Prose(cause.happens),
            sections: sections)
    }

    private static func page(
        ofPuller name: String, _ seen: [Sighting], _ atlas: Atlas, _ catalog: CauseCatalog
    ) -> AtlasPage {
        let failed = seen.filter { $0.observation.error != nil }
        var told: Set<String> = []
        let rows = rows(failed).filter { told.insert($0.cause + ($0.observation.error ?? "")).inserted }
        let versions = Set(seen.map(\.puller))
        return AtlasPage(
            name: "puller-\(name).html", title: "What \(name) prints, and why",
            about: AtlasPage.Prose("Seen with \(versions.sorted().joined(separator: ", "))."),
            sections: [
                AtlasPage.Section(
                    heading: "Error texts", columns: ["error text", "cause", "the way out", "see it happen"],
                    rows: rows.map { sighting in
                        let cause = catalog[sighting.cause]
                        return AtlasPage.Row([
                            AtlasPage.Cell(sighting.observation.error ?? ""),
                            AtlasPage.Cell(cause?.title ?? "", page: "cause-\(sighting.cause).html"),
                            AtlasPage.Cell(AtlasPage.Prose(cause?.fix ?? "")),
                            AtlasPage.Cell(sighting.command, isCode: true),
                        ])
                    })
            ] + stories(failed.filter { $0.observation.pullers.first == $0.puller }, atlas))
    }

    private static func page(
        ofEnd end: String, _ seen: [Sighting], _ atlas: Atlas, _ catalog: CauseCatalog
    ) -> AtlasPage {
        let causes = Dictionary(grouping: seen, by: \.cause).sorted { first, second in
            (second.value.count, first.key) < (first.value.count, second.key)
        }
        let example = seen.first?.observation.error ?? end
        let title = example.split(separator: ": ").last { !ErrorWords.of(String($0)).isEmpty }.map(String.init) ?? end
        return AtlasPage(
            name: "error-\(end.replacing(" ", with: "-")).html", title: shortened(title),
            about: AtlasPage.Prose(
                "Seen under \(causes.count) \(causes.count == 1 ? "cause" : "causes"), the most frequent first."),
            sections: causes.flatMap { id, seen -> [AtlasPage.Section] in
                guard let cause = catalog[id] else { return [] }
                return [
                    AtlasPage.Section(
                        heading: cause.title, text: AtlasPage.Prose(cause.fix),
                        columns: ["error text", "who", "see it happen"],
                        rows: rows(seen).prefix(4).map { sighting in
                            AtlasPage.Row([
                                AtlasPage.Cell(sighting.observation.error ?? "", page: "cause-\(id).html"),
                                AtlasPage.Cell(sighting.observation.pullers.joined(separator: ", ")),
                                AtlasPage.Cell(sighting.command, isCode: true),
                            ])
                        })
                ]
            } + stories(seen, atlas))
    }

    /// A text with the first digits of each digest, as people shorten them.
    private static func shortened(_ text: String) -> String {
        text.replacing(/[0-9a-f]{20,}/) { match in match.output.prefix(8) + "…" }
    }

    /// Each text once, those of most pullers first.
    private static func rows(_ seen: [Sighting]) -> [Sighting] {
        var told: Set<[String]> = []
        return Array(
            seen.sorted {
                ($1.observation.pullers.count, $0.scenario, $0.family)
                    < ($0.observation.pullers.count, $1.scenario, $1.family)
            }.filter { told.insert([$0.scenario, $0.observation.error ?? "", $0.observation.outcome]).inserted }
                .prefix(mostRows))
    }

    /// The story of a run of the first scenario that has one.
    private static func stories(_ seen: [Sighting], _ atlas: Atlas) -> [AtlasPage.Section] {
        let stories = Dictionary(
            atlas.scenarios.map { ($0.name, $0.story) }, uniquingKeysWith: { first, _ in first })
        guard let story = rows(seen).lazy.compactMap({ stories[$0.scenario] ?? nil }).first else { return [] }
        return [AtlasPage.Section(heading: "The story of a run", story: story)]
    }
}
