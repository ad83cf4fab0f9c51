import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { isProse, type SyntaxPath } from './prose.ts';

/** One change to the code, switched on by its id. */
export interface Mutant {
  readonly id: string;
  /** From the root of the repository, with forward slashes. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Stryker's name of the kind of change. */
  readonly mutator: string;
  /** The code as it stands, its white space reduced to single blanks. */
  readonly original: string;
  /** What the mutant makes of it, in the same way. */
  readonly mutated: string;
}

/** What the instrumenter made of the files. */
export interface Instrumented {
  /** By file, the code with all its mutants in it. */
  readonly contents: ReadonlyMap<string, string>;
  readonly mutants: readonly Mutant[];
  /** How many literals were left alone since they are sentences for people. */
  readonly prose: number;
}

const silent = () => {};
const logger = {
  isTraceEnabled: () => false,
  isDebugEnabled: () => false,
  isInfoEnabled: () => false,
  isWarnEnabled: () => false,
  isErrorEnabled: () => false,
  isFatalEnabled: () => false,
  trace: silent,
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
  fatal: silent,
};

/** Puts every mutant of the files into their code; sentences for people are left alone and counted. */
export async function instrument(root: string, names: readonly string[]): Promise<Instrumented> {
  const texts = new Map(names.map((name) => [name, readFileSync(join(root, name), 'utf8')]));
  const prose = new Set<string>();
  // Files are walked in the order given; a Program is where the next one begins.
  let walked = -1;
  const markProse = {
    shouldIgnore(given: unknown): undefined {
      const path = given as SyntaxPath;
      if (path.node.type === 'Program') walked += 1;
      const file = names[walked] ?? '';
      const { loc } = path.node;
      if (loc && isProse(path, file)) prose.add(`${file}:${loc.start.line}:${loc.start.column}`);
    },
  };
  const files = [...texts].map(([name, content]) => ({ name, content, mutate: true }));
  const result = await new Instrumenter(logger).instrument(files, {
    plugins: null,
    excludedMutations: [],
    ignorers: [markProse],
  });
  const mutants = result.mutants.flatMap(({ id, fileName, location, mutatorName, replacement }) => {
    const { start, end } = location;
    const isText = mutatorName === 'StringLiteral';
    if (isText && prose.has(`${fileName}:${start.line + 1}:${start.column}`)) return [];
    const original = flat(cut(texts.get(fileName) ?? '', start, end));
    const mutated = flat(replacement);
    return [{ id, file: fileName, line: start.line + 1, mutator: mutatorName, original, mutated }];
  });
  return {
    contents: new Map(result.files.map(({ name, content }) => [name, content])),
    mutants,
    prose: result.mutants.length - mutants.length,
  };
}

interface Position {
  readonly line: number;
  readonly column: number;
}

/** Lines and columns from 0. */
function cut(text: string, start: Position, end: Position): string {
  const lines = text.split('\n').slice(start.line, end.line + 1);
  const last = lines.length - 1;
  return lines
    .map((line, index) => (index === last ? line.slice(0, end.column) : line))
    .map((line, index) => (index === 0 ? line.slice(start.column) : line))
    .join('\n');
}

function flat(code: string): string {
  return code.replaceAll(/\s+/g, ' ');
}
