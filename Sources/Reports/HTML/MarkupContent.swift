import Mustache

/// How the values in the page's template are escaped.
///
/// The library's own way compares whole characters as people see them. So it lets a `<` through behind U+0600, since the
/// two are one such character (UAX 29, rule GB9b), and a browser then reads a tag.
package struct MarkupContent: MustacheContentType {
    /// The name in the template's first line; without that name the template would not compile.
    package static let name = "MARKUP"

    /// Makes one; it has no state.
    package init() {}

    package func escapeText(_ text: String) -> String { MarkupText.escaped(text) }
}
