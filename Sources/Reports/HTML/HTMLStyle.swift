/// The style sheet of the HTML report.
enum HTMLStyle {
    /// The colours of Okabe and Ito, which colour-blind people can tell apart; shapes and words carry the same
    /// information.
    static let css = """
        :root{color-scheme:light dark;--bg:#fff;--fg:#1b1f24;--soft:#59636e;--line:#d5dbe1;--band:#f3f5f7;--card:#fff;
        --good:#0072b2;--bad:#c2410c;--fault:#7c3aed;--plain:#4f5963;--quiet:#75808b;--healed:#e3f4ec;--inside:#fff}
        @media (prefers-color-scheme:dark){:root{--bg:#0f1317;--fg:#e4e9ee;--soft:#9ba7b3;--line:#303842;--band:#1a2027;
        --card:#14191e;--good:#56b4e9;--bad:#ff8a5c;--fault:#b79bff;--plain:#8b97a3;--quiet:#5d6873;--healed:#15301f;
        --inside:#0f1317}}
        *{box-sizing:border-box}
        body{margin:0 auto;padding:16px;max-width:1200px;background:var(--bg);color:var(--fg);
        font:15px/1.5 system-ui,sans-serif}
        h1{font-size:1.4rem;margin:.2em 0}h2{font-size:1.1rem;margin:1.6em 0 .5em}h3{font-size:.95rem;margin:1.2em 0 .3em}
        p{margin:.4em 0}a{color:inherit}.soft{color:var(--soft)}
        .wide{overflow-x:auto}table{border-collapse:collapse;font-size:.9rem}
        th,td{text-align:left;vertical-align:top;padding:.3em .9em .3em 0;border-bottom:1px solid var(--line)}
        [hidden]{display:none!important}.filters{display:flex;flex-wrap:wrap;gap:.4em 1em;align-items:center;margin:.6em 0;
        font-size:.9rem}.filters select,.filters button{font:inherit;padding:.15em .4em;max-width:60vw}
        th{font-weight:600}td{overflow-wrap:break-word}.matrix td{white-space:nowrap}.matrix a{text-decoration:none}
        .matrix .link{display:block}.entry{display:inline-block}.matrix .sign{margin-right:.15em}ul{margin:.4em 0;padding-left:1.2em}code{font:.92em ui-monospace,monospace}
        :focus-visible{outline:2px solid var(--good);outline-offset:1px}.calls td:last-child{overflow-wrap:anywhere}
        .matrix a:hover{text-decoration:underline}.matrix th[scope=row]{overflow-wrap:anywhere;left:0;
        min-width:min(14em,32vw)}
        .tall{max-height:85vh;overflow:auto}.matrix{border-collapse:separate;border-spacing:0}
        .matrix th{position:sticky;background:var(--bg)}.matrix th[scope=col]{top:0;z-index:1}
        .matrix th[scope=col]:first-child{left:0;z-index:2}
        .s-passed{color:var(--good)}.s-known{color:var(--soft)}.s-skipped{color:var(--soft)}.s-inconclusive{color:var(--fault)}
        .s-failed,.s-broken{color:var(--bad);font-weight:600}.sign{display:inline-block;width:1.2em;text-align:center}
        details{border:1px solid var(--line);border-radius:6px;margin:.5em 0;background:var(--card)}
        summary{cursor:pointer;padding:.5em .8em;overflow-wrap:anywhere}.run{padding:0 .8em .8em}
        .checks td:first-child{overflow-wrap:normal}.why,.why.s-passed,.why.s-known{color:var(--fg)}
        .why{border-left:4px solid var(--plain);padding:.2em .7em;overflow-wrap:anywhere}
        .why.s-failed,.why.s-broken{border-color:var(--bad);color:inherit;font-weight:400}
        pre{background:var(--band);padding:.6em;border-radius:4px;overflow-x:auto;font:12px/1.45 ui-monospace,monospace;
        margin:.3em 0;white-space:pre-wrap;overflow-wrap:anywhere}
        svg.timeline{display:block;margin:.6em 0;overflow:visible}
        svg text{font:11px system-ui,sans-serif;fill:var(--fg)}svg .lane{font-weight:600;font-size:12px}
        svg .key{fill:var(--soft);font-weight:400;font-size:11px}svg .inside{fill:var(--inside)}
        .band{fill:var(--band)}.healed{fill:var(--healed)}.axis{stroke:var(--soft)}
        .healed~.band{fill-opacity:.55}
        g.good{fill:var(--good);stroke:var(--good)}g.bad{fill:var(--bad);stroke:var(--bad)}
        g.fault{fill:var(--fault);stroke:var(--fault)}g.plain{fill:var(--plain);stroke:var(--plain)}
        g.quiet{fill:var(--quiet);stroke:var(--quiet)}g text{stroke:none}.stroke{fill:none;stroke-width:2}
        .stroke.thin{stroke-width:1.2}
        @media (max-width:600px){body{padding:10px}svg .key{font-size:10px}.matrix td,.matrix th{padding-right:.7em}}
        """
}
