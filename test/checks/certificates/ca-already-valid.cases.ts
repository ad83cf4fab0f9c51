import type { CheckCases } from '../check-cases.ts';
import { addOnWebhooks, setBundle, setBundles } from '../pem.ts';

const { mutating, validating } = addOnWebhooks;

/** As on a cluster whose clock stands at its first second: 22 years. */
const twentyTwoYears = 22 * 31_557_600;

export const cases: CheckCases = {
  fires: [
    {
      name: 'it begins in three days',
      edits: setBundles('not-yet-valid'),
      expect: [['notYetValid', mutating, 'error']],
    },
    {
      name: 'the clocks differ, and it has not begun by either',
      edits: setBundles('not-yet-valid'),
      skewSeconds: 95,
      expect: [['notYetValid', mutating]],
    },
    {
      name: 'one of two does',
      edits: [setBundle('validating', 'root', 'not-yet-valid')],
      expect: [['notYetValid', validating]],
    },
  ],
  passes: [
    { name: 'it began years ago' },
    { name: 'the clocks differ, and it began by both', skewSeconds: 3_600 },
    {
      name: 'it begins this second',
      edits: setBundles('not-yet-valid'),
      now: '2026-11-25T00:00:00Z',
    },
    {
      name: 'one that ended is the finding of OSM3001',
      edits: setBundles('expired'),
    },
  ],
  notApplicable: [
    { name: '1.0.0 shows the certificates of its webhooks', cluster: 'healthy-1.0.0' },
    { name: 'OSM is not there', cluster: 'nothing-here' },
  ],
  unknown: [
    { name: 'the list of webhooks came in part', incomplete: ['validatingWebhooks'] },
    { name: 'nothing can be read', edits: setBundles('empty') },
    { name: 'it began by our clock, not by that of the API server', skewSeconds: -twentyTwoYears },
    {
      name: 'it began by the clock of the API server, not by ours',
      edits: setBundles('not-yet-valid'),
      skewSeconds: 4 * 86_400,
    },
  ],
};
