import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { loadCluster } from '../../sim/kubernetes/load-cluster.ts';
import { type RunningCluster, startKubernetes } from '../../sim/kubernetes/server.ts';
import { checks } from '../../src/checks/index.ts';
import { neededInputs } from '../../src/engine/needed-inputs.ts';
import { baseRules, mergeRules, rulesFor } from '../../src/model/role.ts';
import type { RbacRule } from '../../src/model/snapshot.ts';
import { read } from '../cli/judge-cluster.ts';
import { clusterFile } from '../cli/run-cli.ts';

/** The rules of a file of infra/kubernetes. */
function roleIn(file: string): { role: { kind: string; rules: RbacRule[] }; binding: { kind: string } } {
  const text = readFileSync(new URL(`../../infra/kubernetes/${file}`, import.meta.url), 'utf8');
  const [role, binding] = parseAllDocuments(text).map((document) => document.toJS());
  return { role, binding };
}

/** `list pods`, for each right of some rules. */
function rightsIn(rules: readonly RbacRule[]): string[] {
  const words = rules.flatMap(({ apiGroups, resources, verbs }) =>
    apiGroups.flatMap((group) =>
      resources.flatMap((resource) => verbs.map((verb) => `${verb} ${resource}.${group}`)),
    ),
  );
  return [...new Set(words)].sort();
}

/** What a GET needed: `/api/v1/namespaces/a/pods?…` is `list pods.`. Discovery and the version need no right. */
function rightUsedBy(path: string): string | undefined {
  const [where = ''] = path.split('?');
  const match =
    /^\/(?:api|apis\/([^/]+))\/v[^/]+\/(?:namespaces\/[^/]+\/(?=[^/]+))?([^/]+)(?:\/([^/]+))?(\/proxy)?/.exec(
      where,
    );
  if (match === null) return undefined;
  const [, group = '', resource = '', name, proxy = ''] = match;
  return `${name === undefined ? 'list' : 'get'} ${resource}${proxy}.${group}`;
}

async function fullCluster(): Promise<RunningCluster> {
  const cluster = loadCluster(clusterFile('healthy-1.2.4'));
  const gateway = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'httproutes.gateway.networking.k8s.io' },
    spec: {
      group: 'gateway.networking.k8s.io',
      names: { plural: 'httproutes', singular: 'httproute', kind: 'HTTPRoute', listKind: 'HTTPRouteList' },
      scope: 'Namespaced',
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
        },
      ],
    },
  };
  return startKubernetes({ ...cluster, objects: [...cluster.objects, gateway] });
}

describe('the base role', () => {
  test('is what the checks without a tier read, and what every input needs', () => {
    const { role, binding } = roleIn('base.yaml');

    expect([role.kind, binding.kind]).toEqual(['ClusterRole', 'ClusterRoleBinding']);
    expect(mergeRules(role.rules)).toEqual(rulesFor(neededInputs(checks)));
    expect(mergeRules(role.rules)).toEqual(baseRules());
  });

  test('lets a full run read everything, and nothing in it goes unused', async () => {
    const cluster = await fullCluster();
    try {
      const snapshot = await read(cluster, 'doctor');
      const problems = snapshot.reads.flatMap(({ problem }) => problem ?? []);
      const used = cluster.requests.flatMap(({ path }) => rightUsedBy(path) ?? []);

      expect(problems).toEqual([]);
      expect([...new Set(used)].sort()).toEqual(rightsIn(roleIn('base.yaml').role.rules));
    } finally {
      await cluster.close();
    }
  });

  test('holds no Secret, no wildcard and no verb that changes anything', () => {
    const { rules } = roleIn('base.yaml').role;

    expect(rules.flatMap(({ verbs }) => verbs).filter((verb) => !['get', 'list'].includes(verb))).toEqual([]);
    expect(JSON.stringify(rules)).not.toMatch(/\*|secrets|configmaps|pods\//);
  });
});

test.each<[string, readonly string[]]>([
  ['deep.yaml', ['get pods/proxy.']],
  ['probe.yaml', ['create pods.']],
])('%s grants %j and no more', (file, rights) => {
  expect(rightsIn(roleIn(file).role.rules)).toEqual(rights);
});

test('the role for dry runs patches, and nothing else', () => {
  const { rules } = roleIn('dry-run.yaml').role;

  expect([...new Set(rules.flatMap(({ verbs }) => verbs))]).toEqual(['patch']);
});
