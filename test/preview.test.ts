import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { KnownBlock } from '@slack/types';
import { drawMessage } from '../scripts/preview/draw.ts';
import { findChromium } from '../scripts/preview/find-chromium.ts';

const folder = mkdtempSync(join(tmpdir(), 'osm-doctor-preview-'));
const program = (name: string, mode: number): string => {
  const path = join(folder, name);
  writeFileSync(path, '');
  chmodSync(path, mode);
  return path;
};
const chrome = program('google-chrome', 0o755);
const text = program('text', 0o644);

describe('the browser', () => {
  test('is the first on PATH', () => {
    expect(findChromium({ PATH: ['/nowhere', folder].join(delimiter) })).toBe(chrome);
  });

  test('is what CHROME says', () => {
    expect(findChromium({ PATH: '', CHROME: chrome })).toBe(chrome);
  });

  test('is not guessed where CHROME is wrong', () => {
    expect(() => findChromium({ PATH: folder, CHROME: text })).toThrow(`CHROME is ${text}`);
  });

  test('that is not there is said, with what to install', () => {
    expect(() => findChromium({})).toThrow('apt install chromium fonts-lato fonts-noto-color-emoji');
  });
});

describe('a drawn message', () => {
  const words = (...blocks: KnownBlock[]) => drawMessage(blocks, 'light').replaceAll(/<[^>]*>/g, '');

  test('shows plain text as it is: Slack reads no markup in it', () => {
    const header: KnownBlock = {
      type: 'header',
      text: { type: 'plain_text', text: '<!channel> *b* :tada:', emoji: false },
    };

    expect(words(header)).toContain('&lt;!channel&gt; *b* :tada:');
  });

  test('says where a block stands that the renderer leaves out', () => {
    const table = { type: 'data_table', rows: [] } as unknown as KnownBlock;

    expect(words(table)).toContain('A data_table block stands here.');
    expect(words({ type: 'divider' })).not.toContain('stands here');
  });
});
