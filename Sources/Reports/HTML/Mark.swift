/// One mark in a lane of a timeline picture.
struct Mark {
    enum Shape { case bar, dot, cross, diamond, tick, up, down }

    /// Its meaning, shown by colour and also by shape or label.
    enum Tone: String { case good, bad, fault, plain, quiet }

    var shape: Shape
    var tone: Tone
    /// Seconds from the start of the pull; equal to `from` for a moment.
    var from: Double
    var to: Double
    /// A label beside it, if there is room.
    var label: String = ""
    /// The tooltip.
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
    /// Explains the marks to someone who sees the picture for the first time.
    let key: String
    let marks: [Mark]
}
