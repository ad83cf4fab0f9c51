import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { bicepFiles, root } from './bicep-source.ts';

/*
 * The rules name things of ours and of OSM's by their words. A rule with a word that nothing says any longer never
 * fires, and nobody misses it.
 */

const texts = bicepFiles();
const textAt = (path: string): string => {
  const text = texts.get(path);
  if (text === undefined) throw new Error(`There is no ${path}.`);
  return text;
};
const sourcesOf = (pattern: string) =>
  globSync(pattern, { cwd: root }).map((path) => readFileSync(join(root, path), 'utf8'));

describe('rules about osm-doctor itself', () => {
  const own = textAt('infra/app/own-alerts.bicep');

  test('name functions that there are', () => {
    const named = [...own.matchAll(/AppRequests \| where Name == "(\w+)"/g)].map(([, name]) => name);
    const functions = sourcesOf('functions/*.ts').flatMap((source) =>
      [...source.matchAll(/^app\.\w+\('(\w+)'/gm)].map(([, name]) => name),
    );

    expect(named).toEqual(['poison']);
    expect(functions).toEqual(expect.arrayContaining(named));
  });

  test('look for words that are logged', () => {
    const words = [...own.matchAll(/Message has "([^"]+)"/g)].map(([, said = '']) => said);
    const said = sourcesOf('{src,functions}/**/*.ts');

    expect(words).not.toEqual([]);
    expect(words.filter((one) => !said.some((source) => source.includes(one)))).toEqual([]);
  });

  test('go to people by mail and not to osm-doctor', () => {
    expect(own).toContain('emailReceivers');
    expect(own).not.toMatch(/webhookReceivers|azureFunctionReceivers/);
  });

  test('host.json leaves no trace or exception out that they count', () => {
    const { logging } = JSON.parse(readFileSync(join(root, 'host.json'), 'utf8'));
    const left: string = logging.applicationInsights.samplingSettings.excludedTypes;

    expect(left.split(';').sort()).toEqual(['Exception', 'Trace']);
  });
});

describe('rules about a mesh', () => {
  const mesh = textAt('infra/app/mesh-alerts.bicep');
  const refusals = textAt('infra/app/pod-refusal-alerts.bicep');
  const facts = sourcesOf('src/osm/**/*.ts').join('\n');
  const listIn = (name: string) =>
    (new RegExp(`var ${name} = '([^']*)'`).exec(mesh)?.[1] ?? '').match(/[a-z][\w-]*/g) ?? [];

  test('watch the three Deployments of the control plane, where they can be', () => {
    const [prefix, ...parts] = listIn('components');

    expect(parts.map((part) => `${prefix}${part}`)).toEqual([
      'osm-controller',
      'osm-injector',
      'osm-bootstrap',
    ]);
    expect(parts.filter((part) => !facts.includes(`'osm-${part}'`))).toEqual([]);
    expect(listIn('namespaces')).toEqual(['kube-system', 'arc-osm-system', 'osm-system']);
  });

  test('watch the webhooks of OSM by their names', () => {
    const inMetric = /name=~"osm-\((\w+)\|(\w+)\)\[\.\]k8s\[\.\]io"/.exec(mesh)?.slice(1) ?? [];
    const named = [
      ...inMetric.map((part) => `osm-${part}.k8s.io`),
      ...(refusals.match(/osm-\w+\.k8s\.io/g) ?? []),
    ];

    expect(new Set(named)).toEqual(new Set(['osm-inject.k8s.io', 'osm-validator.k8s.io']));
    expect(named.filter((name) => !facts.includes(`'${name}'`))).toEqual([]);
  });

  test('tell which cluster is meant', () => {
    const sums = mesh.match(/sum by \([^)]*\)/g) ?? [];

    expect(mesh).toMatch(/^ {4}clusterName: clusterName$/m);
    expect(sums.length).toBe(3);
    expect(sums.filter((sum) => !sum.startsWith('sum by (cluster, '))).toEqual([]);
    expect(refusals).toContain("resourceIdColumn: '_ResourceId'");
  });
});

describe('the action group that calls osm-doctor', () => {
  const group = textAt('infra/app/action-group.bicep');
  const source = readFileSync(join(root, 'functions/alerts.ts'), 'utf8');

  test('calls the function that takes alerts, at its address and with its own key', () => {
    const [, name] =
      /sites\/functions@[\d-]+' existing = \{\n {2}parent: app\n {2}name: '(\w+)'/.exec(group) ?? [];
    const [, path] = /\/(api\/\w+)\?code=\$\{key\}/.exec(group) ?? [];

    expect(source).toContain(`app.http('${name}', {`);
    expect(source).toContain("authLevel: 'function'");
    expect(path).toBe(`api/${/route: '(\w+)'/.exec(source)?.[1]}`);
    expect(group).not.toMatch(/masterKey|host\/default|functionKeys|systemKeys/);
  });

  test('sends the one schema that is understood', () => {
    expect(group).toContain('useCommonAlertSchema: true');
  });

  test('lets the key out nowhere', () => {
    const outputs = [...texts.values()].flatMap((text) => text.match(/^output .*$/gm) ?? []);

    expect(
      outputs.filter((line) =>
        /key|secret|token|listKeys|ConnectionString/i.test(line.replace('AZURE_KEY_VAULT_NAME', '')),
      ),
    ).toEqual([]);
    expect(
      [...texts]
        .filter(([, text]) => /\.list\w+\(|\blist[A-Z]\w*\(/.test(text.replace(/\/\/.*$/gm, '')))
        .map(([path]) => path),
    ).toEqual(['infra/app/action-group.bicep']);
  });
});
