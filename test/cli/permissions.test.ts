import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { azureRole } from '../../src/commands/permissions/azure-role.ts';
import { roleNames, roleToGrant } from '../../src/commands/permissions/roles.ts';
import type { RbacRule } from '../../src/model/snapshot.ts';
import { runCli } from './run-cli.ts';

const id = '0b000000-0000-4000-8000-0000000000b1';

interface Applied {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly rules?: readonly RbacRule[];
  readonly roleRef?: { readonly kind: string; readonly name: string };
  readonly subjects?: readonly { readonly kind: string; readonly name: string }[];
}

function documents(yaml: string): Applied[] {
  return parseAllDocuments(yaml).map((document) => {
    expect(document.errors).toEqual([]);
    return document.toJS() as Applied;
  });
}

/** Without the comment that says where it comes from. */
function content(yaml: string): string {
  return yaml.split('\n').slice(1).join('\n');
}

describe('as YAML', () => {
  test('it is the base role of infra/kubernetes, and stderr says what is to be put in', async () => {
    const { code, stdout, stderr } = await runCli(['permissions']);
    const file = readFileSync(new URL('../../infra/kubernetes/base.yaml', import.meta.url), 'utf8');

    expect(code).toBe(0);
    expect(content(stdout)).toBe(content(file));
    expect(stderr).toContain('OBJECT-ID-OF-THE-IDENTITY, or give it with --object-id');
  });

  test('with the object id it can be applied as it is: each role is bound to it', async () => {
    const words = ['--tier', 'probe', '--tier', 'deep', '--tier', 'dry-run', '--object-id', id.toUpperCase()];
    const { code, stdout, stderr } = await runCli(['permissions', ...words]);
    const applied = documents(stdout);
    const roles = applied.filter(({ rules }) => rules !== undefined);
    const bindings = applied.filter(({ roleRef }) => roleRef !== undefined);

    expect([code, stderr]).toEqual([0, '']);
    expect(roles.map(({ kind, metadata }) => [kind, metadata.name, metadata.namespace])).toEqual([
      ['ClusterRole', 'osm-doctor', undefined],
      ['Role', 'osm-doctor-deep', 'kube-system'],
      ['ClusterRole', 'osm-doctor-probe', undefined],
      ['ClusterRole', 'osm-doctor-dry-run', undefined],
    ]);
    expect(bindings.map(({ kind, roleRef }) => [kind, roleRef?.name])).toEqual(
      roles.map(({ kind, metadata }) => [`${kind}Binding`, metadata.name]),
    );
    expect(new Set(bindings.map(({ subjects }) => JSON.stringify(subjects)))).toEqual(
      new Set([JSON.stringify([{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: id }])]),
    );
  });

  test('for a few checks it grants what they need, and no more', async () => {
    const { stdout } = await runCli(['permissions', '--only', 'OSM1008', '--object-id', id]);
    const [role] = documents(stdout);

    expect(role?.rules?.flatMap(({ resources }) => resources).sort()).toEqual([
      'deployments',
      'poddisruptionbudgets',
      'pods',
    ]);
  });
});

describe('in words', () => {
  test('it has both ways for clusters, and what is needed in Azure, in storage and in Slack', async () => {
    const { code, stdout } = await runCli(['permissions', '-o', 'text', '--tier', 'deep', '--object-id', id]);

    expect(code).toBe(0);
    for (const words of [
      'kubectl apply -f FILE',
      `kind: User, name: "${id}"`,
      'az role definition create --role-definition @FILE',
      `--assignee-object-id ${id}`,
      'osm-doctor-deep: natively alone.',
      'Microsoft.ContainerService/managedClusters/listClusterUserCredential/action',
      'Storage Table Data Contributor',
      'chat:write: chat.postMessage',
    ]) {
      expect(stdout).toContain(words);
    }
    const [json = ''] = /^ {2}\{[\s\S]*?^ {2}\}$/m.exec(stdout) ?? [];
    expect(JSON.parse(json)).toEqual(azureRole(roleToGrant('base'))?.definition);
  });

  test('nothing of it is wider than the terminal but what is copied', async () => {
    const { stdout } = await runCli(['permissions', '-o', 'text']);
    const prose = stdout.split('\n').filter((line) => /^(\S|- )/.test(line));

    expect(prose.filter((line) => line.length > 80)).toEqual([]);
  });
});

describe('usage', () => {
  test.each([
    ['an object id that is none', ['--object-id', 'x"\nroleRef: admin'], 'An object id has the form'],
    ['a tier that there is not', ['--tier', 'all'], 'Allowed choices are deep, probe, dry-run.'],
    ['checks of a tier without it', ['--only', 'OSM2008'], 'add --tier probe'],
    ['checks that there are not', ['--only', 'OSM9999'], 'OSM9999'],
  ])('%s', async (_name, words, says) => {
    const { code, stdout, stderr } = await runCli(['permissions', ...words]);

    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(says);
  });

  test('help and completion know both commands', async () => {
    const [{ stdout: help }, { stdout: completion }] = await Promise.all([
      runCli(['--help']),
      runCli(['complete', '--', '']),
    ]);

    for (const name of ['permissions', 'doctor']) {
      expect(help).toMatch(new RegExp(`^ {2}${name} `, 'm'));
      expect(completion).toMatch(new RegExp(`^${name}\\t`, 'm'));
    }
  });
});

describe('by Azure RBAC for Kubernetes', () => {
  const actionsOf = (name: (typeof roleNames)[number]) => {
    const { DataActions: actions = [] } = (azureRole(roleToGrant(name))?.definition ?? {}) as {
      DataActions?: readonly string[];
    };
    return actions;
  };

  test('the base role reads each resource by an action of its own, custom resources by the one for all', () => {
    expect(actionsOf('base').filter((action) => !/\/read$/.test(action))).toEqual([]);
    expect(actionsOf('base').filter((action) => /\*|secrets|configmaps/.test(action))).toEqual([]);
    expect(new Set(actionsOf('base')).size).toBe(actionsOf('base').length);
    expect(actionsOf('base')).toEqual(
      expect.arrayContaining(
        [
          'pods/read',
          'apps/deployments/read',
          'admissionregistration.k8s.io/mutatingwebhookconfigurations/read',
          'customresources/read',
        ].map((action) => `Microsoft.ContainerService/managedClusters/${action}`),
      ),
    );
  });

  test('the condition narrows custom resources to the groups that are read', () => {
    const { condition = '' } = azureRole(roleToGrant('base')) ?? {};
    const groups = [...condition.matchAll(/StringEqualsIgnoreCase '([^']+)'/g)].map(([, group]) => group);

    expect(groups).toEqual([
      'access.smi-spec.io',
      'config.openservicemesh.io',
      'gateway.networking.k8s.io',
      'policy.openservicemesh.io',
      'specs.smi-spec.io',
      'split.smi-spec.io',
    ]);
    expect(condition).toMatch(/^\(\(!\(ActionMatches\{'[^']+customresources\/read'\}\)\) OR \(.*\)\)$/);
  });

  test.each(roleNames.filter((name) => name !== 'base'))(
    '%s has no such role: it does more than read',
    (name) => {
      expect(azureRole(roleToGrant(name))).toBeUndefined();
    },
  );
});
