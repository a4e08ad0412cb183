import Mustache
import Reports

/// A page of the atlas: a file's name and what stands in it.
public struct AtlasPage: Sendable {
    /// As in `cause-dns-no-answer.html`.
    public let name: String
    let title: String
    let about: Prose
    let sections: [Section]
    /// Whether it leads back to the first page; that one does not.
    var leadsBack = true

    /// A part of a page; what is empty is not there.
    struct Section: Sendable {
        var heading: String
        var text: Prose?
        var items: [Prose] = []
        var links: [Link] = []
        var columns: [String] = []
        var rows: [Row] = []
        var story: String?
    }

    /// A text in which commands stand apart.
    struct Prose: Sendable {
        struct Piece: Sendable {
            let isCode: Bool
            let words: String
        }

        let pieces: [Piece]

        /// A text with commands in backquotes.
        init(_ text: String) {
            pieces = text.split(separator: "`", omittingEmptySubsequences: false).enumerated().map { ordinal, part in
                Piece(isCode: ordinal % 2 == 1, words: String(part))
            }
        }
    }

    /// A point of a list that leads to another page.
    struct Link: Sendable {
        let words: String
        let address: String
    }

    struct Row: Sendable {
        let cells: [Cell]
        init(_ cells: [Cell]) { self.cells = cells }
    }

    /// A cell of a table: words, which may lead to another page.
    struct Cell: Sendable {
        let pieces: [Prose.Piece]
        let page: String?

        /// Words as they are.
        init(_ words: String, page: String? = nil, isCode: Bool = false) {
            pieces = [Prose.Piece(isCode: isCode, words: words)]
            self.page = page
        }

        init(_ prose: Prose) {
            pieces = prose.pieces
            page = nil
        }
    }

    private static let pieces =
        "{{#pieces}}{{#isCode}}<code>{{words}}</code>{{/isCode}}{{^isCode}}{{words}}{{/isCode}}{{/pieces}}"

    /// The page as HTML, the same for equal atlases; it loads `style.css` beside it and nothing else.
    public var html: String { Self.template?.render(self) ?? "" }

    private static let template = {
        MustacheContentTypes.register(MarkupContent(), named: MarkupContent.name)
        return try? MustacheTemplate(string: source)
    }()

    private static let source = """
        {{% CONTENT_TYPE: \(MarkupContent.name) }}
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{{title}} – why an image pull fails</title>
        <link rel="stylesheet" href="style.css">
        </head>
        <body>
        {{#leadsBack}}
        <p class="soft"><a href="index.html">Why an image pull fails</a></p>
        {{/leadsBack}}
        <h1>{{title}}</h1>
        <p>{{#about}}\(pieces){{/about}}</p>
        {{#sections}}
        <h2>{{heading}}</h2>
        {{#text}}
        <p>\(pieces)</p>
        {{/text}}
        {{#items}}
        {{#first()}}<ul>
        {{/first()}}<li>\(pieces)</li>
        {{#last()}}</ul>
        {{/last()}}
        {{/items}}
        {{#links}}
        {{#first()}}<ul class="links">
        {{/first()}}<li><a href="{{address}}">{{words}}</a></li>
        {{#last()}}</ul>
        {{/last()}}
        {{/links}}
        {{#rows}}
        {{#first()}}<div class="wide"><table><tr>{{#columns}}<th scope="col">{{.}}</th>{{/columns}}</tr>
        {{/first()}}<tr>{{#cells}}<td>{{#page}}<a href="{{.}}">{{/page}}\(pieces){{#page}}</a>{{/page}}</td>{{/cells}}</tr>
        {{#last()}}</table></div>
        {{/last()}}
        {{/rows}}
        {{#story}}
        <pre>{{.}}</pre>
        {{/story}}
        {{/sections}}
        </body>
        </html>
        """
}
