import Faults
import Judging
import Mustache

/// Results as one page that needs no network: the matrix, and for each run what happened and the reason of the verdict.
public enum HTMLReport {
    /// - Parameters:
    ///   - file: the results.
    ///   - pictures: which runs have a picture.
    ///   - timeline: reads the timeline of a run that has a picture, one at a time; nil if nobody knows it.
    ///   - observations: reads what else was seen of such a run; nil if nobody knows it.
    ///   - address: the address of a run's folder, from the page; nil for none.
    /// - Throws: what the parser says if the template is wrong.
    public static func text(
        _ file: ResultFile, pictures: PictureChoice = .unexpected,
        timeline: (RunResult) throws(ChaosPullError) -> [Event]? = { _ in nil },
        observations: (RunResult) -> Observations? = { _ in nil }, address: (RunResult) -> String? = { _ in nil }
    ) throws -> String {
        MustacheContentTypes.register(MarkupContent(), named: MarkupContent.name)
        let template = try MustacheTemplate(string: PageTemplate.text)
        return template.render(
            ReportPage(file, pictures: pictures, timeline: timeline, observations: observations, address: address))
    }
}
