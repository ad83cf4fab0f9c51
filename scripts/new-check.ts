import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { areas } from '../src/model/check.ts';

/** What `npm run new:check AREA/NAME` writes: the check, its cases and its line in the list. */
export function newCheck(root: string, wanted: string): string[] {
  const [area = '', name = ''] = wanted.split('/');
  const digit = (areas as readonly string[]).indexOf(area);
  if (digit === -1 || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
    throw new Error(`Say AREA/NAME, the name in kebab-case. Areas: ${areas.join(', ')}.`);
  }
  const listFile = join(root, `src/checks/${area}/index.ts`);
  const files = {
    check: join(root, `src/checks/${area}/${name}.ts`),
    cases: join(root, `test/checks/${area}/${name}.cases.ts`),
  };
  for (const file of Object.values(files)) {
    if (existsSync(file)) throw new Error(`${file} is there already.`);
    mkdirSync(dirname(file), { recursive: true });
  }
  const id = nextId(root, digit);
  const variable = name.replace(/-([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
  writeFileSync(files.check, checkTemplate({ id, name, area, variable }));
  writeFileSync(files.cases, casesTemplate);
  writeFileSync(listFile, withLine(readFileSync(listFile, 'utf8'), { name, variable }));
  return [files.check, files.cases, listFile];
}

/** The number after the highest ever used in the area, retired ones included. */
function nextId(root: string, digit: number): string {
  const docs = readFileSync(join(root, 'docs/checks.md'), 'utf8');
  const used = [...docs.matchAll(new RegExp(`OSM(${digit}\\d{3})`, 'g'))].map((match) => Number(match[1]));
  return `OSM${String(Math.max(digit * 1_000, ...used) + 1).padStart(4, '0')}`;
}

function withLine(list: string, { name, variable }: Record<'name' | 'variable', string>): string {
  const line = `import { ${variable} } from './${name}.ts';\n`;
  const lastImport = list.lastIndexOf('\nimport ') + 1;
  const afterImports = list.indexOf('\n', lastImport) + 1;
  const withImport = list.slice(0, afterImports) + line + list.slice(afterImports);
  const end = withImport.lastIndexOf('];');
  return `${withImport.slice(0, end)}  ${variable},\n${withImport.slice(end)}`;
}

function checkTemplate({
  id,
  name,
  area,
  variable,
}: Record<'id' | 'name' | 'area' | 'variable', string>): string {
  return `import { defineCheck } from '../../model/check.ts';

export const ${variable} = defineCheck({
  id: '${id}',
  name: '${name}',
  area: '${area}',
  severity: 'warning',
  title: 'A sentence that is true when it passes',
  failTitle: 'A sentence that is true when it fails',
  why: 'Why anybody should care.',
  remedy: 'What to do in general.',
  source: 'OSM file and version, or a document',
  reads: ['mesh'],
  run({ mesh }) {
    return mesh.name === '' ? [] : [];
  },
});
`;
}

const casesTemplate = `import type { CheckCases } from '../check-cases.ts';

export const cases: CheckCases = {
  fires: [],
  passes: [],
};
`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const files = newCheck(fileURLToPath(new URL('..', import.meta.url)), process.argv[2] ?? '');
    console.log(`Wrote:\n${files.map((file) => `  ${file}`).join('\n')}`);
    console.log(
      'Now write its cases (npm test -- test/checks is red until then), the check, and run: npm run docs',
    );
    console.log('The list is kept in order of id: move the new line to its place.');
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 2;
  }
}
