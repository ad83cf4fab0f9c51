import { describe, expect, test } from '@jest/globals';
import { explain } from '../../src/cli/explain.ts';
import { explainMessage } from '../../src/commands/ask/explain-answer.ts';
import { noPaint } from '../../src/present/terminal.ts';
import { messageText } from '../present/message-text.ts';
import { runCli } from './run-cli.ts';

describe('osm-doctor explain', () => {
  test.each([
    [
      ['explain', 'enableEgress'],
      /spec\.traffic\.enableEgress.*Default.*OSM's own chart: false; from v1\.2\.0 true/s,
    ],
    [['explain', 'E4001'], /E4001 The Secret holds no certificate\..*What to look at.*osm-ca-bundle/s],
    [['explain', 'e5012'], /depends on the release.*Up to v1\.1.*From v1\.2 on/s],
    [['explain', 'ca-not-expiring'], /OSM3001.*Why it matters.*What it reads/s],
  ])('%j', async (words, says) => {
    const { code, stdout } = await runCli(words);

    expect([code, stdout]).toEqual([0, expect.stringMatching(says)]);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  test.each([
    ['enableEgres', /Nothing is known as "enableEgres"\. Did you mean enableEgress/],
    ['tracing', /could be one of 4 keys of MeshConfig\. Did you mean observability\.tracing\.enable or/],
    ['E9999', /No release of OSM .* has the error code E9999/],
    ['\u202e\u001b[31mred', /Nothing is known/],
  ])('%j is told with what may be meant, on two lines', async (topic, says) => {
    const { code, stdout, stderr } = await runCli(['explain', topic]);

    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(says);
    expect(stderr).not.toContain('\u001b');
    expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(3);
  });

  test.each(['OSM2004', 'sidecar.logLevel', 'E4001', 'E5012'])('%s: the chat tells the same', (topic) => {
    const words = (text: string) =>
      text
        .replaceAll(/[*#`()]/g, '')
        .split(/\s+/)
        .join(' ');
    const inTerminal = explain(topic, { paint: noPaint, columns: 100 })
      .trim()
      .split(/\n\s*\n/);

    for (const part of inTerminal.slice(1)) {
      expect(words(messageText(explainMessage(topic)))).toContain(words(part).trim());
    }
  });
});
