/// How pages look: light and dark as the reader's system is, on paper in black on white, and in one column on a phone.
enum HTMLStyle {
  static let text = """
    :root{color-scheme:light dark;--ink:#1b1f24;--soft:#57606a;--line:#d8dee4;--paper:#fff;--field:#f6f8fa}
    @media screen and (prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#a3adb8;--line:#30363d;--paper:#0d1117;--field:#161b22}}
    *{box-sizing:border-box}
    body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;-webkit-text-size-adjust:100%}
    main{max-width:56rem;margin:0 auto;padding:1.5rem 1rem 3rem}
    h1{font-size:1.7rem;line-height:1.25;margin:.2rem 0 1rem}
    h2{font-size:1.25rem;line-height:1.3;margin:0 0 .4rem}
    h3{font-size:1.05rem;margin:1.2rem 0 .3rem}
    section{margin:2.2rem 0 0;padding:1.4rem 0 0;border-top:1px solid var(--line)}
    pre,code{font:.85rem/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
    pre{margin:.4rem 0 1rem;padding:.6rem .8rem;background:var(--field);border-radius:6px;overflow-x:auto;white-space:pre-wrap;overflow-wrap:anywhere}
    pre.failed,pre.remark{border-left:4px solid #d55e00}
    pre.remark{border-color:#e69f00}
    figure{margin:.4rem 0 .8rem -12px}
    svg.chart{display:block;width:100%;height:auto;max-width:720px}
    svg.narrow{display:none}
    svg.spark{display:inline;width:160px;height:26px;vertical-align:middle}
    .box{overflow-x:auto;margin:.6rem 0}
    .box:focus-visible{outline:2px solid #0072b2}
    table{border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums}
    th,td{padding:.28rem .9rem .28rem 0;text-align:left;vertical-align:top;white-space:nowrap;border-bottom:1px solid var(--line)}
    th{font-weight:600}
    th.number,td.number{text-align:right}
    td.prose{white-space:normal;min-width:16rem}
    summary,.reading{color:var(--soft);font-size:.85rem}
    .reading{margin:.5rem 0 0;overflow-wrap:anywhere}
    summary{cursor:pointer;margin:.4rem 0}
    .keys{display:flex;flex-wrap:wrap;gap:.2rem 1rem;margin:.4rem 0;padding:0;list-style:none;font-size:.85rem;color:var(--soft)}
    @media (max-width:640px){svg.wide{display:none}svg.narrow{display:block}main{padding-top:.8rem}h1{font-size:1.4rem}}
    @media print{svg.wide{display:block}svg.narrow{display:none}body{font-size:11pt}main{max-width:none;padding:0}section{break-inside:auto}h1,h2,h3,h2+pre{break-after:avoid}figure{margin-left:0}figure,tr{break-inside:avoid}pre{border:1px solid var(--line)}.box{overflow:visible}th,td{white-space:normal}details:not([open]){display:none}}
    """
}
