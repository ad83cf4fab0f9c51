import { defineCheck } from '../../model/check.ts';
import { toleratedSeconds } from './clock.ts';
import { clusterRef } from './run.ts';

export const clockAgrees = defineCheck({
  id: 'OSM0004',
  name: 'clock-agrees',
  area: 'tool',
  severity: 'warning',
  title: 'Our clock agrees with that of the API server',
  failTitle: 'Our clock differs from that of the API server',
  why: 'Whether a certificate has ended depends on the time. Where the two clocks give different answers, OSM3001 and OSM3002 are unknown.',
  remedy:
    'Set the clock of the machine that runs osm-doctor (timedatectl, w32tm /resync). The clock of an AKS API server is kept by Azure.',
  source: 'Date header of the API server (RFC 9110, 6.6.1)',
  reads: ['run', 'clock'],
  run({ run, clock }) {
    const { skewSeconds } = clock;
    if (Math.abs(skewSeconds) <= toleratedSeconds) return [];
    const where = skewSeconds > 0 ? 'behind' : 'ahead of';
    return [
      {
        what: 'clocksDiffer',
        on: clusterRef(run),
        says: `This machine's clock is ${Math.abs(skewSeconds)} s ${where} the API server's.`,
      },
    ];
  },
});
