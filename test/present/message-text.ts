import type { Line, Message, Part, Span } from '../../src/model/message.ts';

/** A message as plain text, part by part, with nothing left out: what goldens and tests look at. */
export function messageText({ tone, summary, parts }: Message): string {
  return `${[`(${tone}) ${summary}`, ...parts.map(partText)].join('\n\n')}\n`;
}

function partText(part: Part): string {
  switch (part.is) {
    case 'heading':
      return `# ${part.text}`;
    case 'paragraph':
      return part.lines.map(lineText).join('\n');
    case 'note':
      return part.lines.map((line) => `(${lineText(line)})`).join('\n');
    case 'list':
      return part.items.map((item) => `- ${lineText(item)}`).join('\n');
    case 'command':
      return part.text.replaceAll(/^/gm, '    ');
    case 'table':
      return [part.columns.join(' | '), ...part.rows.map((row) => row.map(lineText).join(' | '))].join('\n');
    case 'divider':
      return '---';
    case 'buttons':
      return part.buttons.map(({ does, label, value }) => `[${label}: ${does} ${value}]`).join(' ');
  }
}

function lineText(line: Line): string {
  return line.map(spanText).join('');
}

function spanText(span: Span): string {
  if (typeof span === 'string') return span;
  switch (span.as) {
    case 'strong':
      return `*${span.text}*`;
    case 'code':
      return `\`${span.text}\``;
    case 'quiet':
      return span.text;
    case 'user':
      return `@${span.text}`;
    case 'link':
      return `${span.text} <${span.to}>`;
  }
}
