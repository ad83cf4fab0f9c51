import { defineCheck } from '../../model/check.ts';
import { judgeKey, mendKey } from '../mesh-config/judge-key.ts';
import { meshConfigRef } from '../mesh-config/spec-values.ts';

const path = 'spec.certificate.certKeyBitSize';

export const leafKeySize = defineCheck({
  id: 'OSM3008',
  name: 'leaf-key-size',
  area: 'certificates',
  severity: 'warning',
  title: 'The key size of service certificates is one OSM takes',
  failTitle: 'The key size of service certificates is not taken',
  why: 'A size outside 2048 to 4096 counts as 2048, and only a log line says so: whoever wrote it believes in another strength.',
  remedy:
    'Set spec.certificate.certKeyBitSize to 2048, 3072 or 4096. Another size than 2048 counts once the control plane has restarted. The key of the CA is not concerned: it always has 2048 bits.',
  source: 'pkg/configurator/methods.go GetCertKeyBitSize, v0.11.1 to v1.2.4',
  reads: ['meshConfig'],
  run({ meshConfig }) {
    return judgeKey(meshConfig, path, 'integer', (bits) => {
      if (bits === undefined || (bits >= 2048 && bits <= 4096)) return [];
      return [
        {
          what: 'outOfRange',
          on: meshConfigRef(meshConfig),
          says: `certKeyBitSize is ${bits}, outside 2048 to 4096, so OSM uses 2048.`,
          mend: [
            mendKey(meshConfig, path, 2048, {
              does: 'Write the 2048 bits that OSM uses anyway',
              alreadySo: true,
            }),
          ],
        },
      ];
    });
  },
});
