import Faults

/// What goes wrong in real life when a pull fails, as somebody who looks for it needs it told.
public struct Cause: Sendable, CatalogEntry {
    /// As in `dns-no-answer`; scenarios name it.
    public let id: String
    /// What it is, in one line.
    public let title: String
    /// What it does to a pull, and why.
    public let happens: String
    /// What to look at on one's own machine, with commands in backquotes.
    public let look: [String]
    /// The way out.
    public let fix: String
    let element: Element

    enum Key: String, CaseIterable { case title, happens, look, fix }

    /// Reads one entry of a file.
    init(id: String, _ element: Element) throws(LanguageError) {
        var texts: [Key: String] = [:]
        var look: [String] = []
        for (key, value) in try element.entries(Key.self, of: "a cause") {
            if key == .look {
                look = try value.texts("such as '`date`, compared with another machine'")
            } else {
                texts[key] = try value.scalar("text")
            }
        }
        guard let title = texts[.title] else { throw element.missing("title", "what goes wrong, in one line") }
        guard let happens = texts[.happens] else { throw element.missing("happens", "what it does to a pull") }
        guard let fix = texts[.fix] else { throw element.missing("fix", "the way out") }
        guard !look.isEmpty else { throw element.missing("look", "what to look at on one's own machine") }
        self.id = id
        self.title = title
        self.happens = happens
        self.look = look
        self.fix = fix
        self.element = element
    }
}
