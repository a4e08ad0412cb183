/// The template of the HTML report; its values are those of `ReportPage`.
///
/// A name that an inner value does not have is looked up in the outer ones, so no optional value has the name of an
/// outer value. Only the style sheet and the pictures, which are made here, are written as they are.
enum PageTemplate {
    static let text = """
        {{% CONTENT_TYPE: \(MarkupContent.name) }}
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>chaospull: {{summary}}</title>
        <style>
        {{{css}}}
        </style>
        </head>
        <body>
        <h1>What the pullers did</h1>
        <p>{{summary}}</p>
        <p class="soft">chaospull {{chaospull}}{{#part}}, shard {{shard}} of a matrix of {{cells}} cells{{/part}}</p>
        <h2>Scenarios and pullers</h2>
        <div class="wide tall"><table class="matrix"><tr><th scope="col">scenario</th>{{#pullers}}<th scope="col">{{.}}</th>{{/pullers}}</tr>
        {{#rows}}
        <tr><th scope="row">{{name}}</th>{{#cells}}<td>{{^links}}–{{/links}}{{#links}}\(link){{^last()}}<br>{{/last()}}{{/links}}</td>{{/cells}}</tr>
        {{/rows}}
        </table></div>
        <p class="soft">{{#legend}}<span class="sign">{{sign}}</span>{{status}}: {{meaning}}{{^last()}} · {{/last()}}{{/legend}}</p>
        {{#conformance}}
        \(clauses)
        {{/conformance}}
        <h2>Runs</h2>
        {{#leftOut}}
        <p class="soft">{{.}}</p>
        {{/leftOut}}
        {{#runs}}
        \(run)
        {{/runs}}
        </body>
        </html>

        """

    private static let clauses = """
        <h2>Clauses of specifications</h2>
        <div class="wide tall"><table class="matrix"><tr><th scope="col">clause</th><th scope="col">level</th>{{#columns}}<th scope="col">{{.}}</th>{{/columns}}</tr>
        {{#asked}}
        <tr><th scope="row" title="{{duty}}">{{#address}}<a href="{{.}}">{{clause}}</a>{{/address}}{{^address}}{{clause}}{{/address}}</th><td>{{level}}</td>{{#signs}}<td class="{{style}}" title="{{word}}">{{symbol}}</td>{{/signs}}</tr>
        {{/asked}}
        {{#counts}}
        <tr><th scope="row">{{word}}</th><td></td>{{#numbers}}<td>{{.}}</td>{{/numbers}}</tr>
        {{/counts}}
        </table></div>
        <p class="soft">A clause holds (✔) if the puller kept it in a run that asks it. It does not (✘) if the puller broke it in one, also as a listed shortcoming. Skipped, inconclusive and broken runs give no answer (?).</p>
        {{#unasked}}
        <details><summary>Clauses that no run asks</summary><div class="run"><p>{{#lines}}{{.}}{{^last()}}<br>{{/last()}}{{/lines}}</p></div></details>
        {{/unasked}}
        """

    private static let link = """
        <a href="#run-{{number}}" class="s-{{status}}"><span class="sign">{{sign}}</span>{{status}}{{#isFixed}} (fixed){{/isFixed}}{{#linkSeed}} seed {{.}}{{/linkSeed}}</a>
        """

    private static let run = """
        <details{{#isOpen}} open{{/isOpen}}><summary><span class="s-{{status}}"><span class="sign">{{sign}}</span>{{status}}</span> <b>{{scenario}}</b> {{puller}}, seed {{seed}}{{#outcome}}, {{.}} in {{time}}{{/outcome}}</summary>
        <div class="run" id="run-{{number}}">
        <p>{{title}}</p>
        <p class="why s-{{status}}">{{why}}</p>
        {{#errorText}}
        <h3>What the puller said</h3><pre>{{.}}</pre>
        {{/errorText}}
        {{#picture}}
        <h3>What happened</h3>
        {{{svg}}}
        <p class="soft">Seconds since the pull began{{#isHealed}}; in the green part the faults are lifted{{/isHealed}}. Rest on a sign to read it.</p>
        {{/picture}}
        {{#noPicture}}
        <p class="soft">No picture: {{.}}</p>
        {{/noPicture}}
        {{#checks}}
        <h3>Checks</h3><div class="wide"><table class="checks"><tr><th>check</th><th>expected</th><th>seen</th></tr>
        {{#findings}}
        <tr><td><span class="s-{{status}}">{{sign}}</span>&#160;{{check}}</td><td>{{expected}}</td><td>{{actual}}</td></tr>
        {{#evidence}}
        <tr><td colspan="3"><pre>
        {{#lines}}
        {{.}}
        {{/lines}}
        </pre></td></tr>
        {{/evidence}}
        {{/findings}}
        </table></div>
        {{/checks}}
        {{#faults}}
        <h3>Faults</h3><p>{{#lines}}{{.}}{{^last()}}<br>{{/last()}}{{/lines}}</p>
        {{/faults}}
        {{#limits}}
        <h3>What limited it</h3><p>{{#lines}}{{.}}{{^last()}}<br>{{/last()}}{{/lines}}</p>
        {{/limits}}
        {{#output}}
        <h3>The last lines of output</h3><pre>
        {{#lines}}
        {{.}}
        {{/lines}}
        </pre>
        {{/output}}
        {{#folder}}
        <p class="soft">Everything that was seen is in {{.}}.</p>
        {{/folder}}
        </div></details>
        """
}
