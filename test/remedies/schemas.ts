import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { listAt, textAt, valueAt } from '../../sim/kubernetes/record.ts';
import { readSchema } from '../../src/remedies/read-schema.ts';
import type { ReadableSchema, Schema } from '../../src/remedies/schema.ts';

const crdFolder = new URL('../../sim/kubernetes/crds/', import.meta.url);

/** The MeshConfig definition that a release shipped, read as a cluster reads it: YAML 1.1. */
export function meshConfigDefinition(release: string): unknown {
  const file = new URL(`${release}/meshconfigs.config.openservicemesh.io.yaml`, crdFolder);
  return parse(readFileSync(file, 'utf8'), { version: '1.1' });
}

/** The schema of a version of a definition, as it stands there. */
export function rawSchema(definition: unknown, version: string): unknown {
  const served = listAt(definition, 'spec', 'versions').find((one) => textAt(one, 'name') === version);
  return valueAt(served, 'schema', 'openAPIV3Schema');
}

/** Every release of OSM with every version of MeshConfig that it serves, and its schema. */
export const meshConfigSchemas = readdirSync(crdFolder).flatMap((release) => {
  const definition = meshConfigDefinition(release);
  return listAt(definition, 'spec', 'versions').map((served) => {
    const version = textAt(served, 'name');
    return { release, version, schema: readable(readSchema(rawSchema(definition, version))) };
  });
});

/** The schema, which must be readable. */
function readable(schema: Schema): ReadableSchema {
  if (schema.is === 'opaque') throw new Error(schema.because);
  return schema;
}

/** A schema written down in a test. */
export function schemaOf(raw: object): ReadableSchema {
  return readable(readSchema(raw));
}
