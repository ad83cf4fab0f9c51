import { defineCheck, type Problem } from '../../model/check.ts';
import { judgeMeshCa, looksBeforeRotation } from './mesh-ca.ts';

/** Of RSA. Elliptic-curve keys are shorter and have no modulus, so they are never compared with this. */
const leastBits = 2048;

export const caStrong = defineCheck({
  id: 'OSM3003',
  name: 'ca-strong',
  area: 'certificates',
  severity: 'warning',
  title: "The mesh's CA has a strong key and signature",
  failTitle: "The mesh's CA has a weak key or signature",
  why: 'Whoever breaks the CA can pose as any service of the mesh. OSM makes its own CA with 2048 bits and SHA-256, so a weaker one came from elsewhere.',
  remedy:
    'Have the provider (Vault, cert-manager, or whoever wrote osm-ca-bundle) issue a CA of at least 2048 bits and SHA-256, and rotate as OSM3001 says, which interrupts traffic. certKeyBitSize does not help: it concerns leaf certificates.',
  source: 'pkg/certificate/providers/tresor/ca.go, v1.1.0 to v1.2.4; NIST SP 800-131A',
  article: [6, 7],
  reads: ['mesh', 'osmRelease', 'meshWebhooks'],
  run({ mesh, osmRelease, meshWebhooks }) {
    return judgeMeshCa(osmRelease, meshWebhooks, ({ certificate, on }) => {
      const { keyBits = leastBits, keyType, signatureAlgorithm } = certificate;
      const mend = looksBeforeRotation(mesh);
      const problems: Problem[] = [];
      if (keyBits < leastBits) {
        const says = `The key of the mesh's CA in ${on.name} has ${keyBits} bits (${keyType}); less than ${leastBits} can be broken.`;
        problems.push({ what: 'weakKey', on, says, mend });
      }
      if (/sha-?1(?!\d)|md5/i.test(signatureAlgorithm)) {
        const says = `The mesh's CA in ${on.name} is signed with ${signatureAlgorithm}, which can be forged.`;
        problems.push({ what: 'weakSignature', on, says, mend });
      }
      return problems;
    });
  },
});
