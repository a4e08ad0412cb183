/// The end of an error text, by which people search: what stands behind the last colon.
enum ErrorEnd {
    /// The most words of an end; longer ones are about one case only.
    private static let mostWords = 8

    /// The words of the last part that has some, as in `i o timeout`; nil if it has too many or none.
    static func words(of error: String) -> [String]? {
        let parts = error.split(separator: ": ").map { ErrorWords.of(String($0)) }.filter { !$0.isEmpty }
        guard let last = parts.last, last.count <= mostWords, last.contains(where: { $0.count > 2 }) else { return nil }
        return last
    }
}
