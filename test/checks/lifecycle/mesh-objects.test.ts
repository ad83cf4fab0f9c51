import { globSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { meshObjectKinds } from '../../../src/checks/lifecycle/mesh-objects.ts';

/** It comes with every release, and no release acts on it. */
const unused = 'multiclusterservices.config.openservicemesh.io';

/** `kind plural.group` of all that a release ever installed. */
const installed = new Set(
  globSync('sim/kubernetes/crds/*/*.yaml')
    .map((file) => parse(readFileSync(file, 'utf8')))
    .filter(({ metadata }) => metadata.name !== unused)
    .map(({ metadata, spec }) => `${spec.names.kind} ${metadata.name}`),
);

test('a backup holds every kind that a release of OSM installed, by its own name', () => {
  expect(installed.size).toBe(10);
  expect(new Set(meshObjectKinds.map(({ kind, crd }) => `${kind} ${crd}`))).toEqual(installed);
});
