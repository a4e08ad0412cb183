import Faults
import Judging
import Mustache

/// Results as one page that needs no network: the matrix, and for each run what happened and the reason of the verdict.
public enum HTMLReport {
    /// - Parameters:
    ///   - file: the results.
    ///   - pictures: which runs have a picture.
    ///   - timeline: reads the timeline of a run that has a picture, one at a time; nil if nobody knows it.
    /// - Throws: what the parser says if the template is wrong.
    public static func text(
        _ file: ResultFile, pictures: PictureChoice = .unexpected,
        timeline: (RunResult) throws(ChaosPullError) -> [Event]? = { _ in nil }
    ) throws -> String {
        MustacheContentTypes.register(MarkupContent(), named: MarkupContent.name)
        let template = try MustacheTemplate(string: PageTemplate.text)
        return template.render(ReportPage(file, pictures: pictures, timeline: timeline))
    }
}
