import { expect } from 'expect';

/** A test of the suite, ready to be run. */
export interface Test {
  readonly file: string;
  /** File, the describes around it, and its own name; unique. */
  readonly name: string;
  readonly run: () => unknown;
}

/** What a test file that could not be loaded said. */
export interface LoadFailure {
  readonly file: string;
  readonly error: unknown;
}

type Body = (...row: unknown[]) => unknown;

/** Stands in for `@jest/globals` within this process, and keeps what test files declare. */
export function collector() {
  const tests: Test[] = [];
  const failures: LoadFailure[] = [];
  const names = new Map<string, number>();
  let file = '';
  let around: readonly string[] = [];

  const test = (title: string, run: Body) => {
    const name = [file, ...around, title].join(' > ');
    const count = (names.get(name) ?? 0) + 1;
    names.set(name, count);
    tests.push({ file, name: count === 1 ? name : `${name} #${count}`, run: () => run() });
  };
  const describe = (title: string, declare: Body) => {
    const outside = around;
    around = [...around, title];
    declare();
    around = outside;
  };
  /** Titles need only be alike from one load to the next. */
  const each = (declare: (title: string, run: Body) => void) => (table: readonly unknown[]) => {
    return (title: string, run: Body) => {
      for (const [index, row] of table.entries()) {
        const words = Array.isArray(row) ? row : [row];
        const [first] = words;
        const told = typeof first === 'string' ? title.replace('%s', first) : title;
        declare(`${told} [${index}]`, () => run(...words));
      }
    };
  };
  const skip = Object.assign(() => {}, { each: () => () => {} });
  /** Hooks start what a test of this process must not need; one that does fails without any mutant, and is left out. */
  const noHook = () => {};
  return {
    tests,
    failures,
    begin: (name: string) => {
      file = name;
      around = [];
    },
    fail: (error: unknown) => failures.push({ file, error }),
    globals: {
      expect,
      test: Object.assign(test, { each: each(test), skip }),
      describe: Object.assign(describe, { each: each(describe), skip }),
      beforeAll: noHook,
      afterAll: noHook,
      beforeEach: noHook,
      afterEach: noHook,
    },
  };
}
