import Mustache
import Reports

/// A page of the atlas: a file's name and what stands in it.
public struct AtlasPage: Sendable {
    /// As in `cause-dns-no-answer.html`.
    public let name: String
    let title: String
    let about: String
    let sections: [Section]

    /// A part of a page; what is empty is not there.
    struct Section: Sendable {
        var heading: String
        var text = ""
        var items: [Item] = []
        var columns: [String] = []
        var rows: [Row] = []
        var story = ""
    }

    /// One point of a list, in which commands stand apart.
    struct Item: Sendable {
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

    struct Row: Sendable {
        let cells: [Cell]
        init(_ cells: [Cell]) { self.cells = cells }
    }

    /// A cell of a table: words, which may lead to another page.
    struct Cell: Sendable {
        let words: String
        let page: String
        let isCode: Bool
        init(_ words: String, page: String = "", isCode: Bool = false) {
            self.words = words
            self.page = page
            self.isCode = isCode
        }
    }

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
        <p class="soft"><a href="index.html">Why an image pull fails</a></p>
        <h1>{{title}}</h1>
        <p>{{about}}</p>
        {{#sections}}
        <h2>{{heading}}</h2>
        {{#text}}
        <p>{{.}}</p>
        {{/text}}
        {{#items}}
        {{#first()}}<ul>
        {{/first()}}<li>{{#pieces}}{{#isCode}}<code>{{words}}</code>{{/isCode}}{{^isCode}}{{words}}{{/isCode}}{{/pieces}}</li>
        {{#last()}}</ul>
        {{/last()}}
        {{/items}}
        {{#rows}}
        {{#first()}}<div class="wide"><table><tr>{{#columns}}<th>{{.}}</th>{{/columns}}</tr>
        {{/first()}}<tr>{{#cells}}<td>{{#page}}<a href="{{.}}">{{words}}</a>{{/page}}{{^page}}{{#isCode}}<code>{{words}}</code>{{/isCode}}{{^isCode}}{{words}}{{/isCode}}{{/page}}</td>{{/cells}}</tr>
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
