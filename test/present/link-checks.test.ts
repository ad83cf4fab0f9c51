import { describe, expect, test } from '@jest/globals';
import type { Message, Span } from '../../src/model/message.ts';
import { linkChecks } from '../../src/present/link-checks.ts';

const address = 'https://docs.example/{id}.md';
const code = (text: string): Span => ({ text, as: 'code' });
const link: Span = { text: 'OSM2004', as: 'link', to: 'https://docs.example/OSM2004.md' };
const message = (of: Span): Message => ({
  tone: 'failing',
  summary: 'OSM2004',
  parts: [
    { is: 'heading', text: 'OSM2004' },
    { is: 'paragraph', lines: [['a ', of], ['b']] },
    { is: 'note', lines: [[of]] },
    { is: 'list', items: [[of]] },
    { is: 'table', columns: ['id'], rows: [[[of]]] },
    { is: 'command', text: 'kubectl get pods' },
    { is: 'divider' },
  ],
});

describe('links to the pages of checks', () => {
  test('stand wherever an id stood as code, and change nothing else', () => {
    expect(linkChecks(message(code('OSM2004')), address)).toEqual(message(link));
  });

  test.each(['OSM200', 'OSM20045', 'E4001', '/osm check prod OSM2004', 'osm2004'])('%s is no id', (text) => {
    expect(linkChecks(message(code(text)), address)).toEqual(message(code(text)));
  });
});
