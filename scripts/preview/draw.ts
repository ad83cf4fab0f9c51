import type { KnownBlock } from '@slack/types';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { Message } from 'slack-blocks-to-jsx';

/** Slack's two looks. */
export type Theme = 'light' | 'dark';

/** Who speaks, and when. */
const bot = { name: 'osm-doctor', time: new Date('2026-11-22T12:00:00Z'), logo: picture('#2f6f8f', 'osm') };

/** The people and channels of the previews, by their ids. */
const names = { users: [{ id: 'U0DANA', name: 'dana' }], channels: [], user_groups: [] };

/** A message as HTML: who speaks and when above its blocks. A block that the renderer cannot draw says so. */
export function drawMessage(blocks: readonly KnownBlock[], theme: Theme): string {
  return render(
    blocks.map((block) => (isDrawn(block) ? block : standIn(block))),
    theme,
  );
}

/**
 * The renderer reads markup in plain text too, which Slack does not: so plain texts go past it, marked by characters of
 * no meaning.
 */
function render(blocks: readonly object[], theme: Theme): string {
  const plain: string[] = [];
  const marked = JSON.parse(JSON.stringify(blocks), (_key, value) => {
    if (value?.type !== 'plain_text') return value;
    plain.push(value.text);
    return { ...value, text: `\ue000${plain.length - 1}\ue001` };
  });
  const html = renderToStaticMarkup(createElement(Message, { ...bot, blocks: marked, theme, data: names }));
  return html.replaceAll(/\ue000(\d+)\ue001/g, (_mark, place) => escapeHtml(plain[Number(place)] ?? ''));
}

/** Whether anything at all is to be seen of a block. */
function isDrawn(block: KnownBlock): boolean {
  if (block.type === 'divider') return true;
  try {
    return wordsIn(render([block], 'light')) !== wordsIn(render([], 'light'));
  } catch {
    return false;
  }
}

function wordsIn(html: string): string {
  return html.replaceAll(/<[^>]*>/g, '').trim();
}

function standIn(block: KnownBlock): KnownBlock {
  const text = `[A ${block.type} block stands here. The renderer of the previews cannot draw it; Slack does.]`;
  return { type: 'rich_text', elements: [{ type: 'rich_text_quote', elements: [{ type: 'text', text }] }] };
}

/** Text as it may stand in HTML. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function picture(colour: string, word: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="36" height="36"><rect width="36" height="36" rx="6" fill="${colour}"/><text x="18" y="23" font-size="13" text-anchor="middle" fill="#fff" font-family="Lato">${word}</text></svg>`;
  return `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
}
