import type { CheckCases } from '../check-cases.ts';
import { addOnWebhooks, setBundle, setBundles } from '../pem.ts';

const { mutating, validating } = addOnWebhooks;

export const cases: CheckCases = {
  fires: [
    {
      name: 'it begins in three days',
      edits: setBundles('not-yet-valid'),
      expect: [['notYetValid', mutating, 'error']],
    },
    {
      name: 'one of two does',
      edits: [setBundle('validating', 'root', 'not-yet-valid')],
      expect: [['notYetValid', validating]],
    },
  ],
  passes: [
    { name: 'it began years ago' },
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
    { name: 'nothing can be read', edits: setBundles('empty') },
    { name: 'OSM is not there', cluster: 'nothing-here' },
  ],
  unknown: [{ name: 'the list of webhooks came in part', incomplete: ['validatingWebhooks'] }],
};
