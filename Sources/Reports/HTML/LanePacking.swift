/// The layout of a lane's marks: their rows, and whether their labels fit.
struct LanePacking {
    struct Placed {
        let mark: Mark
        /// The place in percent of the picture's width.
        let from: Double
        let to: Double
        let row: Int
        /// Nil if there is no room for the label.
        let labelEnds: Bool?
    }

    let placed: [Placed]
    let rows: Int

    private static let mostRows = 16
    /// The width of a character in percent, in the narrowest picture (340 of 400 pixels, 11-pixel letters).
    private static let characterWidth = 1.75
    private static let largestTitle = 900

    /// - Parameter position: gives the place of a time, 0 to 100.
    init(_ marks: [Mark], position: (Double) -> Double) {
        var placed: [Placed] = []
        var rowEnds: [Double] = []
        for mark in Self.merged(marks, position: position) {
            let from = position(mark.from)
            let to = max(from, position(mark.to))
            let label = Double(mark.label.count) * Self.characterWidth + (mark.label.isEmpty ? 1 : 3)
            // To the right of its mark, or to the left at the end of the picture.
            let isLeft = to + label > 101 && from - label > -1
            let isInside = mark.shape == .bar && to - from > label
            let low = isLeft && !isInside ? from - label : from
            let high = isLeft || isInside ? to : to + label
            if let row = rowEnds.firstIndex(where: { $0 <= low })
                ?? (rowEnds.count < Self.mostRows ? rowEnds.count : nil)
            {
                if row == rowEnds.count { rowEnds.append(high) } else { rowEnds[row] = high }
                let labelEnds: Bool? = mark.label.isEmpty ? nil : isLeft && !isInside
                placed.append(Placed(mark: mark, from: from, to: to, row: row, labelEnds: labelEnds))
            } else {
                placed.append(Placed(mark: mark, from: from, to: to, row: Self.mostRows - 1, labelEnds: nil))
            }
        }
        self.placed = placed
        rows = max(1, rowEnds.count)
    }

    /// Equal marks that would overlap become one, with all titles.
    private static func merged(_ marks: [Mark], position: (Double) -> Double) -> [Mark] {
        var result: [Mark] = []
        var last: [String: Int] = [:]
        var counts: [Int: Int] = [:]
        for mark in marks {
            let key = "\(mark.shape) \(mark.tone) \(mark.label)"
            guard mark.shape != .bar, let index = last[key], position(mark.from) - position(result[index].from) < 1.2
            else {
                if mark.shape != .bar { last[key] = result.count }
                result.append(mark)
                continue
            }
            counts[index, default: 1] += 1
            if result[index].title.utf8.count < largestTitle { result[index].title += "\n" + mark.title }
        }
        for (index, count) in counts where count > 1 {
            result[index].title = "\(count) times\n" + result[index].title
            if !result[index].label.isEmpty { result[index].label += " ×\(count)" }
        }
        return result
    }
}
