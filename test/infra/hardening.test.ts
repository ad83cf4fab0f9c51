import { beforeAll, describe, expect, test } from '@jest/globals';
import { type BicepFile, bicepFiles, bicepParser, children, propertyOf, readBicep } from './bicep-source.ts';

/** What a reviewer of security asks for, and where the answer stands: resource and property, with what it must be. */
const answers: readonly [asks: string, resource: string, property: string, value: string][] = [
  ['Are there keys to the storage account?', 'storage.account', 'allowSharedKeyAccess', 'false'],
  ['Can anybody read its blobs?', 'storage.account', 'allowBlobPublicAccess', 'false'],
  ['Can other tenants copy them?', 'storage.account', 'allowCrossTenantReplication', 'false'],
  ['Is it reached over TLS 1.2?', 'storage.account', 'minimumTlsVersion', "'TLS1_2'"],
  ['And over nothing else?', 'storage.account', 'supportsHttpsTrafficOnly', 'true'],
  ['Is the package for everybody?', 'storage.packages', 'publicAccess', "'None'"],
  ['Who reads secrets?', 'vault.vault', 'enableRbacAuthorization', 'true'],
  ['Can a deleted secret be had back?', 'vault.vault', 'enableSoftDelete', 'true'],
  ['Is reading of secrets recorded?', 'vault.audit', 'category', "'AuditEvent'"],
  [
    'Does the connection string of telemetry let others send?',
    'monitoring.component',
    'DisableLocalAuth',
    'true',
  ],
  ['Are there keys to the logs?', 'monitoring.workspace', 'disableLocalAuth', 'true'],
  ['Is the app reached over TLS alone?', 'function-app.app', 'httpsOnly', 'true'],
  ['Of which version?', 'function-app.app', 'minTlsVersion', "'1.2'"],
  ['Is there FTP?', 'function-app.app', 'ftpsState', "'Disabled'"],
  ['Can somebody deploy with a password?', 'function-app.publishingByScm', 'allow', 'false'],
  ['And by FTP?', 'function-app.publishingByFtp', 'allow', 'false'],
  ['As whom does it run?', 'function-app.app', 'type', "'UserAssigned'"],
];

/** What one parameter closes to the internet. */
const closed: readonly [resource: string, property: string, value: string][] = [
  ['storage.account', 'publicNetworkAccess', "privateOnly ? 'Disabled' : 'Enabled'"],
  ['storage.account', 'defaultAction', "privateOnly ? 'Deny' : 'Allow'"],
  ['vault.vault', 'publicNetworkAccess', "privateOnly ? 'Disabled' : 'Enabled'"],
  ['vault.vault', 'defaultAction', "privateOnly ? 'Deny' : 'Allow'"],
];

let files: ReadonlyMap<string, BicepFile>;

beforeAll(async () => {
  const parser = await bicepParser();
  files = new Map([...bicepFiles()].map(([path, text]) => [path, readBicep(parser, path, text)]));
});

/** The text of a property of a resource, given as `file.symbol`; the first in the resource with that name. */
function answerOf(resource: string, property: string): string | undefined {
  const [file = '', symbol = ''] = resource.split('.');
  const found = files.get(`infra/app/${file}.bicep`)?.resources.find((one) => one.symbol === symbol);
  if (found === undefined) throw new Error(`There is no ${resource}.`);
  const node = propertyOf(found.node, property);
  return children(node).at(-1)?.text;
}

test.each(answers)('%s', (_, resource, property, value) => {
  expect(answerOf(resource, property)).toBe(value);
});

test('The package is read as the identity of the app, by no key.', () => {
  const how = answerOf('function-app.app', 'authentication');

  expect(how).toContain("type: 'UserAssignedIdentity'");
  expect(how).toContain('userAssignedIdentityResourceId: identityId');
});

describe('a private network', () => {
  test('knows its subnets by name, not by the order in which Azure lists them', () => {
    const text = bicepFiles().get('infra/app/network.bicep') ?? '';

    expect(text).toMatch(/subnetId: '\$\{network\.id\}\/subnets\/endpoints'/);
    expect(text).toMatch(/output appSubnetId string = '\$\{network\.id\}\/subnets\/app'/);
    expect([...bicepFiles().values()].join('')).not.toContain('.subnets[');
  });

  test.each(closed)('closes %s: %s', (resource, property, value) => {
    expect(answerOf(resource, property)).toBe(value);
  });

  test('has a private endpoint for each service that is closed', () => {
    const text = files.get('infra/app/network.bicep')?.tree.text ?? '';
    const groups = [...text.matchAll(/\{ group: '(\w+)'/g)].map(([, group]) => group);

    expect(groups).toEqual(['blob', 'queue', 'table', 'vault']);
  });

  test('is one switch: what is closed, and what leads there, goes by the same parameter', () => {
    const main = files.get('infra/main.bicep');
    const text = main?.tree.text ?? '';

    expect(text.match(/privateOnly: \w+/g)).toEqual(Array(2).fill('privateOnly: privateNetwork'));
    expect(text).toContain("module network 'app/network.bicep' = if (privateNetwork) {");
    expect(text).toContain("subnetId: privateNetwork ? network!.outputs.appSubnetId : ''");
  });
});

test('every resource that can have tags has them', () => {
  // Parts of other resources, and roles.
  const without =
    /^Microsoft\.(Authorization|Storage\/storageAccounts\/|Web\/sites\/|Insights\/diagnosticSettings|Network\/privateEndpoints\/)/;
  const bare = [...files.values()].flatMap(({ path, resources }) =>
    resources
      .filter(({ node, type }) => !/' existing = /.test(node.text) && !without.test(type))
      .filter(({ node }) => propertyOf(node, 'tags') === undefined)
      .map(({ symbol }) => `${path} ${symbol}`),
  );

  expect(bare).toEqual([]);
});
