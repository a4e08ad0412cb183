/// One thing in a lane of a timeline picture.
struct Mark {
    enum Shape { case bar, dot, cross, diamond, tick, up, down }

    /// What it means, said by colour as well as by the shape or the label.
    enum Tone: String { case good, bad, fault, plain, quiet }

    var shape: Shape
    var tone: Tone
    /// Seconds from the start of the pull; equal to `from` for what has no length.
    var from: Double
    var to: Double
    /// Stands beside it, where there is room.
    var label: String = ""
    /// What a pointer that rests on it shows.
    var title: String

    init(_ shape: Shape, _ tone: Tone, from: Double, to: Double? = nil, label: String = "", title: String) {
        self.shape = shape
        self.tone = tone
        self.from = from
        self.to = to ?? from
        self.label = label
        self.title = title
    }
}

/// A lane of a timeline picture: one subject over time.
struct Lane {
    let name: String
    /// What the signs in it mean, for someone who sees it for the first time.
    let key: String
    let marks: [Mark]
}
