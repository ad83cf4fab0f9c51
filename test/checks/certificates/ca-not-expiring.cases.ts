import type { CheckCases } from '../check-cases.ts';
import { addOnWebhooks, setBundle, setBundles } from '../pem.ts';

const { mutating, validating } = addOnWebhooks;

/** As on a cluster whose clock stands at its first second: 22 years. */
const twentyTwoYears = 22 * 31_557_600;

export const cases: CheckCases = {
  fires: [
    {
      name: 'it ended three weeks ago: once, though both webhooks carry it',
      edits: setBundles('expired'),
      expect: [['expired', mutating, 'critical']],
    },
    {
      name: 'ten days are left',
      cluster: 'ca-expiring',
      expect: [['endsSoon', mutating, 'error']],
    },
    {
      name: 'forty days of ten years are left',
      edits: setBundles('ends-in-forty-days'),
      expect: [['endsSoon', mutating, 'warning']],
    },
    {
      name: 'a CA of 30 days in its last week',
      edits: setBundles('short-lived-fresh'),
      now: '2026-12-10T12:00:00Z',
      expect: [['endsSoon', mutating, 'error']],
    },
    {
      name: 'one second after its end',
      edits: setBundles('ends-in-ten-days'),
      now: '2026-12-02T12:00:01Z',
      expect: [['expired', mutating, 'critical']],
    },
    {
      name: 'at its very end',
      edits: setBundles('ends-in-ten-days'),
      now: '2026-12-02T12:00:00Z',
      expect: [['endsSoon', mutating, 'error']],
    },
    {
      name: 'a day before its end',
      edits: setBundles('ends-in-ten-days'),
      now: '2026-12-01T12:00:00Z',
      expect: [['endsSoon', mutating, 'error']],
    },
    {
      name: 'it ended, and its successor begins to be valid now',
      edits: setBundles('expired', 'not-yet-valid'),
      now: '2026-11-25T00:00:00Z',
      expect: [['expired', mutating, 'warning']],
    },
    {
      name: 'only the validating webhook has the old one',
      edits: [setBundle('validating', 'expired')],
      expect: [['expired', validating, 'critical']],
    },
    {
      name: 'it ended, and the other webhook has one that ends soon',
      edits: [setBundle('mutating', 'expired'), setBundle('validating', 'ends-in-ten-days')],
      expect: [
        ['expired', mutating, 'critical'],
        ['endsSoon', validating, 'error'],
      ],
    },
    {
      name: 'it ended, and its successor stands beside it',
      edits: [setBundle('validating', 'expired', 'root')],
      expect: [['expired', validating, 'warning']],
    },
    {
      name: 'it ended, and what stands beside it is not valid yet',
      edits: setBundles('expired', 'not-yet-valid'),
      expect: [['expired', mutating, 'critical']],
    },
    {
      name: 'it ends soon, and its successor stands beside it',
      edits: [setBundle('mutating', 'root', 'ends-in-ten-days')],
      expect: [['endsSoon', mutating, 'warning']],
    },
    {
      name: 'a bundle beside it cannot be read',
      edits: [setBundle('mutating'), setBundle('validating', 'expired')],
      expect: [['expired', validating, 'critical']],
    },
    {
      name: 'the clocks differ, and it ended by both',
      edits: setBundles('expired'),
      skewSeconds: 3_600,
      expect: [['expired', mutating, 'critical']],
    },
    {
      name: 'upstream, in its own namespace',
      cluster: 'healthy-1.1.1',
      now: '2031-11-20T00:00:00Z',
      expect: [['endsSoon', 'MutatingWebhookConfiguration osm-webhook-osm', 'error']],
    },
  ],
  passes: [
    { name: 'five years are left' },
    { name: 'the clocks differ by a day, and years are left by both', skewSeconds: -86_400 },
    {
      name: 'the clocks differ by no more than the way explains, at the very end',
      edits: setBundles('ends-in-forty-days'),
      now: '2026-11-02T12:00:00Z',
      skewSeconds: 60,
    },
    { name: 'two different certificates that both have years left', cluster: 'ca-replaced' },
    { name: 'a CA of 30 days, five days old', edits: setBundles('short-lived-fresh') },
    {
      name: 'a CA of 30 days with 12 days left: below 14 days, above 30 % of its life',
      edits: setBundles('short-lived-fresh'),
      now: '2026-12-05T12:00:00Z',
    },
    {
      name: 'exactly 60 days are left',
      edits: setBundles('ends-in-forty-days'),
      now: '2026-11-02T12:00:00Z',
    },
  ],
  notApplicable: [
    {
      name: '1.0.0 shows the certificates of its webhooks',
      cluster: 'healthy-1.0.0',
      now: '2031-11-28T00:00:00Z',
    },
    { name: '0.11.1 does too', cluster: 'healthy-0.11.1', now: '2031-11-28T00:00:00Z' },
    { name: 'OSM is not there', cluster: 'nothing-here' },
    { name: 'one namespace was asked for', namespace: 'bookbuyer' },
  ],
  unknown: [
    { name: 'the list of webhooks came in part', incomplete: ['mutatingWebhooks'] },
    { name: 'both bundles are empty', edits: setBundles() },
    { name: 'neither webhook exists', edits: [{ remove: mutating }, { remove: validating }] },
    { name: 'years are left by our clock, it ended by that of the API server', skewSeconds: twentyTwoYears },
    {
      name: 'it ended by our clock, years are left by that of the API server',
      now: '2048-11-22T12:00:00Z',
      skewSeconds: -twentyTwoYears,
    },
    {
      name: 'the clocks do not agree how soon it ends',
      edits: setBundles('ends-in-ten-days'),
      now: '2026-11-18T11:59:00Z',
      skewSeconds: 600,
    },
    {
      name: 'the clock of the API server is not known',
      problems: { clock: { reason: 'incomplete', detail: 'The API server sends no Date header.' } },
    },
  ],
};
