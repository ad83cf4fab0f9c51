import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Parser } from 'web-tree-sitter';
import { parse } from 'yaml';
import {
  type BicepFile,
  bicepFiles,
  bicepParser,
  mistakesOf,
  readBicep,
  root,
  usesIn,
} from './bicep-source.ts';

/*
 * What can be known of the Bicep files without Bicep's compiler, which no npm package carries. Not known: whether Azure
 * knows these properties and takes these values; see docs/decisions.md.
 */

const texts = bicepFiles();
const paths = [...texts.keys()];

let parser: Parser;
let files: ReadonlyMap<string, BicepFile>;

beforeAll(async () => {
  parser = await bicepParser();
  files = new Map(paths.map((path) => [path, readBicep(parser, path, texts.get(path) ?? '')]));
});

/** One of the files of infra. */
function fileAt(path: string): BicepFile {
  const file = files.get(path);
  if (file === undefined) throw new Error(`There is no ${path}.`);
  return file;
}

function json<T>(path: string): T {
  return JSON.parse(readFileSync(join(root, path), 'utf8')) as T;
}

/** Functions of Bicep that the files call. Source: learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions. */
const bicepFunctions = new Set(
  'cidrSubnet contains empty environment filter guid json last listKeys loadJsonContent map replace resourceGroup split string subscription subscriptionResourceId tenant toLower trim union uniqueString'.split(
    ' ',
  ),
);

/** What decorators are called; their arguments are values as everywhere. */
const decorators = new Set(
  'allowed description export maxLength maxValue metadata minLength minValue sealed secure'.split(' '),
);

/** Names in a file that are declared nowhere. */
function unknownNames(file: BicepFile): string[] {
  const declared = new Set([
    ...file.parameters.map(({ name }) => name),
    ...file.variables,
    ...file.resources.map(({ symbol }) => symbol),
    ...file.modules.map(({ symbol }) => symbol),
    ...file.imports.flatMap(({ names }) => names),
  ]);
  return usesIn(file.tree, declared)
    .filter(({ name, called }) => !(called && (bicepFunctions.has(name) || decorators.has(name))))
    .map(({ name, line }) => `${file.path}:${line} ${name}`);
}

/** What a module is given and does not know, or needs and is not given. */
function moduleMistakes(file: BicepFile, others: ReadonlyMap<string, BicepFile> = files): string[] {
  return file.modules.flatMap(({ symbol, file: path, given }) => {
    const target = others.get(path);
    if (target === undefined) return [`${symbol}: there is no ${path}`];
    const known = target.parameters.map(({ name }) => name);
    const needed = target.parameters.filter(({ required }) => required).map(({ name }) => name);
    return [
      ...given.filter((name) => !known.includes(name)).map((name) => `${symbol}: ${path} has no ${name}`),
      ...needed.filter((name) => !given.includes(name)).map((name) => `${symbol}: ${path} needs ${name}`),
    ];
  });
}

/** Outputs of modules that are read and that the module does not have. */
function outputMistakes(file: BicepFile): string[] {
  const uses = file.tree.text.matchAll(/(\w+)!?\.outputs\.(\w+)/g);
  return [...uses].flatMap(([, symbol = '', name = '']) => {
    const target = file.modules.find((module) => module.symbol === symbol);
    const outputs = files.get(target?.file ?? '')?.outputs ?? [];
    return outputs.includes(name) ? [] : [`${symbol} has no output ${name}`];
  });
}

test('there are files to look at', () => {
  expect(paths).toContain('infra/main.bicep');
  expect(paths.length).toBeGreaterThan(10);
});

describe.each(paths)('%s', (path) => {
  test('is Bicep', () => {
    expect(mistakesOf(fileAt(path).tree)).toEqual([]);
  });

  test('uses only names that it declares, and functions that there are', () => {
    expect(unknownNames(fileAt(path))).toEqual([]);
  });

  test('declares nothing that it does not use', () => {
    const { tree, parameters, variables } = fileAt(path);
    const used = new Set(usesIn(tree).map(({ name }) => name));

    expect([...parameters.map(({ name }) => name), ...variables].filter((name) => !used.has(name))).toEqual(
      [],
    );
  });

  test('gives each module what it needs, and nothing it does not know', () => {
    expect(moduleMistakes(fileAt(path))).toEqual([]);
    expect(outputMistakes(fileAt(path))).toEqual([]);
  });

  test('says what each parameter means', () => {
    const { parameters } = fileAt(path);

    expect(parameters.filter(({ described }) => !described).map(({ name }) => name)).toEqual([]);
  });

  test('names no address of a single cloud', () => {
    const code = (texts.get(path) ?? '').replace(/\/\/.*$/gm, '');

    expect(code).not.toMatch(
      /core\.(windows|chinacloudapi|usgovcloudapi)|azurewebsites|\.azure\.(com|net|cn)|vaultcore\.azure|management\.|microsoftonline/,
    );
  });

  test('marks nothing as secret, because nothing secret goes through it', () => {
    expect(texts.get(path)).not.toMatch(/@secure\(\)|getSecret\(|vaults\/secrets@/);
  });
});

describe('mistakes are found', () => {
  const read = (text: string) => readBicep(parser, 'infra/broken.bicep', text);

  test.each([
    ['a brace that is not closed', "resource a 'A.B/c@2020-01-01' = {\n  name: 'a'\n"],
    ['a text that is not closed', "var a = 'b\nvar c = 1\n"],
    ['a resource without "="', "resource a 'A.B/c@2020-01-01' {\n  name: 'a'\n}\n"],
    ['a ternary without its end', "var a = true ? 'b'\n"],
  ])('%s', (_, text) => {
    expect(mistakesOf(read(text).tree)).not.toEqual([]);
  });

  test('in each of the files, when a brace is lost', () => {
    const withoutBrace = paths.map((path) => (texts.get(path) ?? '').replace(/\}\n(?![\s\S]*\}\n)/, '\n'));

    expect(withoutBrace.filter((text) => mistakesOf(read(text).tree).length === 0)).toEqual([]);
  });

  test('a name that is declared nowhere, and a function that there is not', () => {
    const text =
      "var a = nothing\nvar b = uniqueStrings('x')\nvar c = map([1], one => one + two)\nvar d = [for e in a: e]\n";

    expect(unknownNames(read(text))).toEqual([
      'infra/broken.bicep:1 nothing',
      'infra/broken.bicep:2 uniqueStrings',
      'infra/broken.bicep:3 two',
    ]);
  });

  test('a module that is not there, is given too little, or too much', () => {
    const call = (file: string) => `module m '${file}' = {\n  name: 'm'\n  params: {\n    nam: 'x'\n  }\n}\n`;
    const made = readBicep(
      parser,
      'infra/made.bicep',
      'param name string\nparam size int = 1\nparam more string?\n',
    );
    const others = new Map([['infra/made.bicep', made]]);

    expect(moduleMistakes(read(call('none.bicep')), others)).toEqual(['m: there is no infra/none.bicep']);
    expect(moduleMistakes(read(call('made.bicep')), others)).toEqual([
      'm: infra/made.bicep has no nam',
      'm: infra/made.bicep needs name',
    ]);
  });
});

describe('API versions', () => {
  interface Listed {
    readonly version: string;
    readonly seen: string;
    readonly preview?: string;
  }
  const listed = json<Readonly<Record<string, Listed>>>('infra/api-versions.json');
  const used = () => [...files.values()].flatMap(({ resources }) => resources);

  test('are those of the list, so one for each type', () => {
    expect(used().map(({ type, version }) => `${type}@${version}`)).toEqual(
      used().map(({ type }) => `${type}@${listed[type]?.version}`),
    );
  });

  test('the list holds nothing else, and says where each was seen', () => {
    expect(Object.keys(listed)).toEqual([...new Set(used().map(({ type }) => type))].sort());
    expect(Object.values(listed).filter(({ seen }) => seen.length < 20)).toEqual([]);
  });

  test('are dates, and a preview has its reason', () => {
    for (const { version, preview } of Object.values(listed)) {
      expect(version).toMatch(/^20\d\d-\d\d-\d\d(-preview)?$/);
      expect(version.endsWith('-preview')).toBe(preview !== undefined);
    }
  });

  test('of clusters is that of the library that reads them', () => {
    const library = readFileSync(
      join(root, 'node_modules/@azure/arm-containerservice/dist/esm/api/managedClusters/operations.js'),
      'utf8',
    );

    expect(library).toContain(listed['Microsoft.ContainerService/managedClusters']?.version ?? 'none');
  });
});

/** A service of azure.yaml. */
interface Service {
  readonly host: string;
  readonly dist: string;
  readonly remoteBuild: boolean;
  readonly hooks: { readonly prepackage: Readonly<Record<'posix' | 'windows', { readonly run: string }>> };
}

describe('for azd', () => {
  const { parameters: given } = json<{ parameters: Readonly<Record<string, { value: unknown }>> }>(
    'infra/main.parameters.json',
  );
  const azure = parse(readFileSync(join(root, 'azure.yaml'), 'utf8')) as {
    name: string;
    metadata: { template: string };
    requiredVersions: { azd: string };
    services: Readonly<Record<string, Service>>;
  };

  test('main.parameters.json gives what main.bicep needs, and nothing it does not know', () => {
    const { parameters } = fileAt('infra/main.bicep');
    const needed = parameters.filter(({ required }) => required).map(({ name }) => name);

    expect(Object.keys(given)).toEqual(expect.arrayContaining(needed));
    expect(Object.keys(given).filter((name) => !parameters.some((one) => one.name === name))).toEqual([]);
  });

  test('each value comes from the environment, and has a default unless azd asks for it', () => {
    const values = Object.entries(given).flatMap(([name, { value }]) =>
      typeof value === 'string' ? [[name, value]] : Object.entries(value as Record<string, string>),
    );
    const asked = values.filter(([, value]) => !/^\$\{[A-Z_]+=[^}]*\}$/.test(value ?? ''));

    expect(asked).toEqual([
      ['environmentName', '$' + '{AZURE_ENV_NAME}'],
      ['location', '$' + '{AZURE_LOCATION}'],
    ]);
  });

  test('the defaults there are those of main.bicep', () => {
    const text = texts.get('infra/main.bicep') ?? '';
    const defaults = [...text.matchAll(/^param (\w+) (?:string|int|bool) = '?([\w./-]*)'?$/gm)];
    const differing = defaults.filter(([, name = '', value = '']) => {
      const written = String(given[name]?.value ?? `=${value}}`);
      return !written.endsWith(`=${value}}`) && !written.endsWith('=}');
    });

    expect(defaults.length).toBeGreaterThan(10);
    expect(differing).toEqual([]);
  });

  test('the service of azure.yaml is the app that bears its name as a tag, and is deployed as it was built', () => {
    const [[service = '', how] = []] = Object.entries(azure.services);

    expect(Object.keys(azure.services)).toEqual([service]);
    expect(how).toMatchObject({ host: 'function', remoteBuild: false, dist: 'dist/azd' });
    expect(texts.get('infra/app/function-app.bicep')).toContain(`'azd-service-name': '${service}'`);
    expect(azure.name).toMatch(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/);
  });

  test('what is deployed is made first, on every system by the script that fills the folder', () => {
    const { dist = '', hooks } = azure.services['app'] ?? {};
    const { scripts } = json<{ scripts: Readonly<Record<string, string>> }>('package.json');
    const runs = [hooks?.prepackage.posix.run, hooks?.prepackage.windows.run];

    expect(runs).toEqual(Array(2).fill('npm run package'));
    expect(scripts['package']).toBe('node scripts/package.ts');
    // That it fills it with what is in the zip is tested in test/package.
    expect(readFileSync(join(root, 'scripts/package.ts'), 'utf8')).toContain(`'${dist}'`);
  });

  test('the template bears the version of the package', () => {
    const { name, version } = json<{ name: string; version: string }>('package.json');

    expect(azure.metadata.template).toBe(`${name}@${version}`);
  });

  test('a version of azd is asked for that knows remoteBuild of Function Apps', () => {
    const [, minor, patch] = /^>= 1\.(\d+)\.(\d+)$/.exec(azure.requiredVersions.azd) ?? [];

    expect(Number(minor) * 1_000 + Number(patch)).toBeGreaterThanOrEqual(23_012);
  });
});
