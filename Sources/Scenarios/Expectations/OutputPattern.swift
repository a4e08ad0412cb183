import Faults
import Foundation

/// A regular expression that matches anywhere in a puller's output.
///
/// The engine is ICU, since its searches can be interrupted. `^` and `$` match at the ends of lines.
package struct OutputPattern: Sendable, Equatable, CustomStringConvertible {
    /// The most characters of an expression; bounded because the compiler recurses.
    package static let longest = 500
    /// The processor time that one search may take.
    package static let patience: Duration = .seconds(3)

    /// The expression as written, at most `longest` characters.
    package let text: String
    private let expression: NSRegularExpression

    /// Reads and compiles an expression.
    package init(_ element: Element) throws(LanguageError) {
        text = try element.scalar("a regular expression for the puller's output")
        guard text.count <= Self.longest else {
            throw element.error(
                "the regular expression has \(text.count) characters; expected at most \(Self.longest)"
            )
        }
        do {
            expression = try NSRegularExpression(pattern: text, options: .anchorsMatchLines)
        } catch {
            throw element.error(
                "'\(text.clipped)' is no regular expression\(Self.complaint(about: text)); "
                    + "expected one such as 'read udp .*: i/o timeout'"
            )
        }
    }

    /// The byte offset of the first match in an output; nil without a match.
    ///
    /// - Throws: `PatternFailure` if the search takes longer than `patience` or the task is cancelled.
    package func firstMatch(in output: String) throws(PatternFailure) -> Int? {
        let search = PatternSearch()
        expression.enumerateMatches(
            in: output, options: [.reportProgress, .reportCompletion],
            range: NSRange(location: 0, length: output.utf16.count)
        ) { match, flags, stop in
            if !search.goesOn(match: match, flags: flags) { stop.pointee = true }
        }
        switch search.end {
        case .found(let place):
            let index = output.utf16.index(output.startIndex, offsetBy: place)
            return output.utf8.distance(from: output.startIndex, to: index)
        case nil: return nil
        case .late:
            throw PatternFailure(
                self,
                "takes longer than \(Units.text(Self.patience)) on \(Units.text(bytes: output.utf8.count)) of output"
            )
        case .tooDeep: throw PatternFailure(self, "needs too much memory")
        case .cancelled: throw PatternFailure(self, "was interrupted")
        }
    }

    /// The reason from Swift's own compiler; ICU gives none.
    private static func complaint(about text: String) -> String {
        do {
            _ = try Regex(text)
            return ""
        } catch {
            return " (\("\(error)".clipped))"
        }
    }

    /// The expression as written.
    package var description: String { text }

    package static func == (first: OutputPattern, second: OutputPattern) -> Bool { first.text == second.text }
}

/// Why it is unknown whether an expression matches.
package struct PatternFailure: Error, Equatable, CustomStringConvertible {
    /// One sentence that names the expression and the way out.
    package let description: String

    init(_ pattern: OutputPattern, _ what: String) {
        description =
            "the regular expression /\(pattern.text)/ \(what); write it without a repetition inside of a repetition"
    }
}

/// The state of one search.
private final class PatternSearch {
    enum End {
        /// In UTF-16 code units.
        case found(Int)
        case late, tooDeep, cancelled
    }

    /// Calls between two readings of the clock; ICU makes one call for each place in the text and for each 10,000
    /// steps.
    private static let callsPerLook = 64

    private let start = PatternSearch.processorTime
    private var calls = 0
    private(set) var end: End?

    func goesOn(match: NSTextCheckingResult?, flags: NSRegularExpression.MatchingFlags) -> Bool {
        if let match {
            end = .found(match.range.location)
        } else if flags.contains(.internalError), end == nil {
            end = .tooDeep
        }
        calls += 1
        if end == nil, calls.isMultiple(of: Self.callsPerLook) {
            if Task.isCancelled {
                end = .cancelled
            } else if Self.processorTime - start > OutputPattern.patience {
                end = .late
            }
        }
        return end == nil
    }

    /// The processor time of this thread, so that a busy machine does not make a search time out.
    private static var processorTime: Duration {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
