/// The style sheet of all pages.
public enum AtlasStyle {
    /// The file's name.
    public static let name = "style.css"

    /// The file's content.
    public static let css = """
        :root{color-scheme:light dark;--fg:#1b1f24;--bg:#fff;--soft:#59636e;--line:#d5dbe1;--band:#f3f5f7;--link:#0072b2}
        @media (prefers-color-scheme:dark){:root{--fg:#e4e9ee;--bg:#0f1317;--soft:#9ba7b3;--line:#303842;--band:#1a2027;
        --link:#56b4e9}}
        body{margin:0 auto;padding:16px;max-width:60rem;background:var(--bg);color:var(--fg);
        font:16px/1.5 system-ui,sans-serif}
        h1{font-size:1.4rem;overflow-wrap:anywhere}h2{font-size:1.1rem;margin:1.8em 0 .4em}
        a{color:var(--link)}.soft{color:var(--soft)}.wide{overflow-x:auto}
        table{border-collapse:collapse;font-size:.9rem}td,th{text-align:left;vertical-align:top;padding:.35em .9em .35em 0;
        border-bottom:1px solid var(--line)}td:first-child{overflow-wrap:anywhere;min-width:16em}
        td:nth-child(n+2){min-width:4em}.links{columns:20rem;column-gap:2em;padding-left:1.2em}
        .links li{break-inside:avoid;overflow-wrap:anywhere;margin:.15em 0}
        code,pre{font:13px/1.45 ui-monospace,monospace}code{background:var(--band);padding:.1em .3em}
        pre{background:var(--band);padding:.7em;overflow-x:auto}

        """
}
