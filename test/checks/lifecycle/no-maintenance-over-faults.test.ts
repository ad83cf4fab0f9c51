import { expect, test } from '@jest/globals';
import { noMaintenanceOverFaults } from '../../../src/checks/lifecycle/no-maintenance-over-faults.ts';
import type { OpenFinding, Run } from '../../../src/model/facts.ts';

const run: Run = { reads: [], problems: [], budgetMs: 30_000, clusterName: 'prod' };
const managedCluster = { osmAddon: true };
const maintenanceWindows = [{ name: 'default', opens: ['2026-11-24T01:00:00.000Z'] }];

const finding = (id: string, severity: OpenFinding['severity'] = 'error'): OpenFinding => ({
  id,
  severity,
  says: 'It is so.',
});

/** What the check says two days before a window. */
function told(...openFindings: readonly OpenFinding[]): unknown {
  const seen = { maintenanceWindows, managedCluster, openFindings, run };
  const verdict = noMaintenanceOverFaults.run(seen, new Date('2026-11-22T12:00:00Z'));
  return Array.isArray(verdict) ? verdict.map(({ says }) => says) : verdict;
}

test.each(['OSM9001', 'OSM9002', 'OSM9004', 'OSM9005', 'OSM9007', 'OSM9009', 'OSM0001'])(
  '%s is no fault that maintenance could bring out',
  (id) => {
    expect(told(finding(id))).toEqual([]);
  },
);

test.each(['OSM9008', 'OSM9010', 'OSM9011', 'OSM1001'])('%s is one', (id) => {
  expect(told(finding(id))).toEqual([
    `Maintenance window default opens on 2026-11-24 01:00 UTC, with 1 critical or error finding open (${id}).`,
  ]);
});

test('a window that opens this very moment is open', () => {
  const opens = '2026-11-22T12:00:00.000Z';
  const seen = { maintenanceWindows: [{ name: 'default', opens: [opens] }], managedCluster, run };

  expect(
    noMaintenanceOverFaults.run({ ...seen, openFindings: [finding('OSM1001')] }, new Date(opens)),
  ).toMatchObject([{ says: expect.stringContaining('default is open since 2026-11-22 12:00 UTC') }]);
});

test('what is critical counts, what is a warning or less does not', () => {
  expect(told(finding('OSM1001', 'critical'))).toHaveLength(1);
  expect(told(finding('OSM1001', 'warning'), finding('OSM1002', 'info'))).toEqual([]);
});

test('each check is named once, and five of them at most', () => {
  const ids = ['OSM1001', 'OSM1001', 'OSM1002', 'OSM1003', 'OSM1004', 'OSM1005'];

  expect(told(...ids.map((id) => finding(id)))).toEqual([
    expect.stringContaining('(OSM1001, OSM1002, OSM1003, OSM1004, OSM1005)'),
  ]);
  expect(told(...[...ids, 'OSM1006'].map((id) => finding(id)))).toEqual([
    expect.stringContaining('(OSM1001, OSM1002, OSM1003, OSM1004, OSM1005 and others)'),
  ]);
});
