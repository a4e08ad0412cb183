import Faults
import Judging

/// The picture of a run: a lane per subject over one time axis, as SVG.
///
/// Places are percentages and letters keep their size, so one picture fits narrow and wide windows.
struct TimelinePicture {
    private static let rowHeight = 18
    private static let headHeight = 20
    private static let laneGap = 8
    private static let axisHeight = 26

    private let lanes: TimelineLanes

    init(_ timeline: [Event]) { lanes = TimelineLanes(timeline) }

    /// Empty if there is nothing to show.
    var svg: String {
        let all = lanes.lanes
        guard !all.isEmpty else { return "" }
        var body: [String] = []
        var y = 4
        for lane in all {
            let packing = LanePacking(lane.marks, position: position)
            let height = packing.rows * Self.rowHeight
            body.append(
                #"<text x="0" y="\#(y + 13)" class="lane">\#(MarkupText.escaped(lane.name))"#
                    + #"<tspan class="key" dx="8">\#(MarkupText.escaped(lane.key))</tspan></text>"#
            )
            y += Self.headHeight
            body.append(#"<rect x="0" y="\#(y)" width="100%" height="\#(height)" class="band"/>"#)
            body += packing.placed.map { draw($0, y: y + $0.row * Self.rowHeight) }
            y += height + Self.laneGap
        }
        let behind = grid(height: y)
        return #"<svg class="timeline" width="100%" height="\#(y + Self.axisHeight)" role="img" "#
            + #"aria-label="What happened over time">"#
            + "\n" + (behind + body + axis(y: y)).joined(separator: "\n") + "\n</svg>"
    }

    private func position(_ time: Double) -> Double {
        min(max(time.clampedSeconds / lanes.end * 100, 0), 100)
    }

    private func percent(_ value: Double) -> String { Decimals.text(value, places: 2) + "%" }

    private func grid(height: Int) -> [String] {
        guard let lifted = lanes.lifted.map(position), lifted < 100 else { return [] }
        return [
            #"<rect x="\#(percent(lifted))" y="0" width="\#(percent(100 - lifted))" height="\#(height)" class="healed">"#
                + "<title>the faults are lifted</title></rect>"
        ]
    }

    private func axis(y: Int) -> [String] {
        let length = lanes.end
        let places = length < 0.1 ? 3 : length < 10 ? 2 : length < 100 ? 1 : 0
        var lines = [#"<line x1="0" y1="\#(y)" x2="100%" y2="\#(y)" class="axis"/>"#]
        for quarter in 0...4 {
            let x = "\(quarter * 25)%"
            let anchor = quarter == 0 ? "start" : quarter == 4 ? "end" : "middle"
            let seconds = Decimals.text(length * Double(quarter) / 4, places: places)
            lines.append(#"<line x1="\#(x)" y1="\#(y)" x2="\#(x)" y2="\#(y + 5)" class="axis"/>"#)
            lines.append(#"<text x="\#(x)" y="\#(y + 19)" text-anchor="\#(anchor)" class="key">\#(seconds) s</text>"#)
        }
        return lines
    }

    private func draw(_ placed: LanePacking.Placed, y: Int) -> String {
        let mark = placed.mark
        let title = "<title>\(MarkupText.escaped(MarkupText.clipped(mark.title, to: 1200)))</title>"
        let shape: String
        if mark.shape == .bar {
            let width = max(placed.to - placed.from, 0.3)
            shape =
                #"<rect x="\#(percent(min(placed.from, 99.7)))" y="\#(y + 3)" width="\#(percent(width))" height="12" rx="2"/>"#
        } else {
            shape =
                #"<svg x="\#(percent(placed.from))" y="\#(y + 9)" width="1" height="1" overflow="visible">"#
                + Self.sign(mark.shape) + "</svg>"
        }
        return #"<g class="\#(mark.tone.rawValue)">\#(title)\#(shape)\#(label(placed, y: y))</g>"#
    }

    private func label(_ placed: LanePacking.Placed, y: Int) -> String {
        guard let isLeft = placed.labelEnds else { return "" }
        let text = MarkupText.escaped(MarkupText.clipped(placed.mark.label, to: 40))
        let isInside =
            placed.mark.shape == .bar && placed.to - placed.from > Double(placed.mark.label.count) * 1.75 + 3
        let x = isInside || isLeft ? placed.from : placed.to
        let offset = isInside ? 5 : isLeft ? -7 : placed.mark.shape == .bar ? 6 : 8
        return #"<text x="\#(percent(x))" dx="\#(offset)" y="\#(y + 13)""#
            + (isLeft && !isInside ? #" text-anchor="end""# : "") + (isInside ? #" class="inside""# : "")
            + ">\(text)</text>"
    }

    private static func sign(_ shape: Mark.Shape) -> String {
        switch shape {
        case .bar: ""
        case .dot: #"<circle r="4"/>"#
        case .cross: #"<path class="stroke" d="M-4,-4L4,4M-4,4L4,-4"/>"#
        case .diamond: #"<path d="M0,-6L5,0L0,6L-5,0Z"/>"#
        case .tick: #"<path class="stroke thin" d="M0,-5L0,5"/>"#
        case .up: #"<path d="M0,-5L5,4L-5,4Z"/>"#
        case .down: #"<path d="M0,5L5,-4L-5,-4Z"/>"#
        }
    }
}
