/// The template of the HTML report; its values are those of `ReportPage`.
///
/// A name that an inner value does not have is looked up in the outer ones, so no optional value has the name of an
/// outer value. Only the style sheet, the script and the pictures, which are made here, are written as they are.
enum PageTemplate {
    static let text = """
        {{% CONTENT_TYPE: \(MarkupContent.name) }}
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-\(PageScript.hash)'">
        <title>chaospull: {{summary}}</title>
        <style>
        {{{css}}}
        </style>
        <script>\(PageScript.text)</script>
        </head>
        <body>
        <h1>What the pullers did</h1>
        <p>{{summary}}</p>
        <p class="soft">chaospull {{chaospull}}{{#part}}, shard {{shard}} of a matrix of {{cells}} cells{{/part}}</p>
        <h2>Scenarios and pullers</h2>
        {{#filters}}
        \(filters)
        {{/filters}}
        <div class="wide tall" role="region" aria-label="Scenarios and pullers" tabindex="0"><table class="matrix runs"><thead><tr><th scope="col">scenario</th>{{#pullers}}<th scope="col">{{.}}</th>{{/pullers}}</tr></thead><tbody>
        {{#rows}}
        <tr><th scope="row">{{name}}</th>{{#cells}}<td>{{^links}}–{{/links}}{{#links}}\(link){{/links}}</td>{{/cells}}</tr>
        {{/rows}}
        </tbody></table></div>
        <p class="soft">{{#legend}}<span class="entry"><span class="sign">{{sign}}</span>{{status}}: {{meaning}}{{^last()}} ·{{/last()}}</span> {{/legend}}</p>
        {{#shortcomings}}
        \(shortcomings)
        {{/shortcomings}}
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
        <div class="wide tall" role="region" aria-label="Clauses of specifications" tabindex="0"><table class="matrix"><thead><tr><th scope="col">clause</th><th scope="col">level</th>{{#columns}}<th scope="col">{{.}}</th>{{/columns}}</tr></thead><tbody>
        {{#asked}}
        <tr><th scope="row" title="{{duty}}">{{#address}}<a href="{{.}}">{{clause}}</a>{{/address}}{{^address}}{{clause}}{{/address}}</th><td>{{level}}</td>{{#signs}}<td class="{{style}}" title="{{word}}">{{symbol}}</td>{{/signs}}</tr>
        {{/asked}}
        {{#counts}}
        <tr><th scope="row">{{word}}</th><td></td>{{#numbers}}<td>{{.}}</td>{{/numbers}}</tr>
        {{/counts}}
        </tbody></table></div>
        <p class="soft">A clause holds (✔) if the puller kept it in a run that asks it. It does not (✘) if the puller broke it in one, also as a listed shortcoming. Skipped, inconclusive and broken runs give no answer (?).</p>
        {{#unasked}}
        <details><summary>Clauses that no run asks</summary><div class="run"><p>{{#lines}}{{.}}{{^last()}}<br>{{/last()}}{{/lines}}</p></div></details>
        {{/unasked}}
        """

    private static let link = """
        <a href="#run-{{number}}" class="link s-{{status}}" aria-label="{{spoken}}"><span class="sign" aria-hidden="true">{{sign}}</span>{{words}}</a>
        """

    private static let filters = """
        <form class="filters" hidden="">
        {{#fields}}
        <label>{{fieldLabel}} <select name="{{key}}" autocomplete="off"><option value="">all</option>{{#options}}<option value="{{value}}">{{words}}</option>{{/options}}</select></label>
        {{/fields}}
        <button type="reset">Show all</button>
        <output class="soft"></output>
        </form>
        """

    private static let shortcomings = """
        <h2>Shortcomings</h2>
        <p class="soft">What the scenarios list about these pullers, and where it showed.</p>
        {{#shortPullers}}
        <details data-puller="{{name}}"{{#isExpanded}} open=""{{/isExpanded}}><summary>{{sentence}}</summary><div class="run"><ul>
        {{#causes}}
        <li><code>{{id}}</code>: {{#places}}<a href="#run-{{runNumber}}">{{scenarioName}}</a>{{^last()}}, {{/last()}}{{/places}}</li>
        {{/causes}}
        </ul></div></details>
        {{/shortPullers}}
        """

    private static let run = """
        <details data-puller="{{puller}}" data-plane="{{planes}}" data-verdict="{{status}}"{{#isOpen}} open=""{{/isOpen}}><summary><span class="s-{{status}}"><span class="sign">{{sign}}</span>{{status}}</span> <b>{{scenario}}</b> {{puller}}, seed {{seed}}{{#outcome}}, {{.}} in {{time}}{{/outcome}}</summary>
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
        {{#kernel}}
        \(kernel)
        {{/kernel}}
        {{#checks}}
        <h3>Checks</h3><div class="wide"><table class="checks"><tr><th scope="col">check</th><th scope="col">expected</th><th scope="col">seen</th></tr>
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
        {{#output}}
        <h3>The last lines of output</h3><pre>
        {{#lines}}
        {{.}}
        {{/lines}}
        </pre>
        {{/output}}
        {{#folder}}
        <p class="soft">Everything that was seen is in {{#address}}<a href="{{.}}">{{path}}</a>{{/address}}{{^address}}{{path}}{{/address}}.</p>
        {{/folder}}
        </div></details>
        """

    private static let kernel = """
        <h3>What the kernel saw</h3>
        {{#calls}}
        <div class="wide"><table class="calls"><tr><th scope="col">first at</th><th scope="col">program</th><th scope="col">call</th><th scope="col">error</th><th scope="col">by</th><th scope="col">times</th><th scope="col">path</th></tr>
        {{#callRows}}
        <tr><td>{{first}}</td><td>{{program}}</td><td>{{call}}</td><td>{{error}}</td><td>{{cause}}</td><td>{{count}}</td><td>{{callPath}}</td></tr>
        {{/callRows}}
        </table></div>
        {{#callNote}}
        <p class="soft">{{.}}</p>
        {{/callNote}}
        {{/calls}}
        {{#counters}}
        <p>{{#lines}}{{.}}{{^last()}}<br>{{/last()}}{{/lines}}</p>
        {{/counters}}
        """
}
