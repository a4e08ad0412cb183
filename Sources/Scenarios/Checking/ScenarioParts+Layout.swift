import Faults
import FoundationEssentials
import ImageContent

extension ScenarioParts {
    /// Reads the user's own image, if the scenario names one, and notes what it is like.
    ///
    /// - Parameters:
    ///   - file: the scenario's file, to whose folder the path is relative.
    ///   - errors: collects what is wrong with the image.
    mutating func readLayout(besides file: String, _ errors: inout ErrorCollector) {
        guard var source = image?.layout, let element = layoutElement else { return }
        source.path = Self.absolute(source.path, besides: file)
        image?.layout = source
        do {
            let layout = try LayoutImage(source)
            self.layout = layout
            image = image.map(layout.completing)
        } catch {
            errors.note(element.error(error.message))
            image = nil
        }
    }

    /// Goes on without the image: only what is said about every image can be checked.
    mutating func leaveLayout() {
        guard image?.layout != nil else { return }
        image?.layers = ImageRecipe.layerCounts.upperBound
        image?.isIndexed = true
    }

    /// The text of the document as it means the same in every folder.
    func sourceAnywhere(_ text: String) -> String {
        guard let path = image?.layout?.path, let layoutElement, layoutElement.written != path else { return text }
        return WrittenScalar.replacing(layoutElement, by: path, in: text) ?? text
    }

    /// The value of `layout`.
    var layoutElement: Element? { imageElement?[ImageRecipe.Key.layout.rawValue] }

    private static func absolute(_ path: String, besides file: String) -> String {
        if path.hasPrefix("/") { return path }
        let folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let besides = folder.isEmpty && !file.hasPrefix("/") ? path : folder + "/" + path
        return besides.hasPrefix("/") ? besides : FileManager.default.currentDirectoryPath + "/" + besides
    }
}
