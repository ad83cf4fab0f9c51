import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { unzipSync } from 'fflate';
import { parse } from 'yaml';
import { copySources, emptyFolder, type Made, makePackage, root } from './make-package.ts';

interface Component {
  readonly purl: string;
  readonly licenses: readonly { readonly license?: { readonly id?: string }; readonly expression?: string }[];
}

interface Bom {
  readonly metadata: {
    readonly component: {
      readonly 'bom-ref': string;
      readonly hashes: readonly { readonly content: string }[];
    };
  };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

const require = createRequire(import.meta.url);
const folder = emptyFolder('package');
const here = join(folder, 'a');
const { project, dist } = parse(readFileSync(join(root, 'azure.yaml'), 'utf8')).services.app;
const forAzd = join(here, project, dist);
const elsewhere = join(folder, 'a-folder-with-another-name/deeper');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let made: Made;
let again: Made;
let files: Record<string, string>;
let bom: Bom;
beforeAll(async () => {
  mkdirSync(here);
  mkdirSync(elsewhere, { recursive: true });
  copySources(root, here);
  copySources(here, elsewhere);
  mkdirSync(join(forAzd, 'node_modules'), { recursive: true });
  writeFileSync(join(forAzd, 'node_modules/left.js'), 'left by an earlier deployment');
  made = await makePackage(here, { TZ: 'UTC' });
  again = await makePackage(elsewhere, { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', HOME: elsewhere });
  const unpacked = Object.entries(unzipSync(made.zip));
  files = Object.fromEntries(unpacked.map(([path, content]) => [path, Buffer.from(content).toString()]));
  bom = JSON.parse(made.bom);
}, 120_000);

function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Files in which a pattern is found, with what was found. */
function found(pattern: RegExp | string): string[] {
  const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  const global = new RegExp(typeof pattern === 'string' ? literal(pattern) : pattern, 'g');
  return Object.entries(files).flatMap(([path, text]) =>
    [...text.matchAll(global)].map(([what]) => `${path}: ${what}`),
  );
}

describe('the zip', () => {
  test('has the same bytes from another folder, in another time zone, and so has its bill', () => {
    expect(sha256(again.zip)).toBe(sha256(made.zip));
    expect(again.bom).toBe(made.bom);
  });

  test('holds the app, what the host and the worker read, the licences, and nothing else', () => {
    const known = new Set([
      ...['alerts', 'digest', 'health', 'jobs', 'poison', 'slack', 'start', 'status'].map(
        (name) => `dist/functions/${name}.js`,
      ),
      ...['LICENSE', 'THIRD-PARTY-NOTICES.txt', 'host.json', 'package.json'],
    ]);
    const rest = Object.keys(files).filter((path) => !known.delete(path));

    expect([...known]).toEqual([]);
    expect(rest.filter((path) => !/^dist\/functions\/chunks\/[\w-]+\.js(\.LEGAL\.txt)?$/.test(path))).toEqual(
      [],
    );
    expect(Object.keys(files)).toEqual(Object.keys(files).sort());
  });

  test('says in package.json what the worker loads, and installs nothing', () => {
    const { name, version, type, main } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

    expect(JSON.parse(files['package.json'] ?? '')).toEqual({ name, version, type, main });
    expect(files['host.json']).toBe(readFileSync(join(root, 'host.json'), 'utf8'));
  });

  test('is told of: every entry, its size and its hash', () => {
    for (const path of Object.keys(files)) expect(made.printed).toContain(path);
    expect(made.printed).toMatch(/functions\.zip: \d+\.\d kB, \d+ entries of \d+\.\d kB together/);
    expect(made.printed).toContain(sha256(made.zip));
  });

  test('is small: under 1.5 MB', () => {
    expect(made.zip.length).toBeLessThan(1_500_000);
  });
});

describe('no file of the zip holds', () => {
  test.each([
    ['where it was built', folder],
    ['this repository', root],
    ['the home folder', join(homedir(), '/')],
    ['the temporary folder', join(tmpdir(), '/')],
    ['a home folder', /\/(?:home|Users)\/\w+/],
    ['the test runner', 'node_modules/jest'],
    ['our scripts', 'scripts/package.ts'],
    ['our dev dependencies', '@stryker-mutator/instrumenter'],
    ['a source map', 'sourceMappingURL'],
    ['a simulator', /(?<![\w.])sim\/(?:azure|functions|kubernetes|playground|proxy|slack)/],
  ])('%s', (_name, pattern) => {
    expect(found(pattern)).toEqual([]);
  });

  test('what starts a simulator: names are kept in the bundle', () => {
    const paths = globSync('sim/**/*.ts', { cwd: root });
    const texts = paths.map((path) => readFileSync(join(root, path), 'utf8')).join('\n');
    const starts = [...texts.matchAll(/^export (?:async )?function (start[A-Z]\w+)/gm)].map(
      ([, name]) => name,
    );
    const kept = new Set(found(/__name\(\w+,"\w+"\)/).map((one) => /"(\w+)"/.exec(one)?.[1]));

    expect(kept.has('runJob')).toBe(true);
    expect(starts).toEqual(expect.arrayContaining(['startAzure', 'startHost', 'startSlack']));
    expect(starts.filter((name) => kept.has(name))).toEqual([]);
  });

  test.each([
    ['a token of Slack', /xox[abeoprs]-(?=[\w-]*\d)[\w-]{8,}/],
    ['a hook of Slack', /hooks\.slack\.com\/\w+\/\w+/],
    [
      'a key of an account, but for the one that every Azurite knows',
      /AccountKey=(?!Eby8vdM02xNOcqFl)\w{16,}/,
    ],
    ['a signature', /[?&]sig=[\w%]{16,}/],
    ['a private key', /BEGIN (?:[A-Z]+ )?PRIVATE KEY-----(?:\\n|\s)*[A-Za-z0-9+/]{16,}/],
    ['a signed token', /eyJ[\w-]{8,}\.eyJ[\w-]{8,}\./],
    ['a key of another cloud, or of GitHub', /(?:AKIA[A-Z0-9]{16}|gh[opsu]_\w{30,}|npm_\w{30,})/],
  ])('%s', (_name, pattern) => {
    expect(found(pattern)).toEqual([]);
  });

  test('an import of something that is not there', () => {
    // As esbuild writes it, without spaces.
    const asked = found(/(?:(?<=[}\w])from|(?<![\w.$])import\(?|(?<![\w.$])_*require\()"[\w@./:-]+"/).map(
      (one) => /"(.+)"$/.exec(one)?.[1] ?? '',
    );
    const strange = asked.filter((name) => !isBuiltin(name) && !/^\.{1,2}\/[\w/.-]+\.js$/.test(name));

    expect(asked).toContain('node:crypto');
    expect([...new Set(strange)]).toEqual(['@azure/functions-core']);
  });
});

test('nothing is packaged when a function brings what is neither of the app nor a package', async () => {
  const wrong = join(folder, 'wrong');
  mkdirSync(join(wrong, 'sim'), { recursive: true });
  copySources(here, wrong);
  writeFileSync(join(wrong, 'sim/pretend.ts'), 'export const pretend = () => console.log("pretend");');
  writeFileSync(
    join(wrong, 'functions/extra.ts'),
    'import { pretend } from "../sim/pretend.ts";\npretend();',
  );

  await expect(makePackage(wrong)).rejects.toThrow('Not a part of the app, but bundled: sim/pretend.ts');
  expect(existsSync(join(wrong, 'dist'))).toBe(false);
}, 60_000);

test('azd deploys what was unpacked from the zip, and nothing that lay there before', () => {
  const inside = globSync('**/*', { cwd: forAzd, withFileTypes: true }).filter((one) => one.isFile());
  const paths = inside.map(({ parentPath, name }) => relative(forAzd, join(parentPath, name)));

  expect(paths.map((path) => path.replaceAll('\\', '/')).sort()).toEqual(Object.keys(files));
  for (const path of paths) expect(readFileSync(join(forAzd, path), 'utf8')).toBe(files[path]);
});

describe('the bill of materials', () => {
  const licencesOf = ({ licenses }: Component) =>
    licenses.map(({ license, expression }) => license?.id ?? expression);

  test('is valid CycloneDX 1.6', () => {
    const library = dirname(require.resolve('@cyclonedx/cyclonedx-library/package.json'));
    const schemas = join(library, 'res/schema');
    const schema = (name: string) =>
      JSON.parse(readFileSync(join(schemas, `${name}.SNAPSHOT.schema.json`), 'utf8'));
    const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
    for (const name of ['spdx', 'jsf-0.82']) {
      const { $id: _id, ...rest } = schema(name);
      ajv.addSchema(rest, `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
    }
    const validate = ajv.compile(schema('bom-1.6'));

    expect([validate(bom), validate.errors]).toEqual([true, null]);
    const wrong = JSON.parse(made.bom.replace('"id": "MIT"', '"id": "My own"'));
    expect(validate(wrong)).toBe(false);
  });

  test('belongs to this zip', () => {
    expect(bom.metadata.component.hashes).toEqual([{ alg: 'SHA-256', content: sha256(made.zip) }]);
  });

  test.each(['@azure/identity', '@azure/functions', '@slack/bolt', 'yaml'])('names %s', (name) => {
    expect(bom.components.map(({ purl }) => purl)).toContainEqual(
      expect.stringContaining(`/${name.replace('@', '%40')}@`),
    );
  });

  test('names each package whose modules carry their path', () => {
    const paths = found(/(?<=")node_modules\/(?:@[\w.-]+\/)?[\w.-]+(?=\/)/).map(
      (one) => one.split('node_modules/')[1],
    );
    const named = new Set(
      bom.components.map(({ purl }) => purl.slice('pkg:npm/'.length, purl.lastIndexOf('@'))),
    );

    expect(new Set(paths).size).toBeGreaterThan(10);
    expect(paths.filter((name) => !named.has(name?.replace('@', '%40') ?? ''))).toEqual([]);
  });

  test('agrees with package-lock.json on version and licence of each, which are no dev dependencies', () => {
    const { packages }: { packages: Record<string, { version: string; license?: string; dev?: boolean }> } =
      JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
    const locked = Object.entries(packages)
      .filter(([, { dev }]) => dev !== true)
      .map(([path, { version, license }]) => [`${path.split('node_modules/').at(-1)}@${version}`, license]);
    const licences = new Map(
      locked.map(([name, license]) => [`pkg:npm/${name?.replace(/^@/, '%40')}`, license]),
    );

    expect(bom.components.map(({ purl }) => [purl, licences.get(purl)])).toEqual(
      bom.components.map((one) => [one.purl, licencesOf(one)[0]]),
    );
    expect(licences.size).toBeGreaterThan(bom.components.length);
  });

  test('says who brings each: all are reached from the app', () => {
    const uses = new Map(bom.dependencies.map(({ ref, dependsOn = [] }) => [ref, dependsOn]));
    const reached = new Set([bom.metadata.component['bom-ref']]);
    for (const ref of reached) for (const next of uses.get(ref) ?? []) reached.add(next);

    expect([...reached].slice(1).sort()).toEqual(bom.components.map(({ purl }) => purl).sort());
  });

  test('holds no licence that asks for more than its words and its names', () => {
    const harmless = ['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD'];

    expect(
      bom.components.filter((one) => !licencesOf(one).every((id) => harmless.includes(id ?? ''))),
    ).toEqual([]);
  });

  test('and the notices name the same packages, each with the words of its licence', () => {
    const [, ...notices] = (files['THIRD-PARTY-NOTICES.txt'] ?? '').split(`\n${'-'.repeat(80)}\n\n`);
    const heads = notices.map((text) => text.split(' (')[0]?.replace(' ', '@').replace(/^@/, '%40'));

    expect(heads.map((head) => `pkg:npm/${head}`)).toEqual(bom.components.map(({ purl }) => purl));
    expect(notices.filter((text) => !/permi|redistribut/i.test(text))).toEqual([]);
  });
});
