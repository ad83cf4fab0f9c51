import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Message } from '../../src/model/message.ts';
import { slackMessage } from '../../src/slack/blocks.ts';
import { drawMessage, escapeHtml, type Theme } from './draw.ts';
import type { Preview } from './preview.ts';

/** How a preview is drawn: `phone` is as narrow as one. */
export const looks = [
  { look: 'light', theme: 'light' },
  { look: 'dark', theme: 'dark' },
  { look: 'phone', theme: 'light' },
] as const satisfies readonly { look: string; theme: Theme }[];

/** The id of a preview's frame on the page, and the name of its picture. */
export function frameId({ name }: Preview, look: string): string {
  return `${name}-${look}`;
}

/** All previews on one page, each in every look. */
export function previewPage(previews: readonly Preview[]): string {
  const links = previews.map(({ name }) => `<a href="#${name}">${name}</a>`).join(' · ');
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>osm-doctor in Slack</title>
<style>${rendererStyle()}${style}</style></head>
<body><h1>osm-doctor in Slack</h1>
<p>Drawn by slack-blocks-to-jsx, close to Slack but not Slack. A mark at the right edge stands where a first screen
ends (800 px).</p>
<nav>${links}</nav>
${previews.map(section).join('\n')}
</body></html>
`;
}

function section(preview: Preview): string {
  const frames = looks.map(({ look, theme }) => frame(preview, look, theme)).join('\n');
  return `<section id="${preview.name}"><h2>${preview.name}</h2><p>${escapeHtml(preview.story)}</p>
<div class="frames">${frames}</div></section>`;
}

function frame(preview: Preview, look: string, theme: Theme): string {
  const { parent, details, seenBy } = preview;
  const told = seenBy === 'caller' ? '<p class="told">Only visible to you</p>' : '';
  const thread =
    details === undefined
      ? ''
      : `<div class="thread"><p class="told">1 reply</p>${drawn(details, theme)}</div>`;
  return `<div class="frame ${look}" data-theme="${theme}" id="${frameId(preview, look)}">${told}${drawn(parent, theme)}${thread}</div>`;
}

function drawn(message: Message, theme: Theme): string {
  return drawMessage(slackMessage(message).blocks, theme);
}

function rendererStyle(): string {
  const main = createRequire(import.meta.url).resolve('slack-blocks-to-jsx');
  return readFileSync(new URL('style.css', `file://${main}`), 'utf8');
}

/** The page, and what the renderer does otherwise than Slack. */
const style = `
body{margin:24px;font-family:Lato,"Noto Color Emoji",sans-serif;background:#f4f4f4;color:#1d1c1d}
nav{line-height:1.8} .frames{display:flex;gap:24px;flex-wrap:wrap;align-items:flex-start}
.frame{position:relative;box-sizing:border-box;width:724px;padding:12px 20px;background:#fff;overflow:hidden}
.frame.phone{width:375px;padding:12px 10px}
.frame[data-theme=dark]{background:#1a1d21;color:#d1d2d3}
.frame::after{content:"";position:absolute;right:0;top:800px;width:14px;border-top:2px dashed #d40e63}
.told{margin:0 0 4px 44px;font-size:12px;color:#616061} .frame[data-theme=dark] .told{color:#9a9b9e}
.thread{margin:8px 0 0 44px;padding-left:12px;border-left:2px solid #8886}
.thread .told{margin-left:0}
#slack_blocks_to_jsx .slack_blocks_to_jsx{max-width:none} #slack_blocks_to_jsx .slack_blocks_to_jsx>.flex-col{min-width:0}
#slack_blocks_to_jsx .slack_blocks_to_jsx__table{max-width:100%;overflow-x:auto}
#slack_blocks_to_jsx [class*=block_wrapper]+[class*=block_wrapper]{margin-top:8px}
#slack_blocks_to_jsx :not(code):not(pre):not(pre *):not(.slack_inline_code){font-family:Lato,"Noto Color Emoji",sans-serif!important}
#slack_blocks_to_jsx pre,#slack_blocks_to_jsx pre *,#slack_blocks_to_jsx .slack_inline_code{font-family:"DejaVu Sans Mono",monospace!important}
#slack_blocks_to_jsx pre{word-break:normal!important;overflow-wrap:anywhere;font-size:12px;min-width:0}
#slack_blocks_to_jsx .slack_inline_code{display:inline;overflow-wrap:break-word}
#slack_blocks_to_jsx .slack_blocks_to_jsx__rich_text_section_element{display:block;white-space:pre-wrap}
#slack_blocks_to_jsx .slack_blocks_to_jsx__rich_text_list_element li>div{min-width:0;flex:1}
#slack_blocks_to_jsx .slack_blocks_to_jsx__context p,#slack_blocks_to_jsx .slack_blocks_to_jsx__header p{white-space:pre-wrap}
#slack_blocks_to_jsx [class*=markdown]{white-space:normal!important}
`;
