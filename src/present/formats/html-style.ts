/** The style of the HTML report: no picture, no font, nothing from elsewhere. */
export const style = `
:root{color-scheme:light dark;
--page:light-dark(#f4f6f8,#0e1217);--surface:light-dark(#fff,#161b22);--sunken:light-dark(#f3f5f8,#0f141a);
--ink:light-dark(#18202b,#e7ecf2);--quiet:light-dark(#566273,#9ba8b8);--line:light-dark(#dde3ea,#2b3440);
--link:light-dark(#1f4fc4,#86aaff);--shade:light-dark(#0f172a14,#0000);
--critical:light-dark(#a30f1c,#ff8088);--critical-soft:light-dark(#fdeaec,#3b161b);
--error:light-dark(#b23c07,#ff9c66);--error-soft:light-dark(#fdeee4,#38200f);
--warning:light-dark(#7c5a00,#efc250);--warning-soft:light-dark(#fcf3d9,#322709);
--info:light-dark(#1b5a9e,#7db9fb);--info-soft:light-dark(#e6f0fb,#122740);
--good:light-dark(#14703f,#5fd298);--good-soft:light-dark(#e2f5ea,#0f2e1f);
--unknown:light-dark(#66389b,#c9a9fb);--unknown-soft:light-dark(#f2eafb,#2a1c40);
--mono:ui-monospace,SFMono-Regular,"SF Mono",Menlo,Consolas,"Liberation Mono",monospace}
:root[data-theme=light]{color-scheme:light}
:root[data-theme=dark]{color-scheme:dark}
*{box-sizing:border-box}
html{scroll-padding-top:6rem}
body{margin:0;background:var(--page);color:var(--ink);font:15px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
.js{display:none}
.scripted .js{display:revert}
[hidden]{display:none!important}
a{color:var(--link)}
h1,h2,h3,p,ul,dl,pre{margin:0}
ul{padding:0;list-style:none}
.page{max-width:70rem;margin:0 auto;padding:0 1.25rem 3rem}
.top{display:flex;align-items:center;gap:.6rem;padding:1rem 0;color:var(--quiet)}
.top strong{color:var(--ink);font-size:1rem}
.top #unfold{margin-left:auto}
.quiet{color:var(--quiet)}
code,pre{font-family:var(--mono);font-size:.88em}
pre code{font-size:1em}
button,select,input{font:inherit;color:inherit}
button{background:var(--surface);border:1px solid var(--line);border-radius:.5rem;padding:.3rem .7rem;cursor:pointer}
button:hover{border-color:var(--quiet)}
:focus-visible{outline:2px solid var(--link);outline-offset:2px}
.card{background:var(--surface);border:1px solid var(--line);border-radius:.8rem;box-shadow:0 1px 3px var(--shade)}
.badge{display:inline-block;border-radius:.4rem;padding:.05rem .5rem;font-size:.72rem;font-weight:700;letter-spacing:.04em;text-transform:uppercase;white-space:nowrap;color:var(--tone);background:var(--soft)}
.critical,.failing{--tone:var(--critical);--soft:var(--critical-soft)}
.error,.failed,.cutsTraffic{--tone:var(--error);--soft:var(--error-soft)}
.warning,.degraded,.restartsPods{--tone:var(--warning);--soft:var(--warning-soft)}
.info,.changesCluster{--tone:var(--info);--soft:var(--info-soft)}
.healthy,.passed,.readOnly{--tone:var(--good);--soft:var(--good-soft)}
.unknown,.broken,.unread{--tone:var(--unknown);--soft:var(--unknown-soft)}
.notApplicable{--tone:var(--quiet);--soft:var(--sunken)}
.hero{padding:1.4rem 1.5rem;border-top:.3rem solid var(--tone)}
.hero h1,.hero h2{font-size:1.6rem;line-height:1.25;margin:.35rem 0 .15rem}
.hero .says{font-size:1.05rem;font-weight:600;color:var(--tone)}
.facts{display:flex;flex-wrap:wrap;gap:.15rem 1.4rem;margin-top:.8rem}
.facts dt{display:inline;color:var(--quiet)}
.facts dt::after{content:" "}
.facts dd{display:inline;margin:0;font-weight:600}
.bar{display:block;width:100%;height:.55rem;border-radius:.3rem;margin:1.1rem 0 .5rem;background:var(--sunken)}
.bar rect{fill:var(--tone)}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;font-size:.86rem;color:var(--quiet)}
.legend b{color:var(--ink)}
.legend i{display:inline-block;width:.6rem;height:.6rem;border-radius:.15rem;margin-right:.35rem;background:var(--tone)}
.panel{margin-top:1rem;padding:1.1rem 1.5rem;border-left:.3rem solid var(--tone)}
.panel h2,.panel h3{font-size:1.05rem;color:var(--tone)}
.panel li{margin-top:.6rem;padding-left:1.2rem;position:relative}
.panel li::before{content:"?";position:absolute;left:.1rem;font-weight:700;color:var(--tone)}
.panel p{margin-top:.4rem}
.tools{position:sticky;top:0;z-index:2;margin:1rem -.4rem 0;padding:.6rem .4rem;background:var(--page);border-bottom:1px solid var(--line)}
.scripted .tools{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem}
.tools input[type=search]{flex:1 1 12rem;min-width:9rem}
.tools input[type=search],.tools select{background:var(--surface);border:1px solid var(--line);border-radius:.5rem;padding:.32rem .6rem;max-width:100%}
.chip{position:relative;display:inline-flex;gap:.35rem;align-items:center;border:1px solid var(--line);border-radius:1rem;padding:.2rem .7rem;background:var(--surface);cursor:pointer;font-size:.88rem}
.chip input{position:absolute;inset:0;margin:0;opacity:0;cursor:pointer}
.chip b{color:var(--tone)}
.chip:has(:checked){border-color:var(--tone);background:var(--soft);color:var(--tone)}
.chip:has(:focus-visible){outline:2px solid var(--link);outline-offset:2px}
.chips{display:flex;flex-wrap:wrap;gap:.35rem}
.big{font-size:1.6rem;margin:.6rem 0}
.title{display:flex;align-items:baseline;gap:.6rem;margin:1.8rem 0 .6rem;font-size:1.15rem}
.title span{font-size:.9rem;font-weight:400;color:var(--quiet)}
summary{cursor:pointer;list-style:none}
summary::-webkit-details-marker{display:none}
.turn::before{content:"";flex:none;width:.45rem;height:.45rem;margin:0 .25rem .1rem 0;border:solid var(--quiet);border-width:0 .13rem .13rem 0;transform:rotate(-45deg);transition:transform .12s}
details[open]>.turn::before{transform:rotate(45deg)}
.turn{display:flex;align-items:center;gap:.6rem;flex-wrap:wrap}
.group{margin-top:.7rem;overflow:clip}
.group>.turn{padding:.75rem 1.1rem;border-left:.3rem solid var(--tone);flex-wrap:nowrap}
.group>.turn h3{flex:1;font-size:1rem;line-height:1.35}
.group>.turn .quiet{white-space:nowrap;font-size:.86rem}
.why{padding:.1rem 1.4rem .8rem;color:var(--quiet);max-width:58rem}
.finding{padding:.9rem 1.4rem;border-top:1px solid var(--line)}
.finding h4{margin:0;font:600 .92rem/1.4 var(--mono)}
.finding>p{margin-top:.25rem;max-width:58rem}
.remedies{margin-top:.6rem;display:grid;gap:.7rem}
.remedies>li>p{display:flex;flex-wrap:wrap;gap:.2rem .5rem;align-items:baseline}
.command{display:flex;align-items:flex-start;gap:.5rem;margin-top:.3rem;background:var(--sunken);border:1px solid var(--line);border-radius:.55rem;padding:.45rem .5rem .45rem .8rem}
.command pre{flex:1;min-width:0;white-space:pre-wrap;padding:.15rem 0}
.command button{flex:none;padding:.1rem .55rem;font-size:.82rem}
.undo>.turn,.more>.turn{font-size:.88rem;color:var(--quiet);margin-top:.35rem}
.more>.turn{padding:.7rem 1.4rem;margin:0;border-top:1px solid var(--line)}
.proof{font-size:.84rem;color:var(--quiet);margin-top:.25rem}
.area{margin-top:.5rem}
section+.area{margin-top:1.6rem}
.area>.turn{padding:.6rem 1.1rem}
.area h3{font-size:.98rem;min-width:9rem}
.area .legend{margin-left:auto}
.check{display:grid;grid-template-columns:8.4rem 1fr auto;gap:.1rem .8rem;padding:.5rem 1.1rem;border-top:1px solid var(--line)}
.check .badge{align-self:start;margin-top:.15rem;text-align:center}
.check code{color:var(--quiet);align-self:start}
.check p{grid-column:2;font-size:.9rem;color:var(--quiet)}
.check:target,.check:target+.check{scroll-margin-top:7rem}
.check:target{background:var(--unknown-soft)}
.wide{overflow-x:auto;margin-top:1rem;padding:.3rem 1.1rem .7rem}
table{border-collapse:collapse;width:100%;font-size:.92rem;overflow-wrap:break-word}
.aside{margin:.6rem 0}
th,td{text-align:left;padding:.4rem .9rem .4rem 0;border-bottom:1px solid var(--line);vertical-align:top}
tr:last-child td{border-bottom:0}
th{color:var(--quiet);font-weight:600;font-size:.84rem}
td.number,th.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.nothing{padding:1.2rem;text-align:center;color:var(--quiet)}
.chapter{margin-top:1.6rem}
.foot{margin-top:2rem;font-size:.86rem;color:var(--quiet)}
@media (max-width:40rem){.top span{display:none}.page{padding:0 .8rem 2rem}.hero,.panel{padding:1rem}.finding,.why{padding-left:.9rem;padding-right:.9rem}.group>.turn{flex-wrap:wrap;padding:.7rem .8rem}.group>.turn h3{flex:1 0 100%;order:3}.tools{position:static}.wide table{min-width:40rem}.check{grid-template-columns:8.4rem 1fr;padding:.5rem .8rem}.check code{order:-1;grid-row:1;grid-column:2;justify-self:end}.check>span:not(.badge){grid-column:1/-1}.check p{grid-column:1/-1}.area .legend{margin-left:1rem}}
@media print{:root,:root[data-theme]{color-scheme:light!important}@page{margin:14mm}body{background:#fff;font-size:10pt}.page{max-width:none;padding:0}.js,.scripted .js{display:none!important}.card{box-shadow:none}.finding,.check,.hero{break-inside:avoid}.group>.turn,.area>.turn,.title{break-after:avoid}details::details-content{content-visibility:visible;block-size:auto;display:block}.turn::before{display:none}.badge,.bar,.hero,.panel,.group>.turn{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`;
