import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { readSettings } from '../../src/settings/settings.ts';
import { settingsTable } from '../../src/settings/table.ts';

const path = fileURLToPath(new URL('../../local.settings.example.json', import.meta.url));
const { Values } = JSON.parse(readFileSync(path, 'utf8')) as { Values: Record<string, string> };

test('the example of local settings is accepted as it is, and leads to simulators alone', () => {
  const settings = readSettings(Values);

  expect(settings.storage).toEqual({
    by: 'connectionString',
    connectionString: 'UseDevelopmentStorage=true',
  });
  const addresses = Object.values(Values).filter((value) => value.includes('://'));
  expect(addresses).toHaveLength(3);
  expect(addresses.filter((value) => URL.parse(value)?.hostname !== '127.0.0.1')).toEqual([]);
});

test('the example names no setting that there is not', () => {
  const named = Object.keys(Values).filter((name) => /^(OSM|SLACK)_/.test(name));

  expect(named.filter((name) => !(name in settingsTable))).toEqual([]);
});
