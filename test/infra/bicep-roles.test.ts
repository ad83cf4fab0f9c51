import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { clusterUserRole } from '../../src/azure/az-command.ts';
import { armRights, storageRights } from '../../src/azure/azure-rights.ts';
import { all, type BicepFile, bicepFiles, bicepParser, propertyOf, readBicep, root } from './bicep-source.ts';

/** A role of infra/roles.json: built in, with its id, or our own, with its actions. */
interface Role {
  readonly name: string;
  readonly id?: string;
  readonly actions?: readonly string[];
  readonly scope: string;
  readonly holder: string;
  readonly reason: string;
  readonly needed: readonly string[];
}

const roles = JSON.parse(readFileSync(join(root, 'infra/roles.json'), 'utf8')) as Readonly<
  Record<string, Role>
>;
const texts = bicepFiles();
const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** Ids of built-in roles. Source: learn.microsoft.com/azure/role-based-access-control/built-in-roles. */
const builtIn: Readonly<Record<string, string>> = {
  'Storage Blob Data Owner': 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b',
  'Storage Queue Data Contributor': '974c5e8b-45b9-4653-ba55-5f855dd0fb88',
  'Storage Table Data Contributor': '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3',
  'Key Vault Secrets User': '4633458b-17de-408a-b874-0445c86b69e6',
  'Key Vault Secrets Officer': 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7',
  'Monitoring Metrics Publisher': '3913510d-42f4-4e42-8a64-420c390055eb',
  'Azure Kubernetes Service Cluster User Role': '4abbcc35-e782-43d8-92c5-2d3f1bd2253f',
};

let files: BicepFile[];

beforeAll(async () => {
  const parser = await bicepParser();
  files = [...texts].map(([path, text]) => readBicep(parser, path, text));
});

describe('the table of roles', () => {
  test.each(Object.entries(roles))(
    '%s has a name, one kind, a scope, a reason, and what needs it',
    (_, role) => {
      expect(role.name).not.toBe('');
      expect((role.id === undefined) !== (role.actions === undefined)).toBe(true);
      expect(role.reason).toMatch(/^[A-Z].{40,}\.$/s);
      expect(role.scope).toMatch(/^(the|each) /);
      expect(role.holder).not.toBe('');
      expect(role.needed.filter((path) => !existsSync(join(root, path)))).toEqual([]);
      expect(role.needed).not.toEqual([]);
    },
  );

  test('built-in roles have the ids that Azure gave them', () => {
    const named = Object.values(roles).filter(({ id }) => id !== undefined);

    expect(Object.fromEntries(named.map(({ name, id }) => [name, id]))).toEqual(builtIn);
  });

  test('our own roles read, one thing each, and no wildcard', () => {
    const actions = Object.values(roles).flatMap((role) => role.actions ?? []);

    expect(actions.filter((action) => !/^[\w.]+(\/\w+)+\/read$/.test(action))).toEqual([]);
  });
});

describe('what the code asks Azure for', () => {
  /** What the built-in role for clusters allows. Source: learn.microsoft.com/azure/role-based-access-control/built-in-roles/containers. */
  const clusterUser = [
    'Microsoft.ContainerService/managedClusters/listClusterUserCredential/action',
    'Microsoft.ContainerService/managedClusters/read',
  ];

  test('each action that a call of ARM needs is in a role, and our own roles have no other', () => {
    const needed = Object.values(armRights).flatMap(({ action }) => action ?? []);
    const granted = Object.values(roles).flatMap((role) => role.actions ?? []);

    expect([...new Set(needed)].sort()).toEqual([...clusterUser, ...granted].sort());
  });

  test('the role for clusters is the one that refusals name', () => {
    expect(roles['clusterUser']).toMatchObject(clusterUserRole);
  });

  test('the roles on storage are those that its ports need, and the one of the host', () => {
    const needed = new Set<string>(Object.values(storageRights).map(({ role }) => role));
    const granted = Object.values(roles).filter(({ scope }) => scope === 'the storage account');

    expect(granted.map(({ name }) => name).sort()).toEqual(['Storage Blob Data Owner', ...needed].sort());
  });
});

describe('the assignments', () => {
  const assignments = () =>
    files.flatMap(({ path, resources }) =>
      resources
        .filter(({ type }) => type === 'Microsoft.Authorization/roleAssignments')
        .map((resource) => ({ path, ...resource })),
    );
  const rbac = texts.get('infra/app/rbac.bicep') ?? '';

  test('rbac.bicep gives every role of the table, and none that is not in it', () => {
    const used = [...rbac.matchAll(/roles\.(\w+)/g)]
      .map(([, key = '']) => key)
      .filter((key) => key !== 'json');

    expect([...new Set(used)].sort()).toEqual(Object.keys(roles).sort());
  });

  test('are made where rbac.bicep says which roles, and nowhere else', () => {
    expect([...new Set(assignments().map(({ path }) => path))]).toEqual([
      'infra/app/rbac-in-subscription.bicep',
      'infra/app/rbac-on-cluster.bicep',
      'infra/app/rbac.bicep',
    ]);
    expect([...texts.values()].filter((text) => uuid.test(text))).toEqual([]);
  });

  test('each has a name that is the same every time, a scope of its own, and its reason', () => {
    for (const { path, symbol, node } of assignments()) {
      const of = (name: string) => propertyOf(node, name)?.text ?? '';
      const isOnSubscription = path.endsWith('rbac-in-subscription.bicep');

      expect([symbol, of('name')]).toEqual([symbol, expect.stringMatching(/^name: guid\(/)]);
      expect([symbol, of('name')]).toEqual([symbol, expect.stringMatching(/principalId|secretsOfficerId/)]);
      expect([symbol, of('description')]).toEqual([symbol, expect.stringContaining('.reason')]);
      expect([symbol, /^scope: \w+$/.test(of('scope'))]).toEqual([symbol, !isOnSubscription]);
    }
  });

  test('in rbac.bicep each is named after its role, and uses no other', () => {
    const own = assignments().filter(({ path }) => path === 'infra/app/rbac.bicep');
    const used = own.map(({ node }) => [...new Set(node.text.match(/roles\.\w+/g))]);

    expect(used).toEqual(own.map(({ symbol }) => [`roles.${symbol}`]));
    expect(own).toHaveLength(6);
  });

  test('only the role that is about a region is given on a whole subscription', () => {
    const module = files
      .find(({ path }) => path === 'infra/app/rbac.bicep')
      ?.tree.children.find((node) => node?.text.startsWith('module inSubscription'));

    expect(propertyOf(module ?? fail(), 'assignedHere')?.text).toBe('assignedHere: roles.meshRevisionReader');
    expect(all(module ?? fail(), 'object_property').map(({ text }) => text)).not.toContain(
      'roles.clusterUser',
    );
  });
});

function fail(): never {
  throw new Error('rbac.bicep has no module inSubscription.');
}
