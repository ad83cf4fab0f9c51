import { defineCheck } from '../../model/check.ts';
import { byBothClocks } from './by-both-clocks.ts';
import { judgeMeshCa, looksBeforeRotation } from './mesh-ca.ts';

export const caAlreadyValid = defineCheck({
  id: 'OSM3002',
  name: 'ca-already-valid',
  area: 'certificates',
  severity: 'error',
  title: "The mesh's CA certificate is already valid",
  failTitle: "The mesh's CA certificate is not valid yet",
  why: 'Whoever checks the certificate by a right clock refuses it: sidecars each other, and the API server the webhooks.',
  remedy:
    'First rule out our own clock (OSM0004). If it is right, the CA was made on a machine whose clock ran ahead: wait until it is valid, or rotate it as OSM3001 says, which interrupts traffic.',
  source: 'pkg/certificate/providers/tresor/ca.go, v1.1.0 to v1.2.4',
  article: [6, 7],
  reads: ['mesh', 'osmRelease', 'meshWebhooks', 'clock'],
  run({ mesh, osmRelease, meshWebhooks, clock }, now) {
    return byBothClocks(clock, now, (at) =>
      judgeMeshCa(osmRelease, meshWebhooks, ({ certificate, on }) => {
        const { notBefore } = certificate;
        if (notBefore.getTime() <= at.getTime()) return [];
        const says = `The mesh's CA in ${on.name} is valid only from ${notBefore.toISOString()}; by our clock it is ${now.toISOString()}.`;
        return [{ what: 'notYetValid', on, says, mend: looksBeforeRotation(mesh) }];
      }),
    );
  },
});
