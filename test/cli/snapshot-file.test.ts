import { expect, test } from '@jest/globals';
import { readSnapshot, writeSnapshot } from '../../src/cli/snapshot-file.ts';
import { seenIn } from '../checks/seen-in.ts';
import { scratchFile } from './run-cli.ts';

test('a snapshot with all that Azure, a backup and the opt-in tiers say is read again as it was', () => {
  const maintenanceWindows = [{ name: 'default', opens: ['2026-11-24T01:00:00.000Z'] }];
  const snapshot = seenIn({ name: '', values: { maintenanceWindows } });

  expect(readSnapshot(scratchFile(writeSnapshot(snapshot)))).toEqual(snapshot);
});

test('one in which Azure says nonsense is damaged', () => {
  const snapshot = seenIn({ name: '' });
  const list = writeSnapshot(snapshot).replace(/"meshRevisions":\{"ok":true,"value":\[/, '$&7,');

  expect(() => readSnapshot(scratchFile(list))).toThrow(/damaged snapshot/);
});
