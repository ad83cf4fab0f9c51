import type { Parts } from './package-parts.ts';

/** What the bill is of. */
export interface Subject {
  readonly name: string;
  readonly version: string;
  /** An SPDX identifier or expression. */
  readonly license: string;
  /** Of the zip, in hexadecimal. */
  readonly sha256: string;
}

/**
 * The bill of materials of the zip, in CycloneDX 1.6 (cyclonedx.org/docs/1.6/json). It holds no time and no serial
 * number, so that the same zip has the same one; the hash of the zip ties them together.
 */
export function sbomOf(app: Subject, { packages, direct }: Parts): string {
  const self = `${app.name}@${app.version}`;
  const bom = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      lifecycles: [{ phase: 'build' }],
      component: {
        type: 'application',
        'bom-ref': self,
        name: app.name,
        version: app.version,
        licenses: [licence(app.license)],
        hashes: [{ alg: 'SHA-256', content: app.sha256 }],
      },
    },
    components: packages.map(({ purl, name, version, license }) => ({
      type: 'library',
      'bom-ref': purl,
      ...groupAndName(name),
      version,
      scope: 'required',
      licenses: [licence(license)],
      purl,
    })),
    dependencies: [
      { ref: self, dependsOn: direct },
      ...packages.map(({ purl, uses }) => ({ ref: purl, dependsOn: uses })),
    ],
  };
  return `${JSON.stringify(bom, undefined, 2)}\n`;
}

function groupAndName(full: string): { readonly group?: string; readonly name: string } {
  const [group, name] = full.split('/');
  return name === undefined ? { name: full } : { group: group ?? '', name };
}

/** `(MIT OR Apache-2.0)` and the like join licences; anything else is the identifier of one. */
function licence(spdx: string) {
  return /[\s()]/.test(spdx) ? { expression: spdx } : { license: { id: spdx } };
}
