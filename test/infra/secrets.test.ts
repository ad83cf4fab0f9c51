import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Files that hold texts, of the whole repository. */
const everything = globSync('**/*.{ts,tsx,js,json,yaml,yml,md,bicep,html,css,txt,sh}', {
  cwd: root,
  exclude: (path) => /^(node_modules|dist|\.git|\.cache|coverage)(\/|$)/.test(path),
}).filter((path) => statSync(join(root, path)).isFile());

/** What people copy from, deploy with or read. */
const published = everything.filter((path) =>
  /^(infra|docs)\/|^(azure\.yaml|bicepconfig\.json|host\.json|local\.settings\.example\.json|[A-Z]+\.md)$/.test(
    path,
  ),
);

interface Kind {
  readonly pattern: RegExp;
  /** What looks like it and is none. */
  readonly allowed?: readonly string[];
}

/** Forms of secrets, as secret scanners know them. */
const kinds: Readonly<Record<string, Kind>> = {
  'token of a Slack bot, app or person': {
    pattern: /\bxox[abeprs]-[\w…-]+|\bxapp-[\w-]+/g,
    allowed: ['xoxb-…', 'xoxb-simulated', 'xoxb-'],
  },
  'address of a Slack webhook': {
    pattern: /hooks\.slack\.com\/(services|workflows|commands)\/[A-Z0-9]{6,}/g,
  },
  'key of a storage account': { pattern: /AccountKey=[^;\s"'`]{8,}/gi },
  'signature of a shared access signature': { pattern: /[?&]sig=[\w%+/-]{16,}/gi },
  'key of a service bus, event hub or relay': { pattern: /SharedAccessKey=[^;\s"'`]{8,}/gi },
  'key of Application Insights': { pattern: /InstrumentationKey=[0-9a-f]{8}-[0-9a-f-]{20,}/gi },
  'key of a function': { pattern: /[?&]code=[\w%+/=-]{20,}/gi },
  'private key': { pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----/g },
  'token of Entra ID or a service account': { pattern: /\beyJ[\w-]{20,}\.eyJ[\w-]{20,}/g },
  'secret of a registered app': { pattern: /\b[\w~.-]{3}\dQ~[\w~.-]{30,}/g },
  '64 bytes in base64, as keys of Azure are': { pattern: /(?<![\w+/])[A-Za-z0-9+/]{86}==/g },
  '32 hexadecimal digits, as signing secrets of Slack are': {
    pattern: /(?<![\w-])[0-9a-f]{32}(?![\w-])/g,
  },
};

function secretsIn(text: string): string[] {
  return Object.entries(kinds).flatMap(([kind, { pattern, allowed = [] }]) =>
    [...text.matchAll(pattern)]
      .filter(([found]) => !allowed.includes(found))
      .map(([found]) => `${kind}: ${found}`),
  );
}

test('there are files to look at', () => {
  expect(published).toEqual(
    expect.arrayContaining([
      'infra/main.bicep',
      'infra/slack-manifest.yaml',
      'docs/settings.md',
      'azure.yaml',
    ]),
  );
  expect(published).toContain('local.settings.example.json');
});

test.each(published)('%s holds nothing that looks like a secret', (path) => {
  expect(secretsIn(readFileSync(join(root, path), 'utf8'))).toEqual([]);
});

describe('what looks like a secret is found', () => {
  // Put together here, so that no scanner of the repository takes this file for a leak.
  const digits = '0123456789abcdef';
  const base64 = `${digits.repeat(5)}+/Zz09==`;

  test.each([
    ['xox', 'b-1234567890-abcdefghij'],
    ['xap', 'p-1-A0123-456-abcdef'],
    ['https://hooks.slack.com/ser', 'vices/T00000000/B00000000/x'],
    ['DefaultEndpointsProtocol=https;AccountName=a;Account', `Key=${base64}`],
    ['https://a.blob.core.windows.net/c?sv=2024-01-01&si', 'g=abcdefghijklmnopqrstuvwxyz%3D'],
    ['Endpoint=sb://a;SharedAccess', 'Key=abcdefghijklmnop='],
    ['Instrumentation', 'Key=11111111-2222-3333-4444-555555555555'],
    ['https://a.example/api/alerts?co', 'de=abcdefghijklmnopqrstuvwxyz=='],
    ['-----BEGIN RSA PRIV', 'ATE KEY-----'],
    ['eyJhbGciOiJSUzI1NiIsInR5cCI6', 'IkpXVCJ9.eyJhdWQiOiJodHRwczovL21hbmFnZW1lbnQ'],
    ['abc8', `Q~${'x'.repeat(34)}`],
    [base64.slice(0, 10), base64.slice(10)],
    [digits, digits],
  ])('%s…', (beginning, rest) => {
    expect(secretsIn(`value: "${beginning}${rest}"`)).not.toEqual([]);
  });

  test('placeholders are not', () => {
    const text =
      'xoxb-… 0123456789abcdef… https://HOST/api/alerts?code=KEY AccountKey=… UseDevelopmentStorage=true';

    expect(secretsIn(text)).toEqual([]);
  });
});

test("the key that everybody's Azurite has stands in one file only", () => {
  const beginning = ['Eby8vdM02xNO', 'cqFlqUwJPLlm'].join('');
  const files = everything.filter((path) => readFileSync(join(root, path), 'utf8').includes(beginning));

  expect(files).toEqual(['sim/azure/azurite.ts']);
});
