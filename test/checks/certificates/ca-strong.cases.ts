import type { CheckCases } from '../check-cases.ts';
import { addOnWebhooks, setBundle, setBundles } from '../pem.ts';

const { mutating, validating } = addOnWebhooks;

export const cases: CheckCases = {
  fires: [
    {
      name: 'a key of 1024 bits',
      edits: setBundles('weak-key'),
      expect: [['weakKey', mutating, 'warning']],
    },
    {
      name: 'signed with SHA-1',
      edits: setBundles('sha1'),
      expect: [['weakSignature', mutating, 'warning']],
    },
    {
      name: 'two certificates, each weak in its own way',
      edits: [setBundle('mutating', 'weak-key'), setBundle('validating', 'sha1')],
      expect: [
        ['weakKey', mutating],
        ['weakSignature', validating],
      ],
    },
  ],
  passes: [
    { name: 'as OSM makes it: 2048 bits, SHA-256' },
    { name: 'upstream too', cluster: 'healthy-1.1.1' },
    { name: 'one that ended is the finding of OSM3001', edits: [setBundle('mutating', 'expired')] },
  ],
  notApplicable: [
    { name: '0.11.1 shows the certificates of its webhooks', cluster: 'healthy-0.11.1' },
    { name: 'OSM is not there', cluster: 'nothing-here' },
  ],
  unknown: [
    { name: 'the list of webhooks came in part', incomplete: ['mutatingWebhooks'] },
    { name: 'nothing can be read', edits: setBundles('empty') },
  ],
};
