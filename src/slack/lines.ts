import type { RichTextElement, RichTextSection } from '@slack/types';
import type { Line, Span } from '../model/message.ts';
import { limits } from './limits.ts';
import { beginning, visible } from './visible-text.ts';

/** What stands in the place of text that is not there: Slack refuses empty elements. */
const nothing = '–';

/** A line in plain words: links with their address behind them. */
export function wordsOf(line: Line): string {
  return line.map(spanWords).join('');
}

/** A line for the field `text`, escaped: docs.slack.dev/messaging/formatting-message-text#escaping. */
export function markedUp(line: Line): string {
  return line.map((span) => (isPerson(span) ? `<@${span.text}>` : escaped(spanWords(span)))).join('');
}

/** Text that Slack reads neither as a mention nor as a link. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Whether a span names a person by an id that Slack knows the form of. */
export function isPerson(span: Span): span is { readonly text: string; readonly as: 'user' } {
  return typeof span !== 'string' && span.as === 'user' && /^[UW][A-Z0-9]{2,20}$/.test(span.text);
}

/** Whether a line goes on about the command above it: the next step, the way back, or what is known of it. */
export function goesOn([first]: Line): boolean {
  if (typeof first === 'string') return /^[→←]/.test(first);
  return first?.as === 'quiet';
}

function spanWords(span: Span): string {
  if (typeof span === 'string') return visible(span);
  if (span.as !== 'link') return visible(span.text);
  return span.text === span.to ? visible(span.to) : `${visible(span.text)} (${visible(span.to)})`;
}

/**
 * A line of at most so many characters; what is cut off is counted. Names, values and links are never shown in part.
 */
export function cutLine(line: Line, most: number): Line {
  const kept: Span[] = [];
  let left = most;
  for (const [place, span] of line.entries()) {
    const words = spanWords(span);
    if (words.length > left) {
      const begun = beginningOf(span, left);
      const lost = wordsOf(line.slice(place)).length - wordsOf(begun).length;
      return [...kept, ...begun, ` … ${lost} more characters`];
    }
    kept.push(span);
    left -= words.length;
  }
  return kept;
}

function beginningOf(span: Span, most: number): Line {
  const start = beginning(spanWords(span), most);
  if (typeof span === 'string') return [start];
  return span.as === 'strong' || span.as === 'quiet' ? [{ ...span, text: start }] : [];
}

/** The elements of a line, none of them empty: text, links, and people where the line names one. */
export function elementsOf(line: Line): RichTextElement[] {
  return line.filter((span) => spanWords(span) !== '').map(elementOf);
}

/** A line as a section that Slack accepts even when nothing is in it. */
export function sectionOf(line: Line): RichTextSection {
  const elements = elementsOf(line);
  return {
    type: 'rich_text_section',
    elements: elements.length > 0 ? elements : [{ type: 'text', text: nothing }],
  };
}

function elementOf(span: Span): RichTextElement {
  if (typeof span === 'string') return { type: 'text', text: visible(span) };
  if (span.as === 'link') return linkOf(span.text, span.to);
  if (isPerson(span)) return { type: 'user', user_id: span.text };
  return { type: 'text', text: visible(span.text), ...styles[span.as] };
}

const styles = {
  strong: { style: { bold: true } },
  code: { style: { code: true } },
  quiet: { style: { italic: true } },
  user: {},
} as const;

/** A link only to the web, and never under the name of another address. */
function linkOf(text: string, to: string): RichTextElement {
  const words = visible(text);
  if (!isWebAddress(to)) return { type: 'text', text: spanWords({ text, as: 'link', to }) };
  const named = words.trim() !== '' && !/:\/\/|www\./i.test(words);
  return { type: 'link', url: to, text: named ? words : to };
}

function isWebAddress(to: string): boolean {
  return (
    to.length <= limits.url && visible(to) === to && /^https?:\/\/[^\s<>|]+$/.test(to) && URL.canParse(to)
  );
}
