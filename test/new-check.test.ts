import { cpSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { newCheck } from '../scripts/new-check.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

function copy(): string {
  const folder = mkdtempSync(join(tmpdir(), 'osm-doctor-new-check-'));
  mkdirSync(join(folder, 'docs'));
  cpSync(join(root, 'src/checks'), join(folder, 'src/checks'), { recursive: true });
  cpSync(join(root, 'docs/checks.md'), join(folder, 'docs/checks.md'));
  return folder;
}

describe('npm run new:check', () => {
  test('writes a check with the next free id, its cases and its line in the list', () => {
    const folder = copy();
    newCheck(folder, 'admission/something-new');

    const check = readFileSync(join(folder, 'src/checks/admission/something-new.ts'), 'utf8');
    expect(check).toMatch(/id: 'OSM20\d\d'/);
    expect(check).toContain('export const somethingNew = defineCheck({');
    expect(readFileSync(join(folder, 'test/checks/admission/something-new.cases.ts'), 'utf8')).toContain(
      'fires: []',
    );
    const list = readFileSync(join(folder, 'src/checks/admission/index.ts'), 'utf8');
    expect(list).toContain("import { somethingNew } from './something-new.ts';");
    expect(list).toMatch(/\n {2}somethingNew,\n\];/);
  });

  test.each(['nowhere/thing', 'admission/Bad_Name', 'admission', ''])('refuses %j', (wanted) => {
    expect(() => newCheck(copy(), wanted)).toThrow('Say AREA/NAME');
  });

  test('never writes over a check', () => {
    expect(() => newCheck(copy(), 'control-plane/controller-ready')).toThrow('is there already');
  });
});
