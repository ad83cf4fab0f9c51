import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { azAks, azGrantClusterUser } from '../../src/azure/az-command.ts';
import { grantManifest } from '../../src/azure/grant-manifest.ts';
import { serverOf } from '../../src/azure/kubeconfig-server.ts';
import { signInError } from '../../src/azure/sign-in-error.ts';
import { checks } from '../../src/checks/index.ts';
import { neededInputs } from '../../src/engine/needed-inputs.ts';
import { clusterId } from '../../src/model/resource-id.ts';
import type { InputName } from '../../src/model/snapshot.ts';

/** The words that a shell makes of a command line. */
function wordsOf(command: string): string[] {
  const out = execFileSync('sh', ['-c', `printf '%s\\0' ${command}`], { encoding: 'utf8' });
  return out.split('\0').slice(0, -1);
}

describe('commands', () => {
  test('names from Azure are words, whatever is in them', () => {
    const name = fc
      .string({
        unit: fc.constantFrom('a', ' ', "'", '"', '$', '`', '\\', ';', '&', '(', '*', '~', 'é', '-'),
        minLength: 1,
      })
      .filter((text) => text.trim() === text);
    fc.assert(
      fc.property(name, name, (resourceGroup, cluster) => {
        const id = clusterId({ subscription: 's', resourceGroup, name: cluster });

        expect(wordsOf(azAks('start', id))).toEqual([
          'az',
          'aks',
          'start',
          '--subscription',
          's',
          '--resource-group',
          resourceGroup,
          '--name',
          cluster,
        ]);
        expect(wordsOf(azGrantClusterUser(id, undefined)).at(-1)).toBe(id);
      }),
      { numRuns: 25 },
    );
  });

  test('the role is for whom the token was given to', () => {
    expect(azGrantClusterUser('/subscriptions/s', { objectId: 'o', type: 'User' })).toBe(
      'az role assignment create --assignee-object-id o --assignee-principal-type User --role 4abbcc35-e782-43d8-92c5-2d3f1bd2253f --scope /subscriptions/s',
    );
  });
});

describe('the manifest', () => {
  const inputs: readonly InputName[] = [
    'apiServer',
    'namespaces',
    'pods',
    'controlPlanePods',
    'crds',
    'meshConfigs',
  ];

  test('grants what the inputs need and nothing else', () => {
    const [role, binding] = parseAllDocuments(grantManifest(inputs, 'object-id')).map((one) => one.toJS());

    expect(role).toMatchObject({ kind: 'ClusterRole', metadata: { name: 'osm-doctor' } });
    expect(role.rules).toEqual([
      { apiGroups: [''], resources: ['namespaces'], verbs: ['get', 'list'] },
      { apiGroups: [''], resources: ['pods'], verbs: ['list'] },
      {
        apiGroups: ['apiextensions.k8s.io'],
        resources: ['customresourcedefinitions'],
        verbs: ['get', 'list'],
      },
      { apiGroups: ['config.openservicemesh.io'], resources: ['meshconfigs'], verbs: ['list'] },
    ]);
    expect(binding).toMatchObject({
      kind: 'ClusterRoleBinding',
      roleRef: { kind: 'ClusterRole', name: 'osm-doctor' },
      subjects: [{ kind: 'User', name: 'object-id' }],
    });
  });

  test('for everything that a run reads never grants writing, secrets or everything', () => {
    const text = grantManifest(neededInputs(checks), 'object-id');

    expect(text).toContain('validatingwebhookconfigurations');
    expect(text).not.toMatch(/secrets|\*|create|update|patch|delete/);
  });

  test('has a line for each rule, so that it fits a screen', () => {
    const text = grantManifest(neededInputs(checks), 'object-id');
    const [role] = parseAllDocuments(text).map((one) => one.toJS());

    expect(text.match(/^ {2}- \{apiGroups: .*\}$/gm)).toHaveLength(role.rules.length);
    expect(text.split('\n').length).toBeLessThan(36);
  });

  test('an identity that is not known is a gap to fill', () => {
    expect(grantManifest(inputs, undefined)).toContain('name: "OBJECT-ID-OF-THE-IDENTITY"');
  });
});

describe('the kubeconfig of a cluster', () => {
  const ca = Buffer.from('PEM').toString('base64');

  test.each([
    [
      'address and CA',
      `clusters: [{cluster: {server: 'https://a:443', certificate-authority-data: ${ca}}}]`,
      { server: 'https://a:443', ca: 'PEM' },
    ],
    ['no CA', "clusters: [{cluster: {server: 'https://a'}}]", { server: 'https://a' }],
    [
      'nothing but these',
      `clusters: [{cluster: {server: 'https://a', proxy-url: 'http://evil', insecure-skip-tls-verify: true}}]\nusers: [{user: {token: t, exec: {command: evil}}}]`,
      { server: 'https://a' },
    ],
    ['no TLS', "clusters: [{cluster: {server: 'http://a'}}]", undefined],
    ['no address', 'clusters: [{cluster: {server: 7}}]', undefined],
    ['no cluster', 'clusters: []', undefined],
    ['no YAML', '{', undefined],
    ['nothing', '', undefined],
  ])('%s', (_name, text, server) => {
    expect(serverOf(text)).toEqual(server);
  });
});

test.each([
  ['AADSTS700016: Application with identifier SECRET was not found', /\(AADSTS700016\)/],
  ['ManagedIdentityCredential: Authentication failed. Message {"token":"SECRET"}', /gives no token/],
  ['SECRET', /^The sign-in to Azure failed\.$/],
])('of a failed sign-in nothing is repeated but the code: %s', (words, says) => {
  const { message } = signInError(new Error(words));

  expect(message).toMatch(says);
  expect(message).not.toContain('SECRET');
});
