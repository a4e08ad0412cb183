/// The answers that bring the damage of an image fault to the puller.
package struct ImageDelivery: Sendable, Equatable {
    /// How much of an answer is enough.
    package enum Extent: Sendable {
        /// All of the content.
        case whole
        /// Some of it: there is so much that a puller may stop.
        case begun
        /// That there is none: 404.
        case absence
        /// All of the content, or that there is none, for a host that has something else in its place.
        case wholeOrAbsence
    }

    /// One of these is answered about.
    package let resources: [Resource]
    /// Who answers; nil for any host.
    package let host: Role?
    /// How much is enough.
    package let extent: Extent

    init(of resources: [Resource], by host: Role? = nil, extent: Extent = .whole) {
        self.resources = resources
        self.host = host
        self.extent = extent
    }

    /// Whether an answer that has ended is one of these.
    ///
    /// - Parameter method: that of the request: HEAD brings no content.
    package func isMade(by response: Response, to method: String) -> Bool {
        guard resources.contains(response.resource), host == nil || host == response.host else { return false }
        let hasContent = method == "GET" && (200...299).contains(response.status)
        let isWhole = hasContent && response.ending == .complete
        let isAbsence = response.status == 404 && response.ending == .complete
        return switch extent {
        case .whole: isWhole
        case .begun: hasContent && response.sent > 0
        case .absence: isAbsence
        case .wholeOrAbsence: isWhole || isAbsence
        }
    }
}
