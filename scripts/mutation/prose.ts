/** As much of Babel's node as is looked at. */
interface SyntaxNode {
  readonly type: string;
  readonly loc?: { readonly start: { readonly line: number; readonly column: number } } | null;
  readonly value?: unknown;
  readonly operator?: string;
  readonly quasis?: readonly { readonly value: { readonly raw: string } }[];
  readonly key?: { readonly name?: string };
  readonly callee?: { readonly property?: { readonly name?: string } };
}

/** As much of Babel's path as is looked at. */
export interface SyntaxPath {
  readonly node: SyntaxNode;
  readonly parentPath: SyntaxPath | null;
  /** Under which field of the parent it stands, such as `arguments`. */
  readonly listKey?: string | undefined;
  readonly key?: string | number | null;
}

/** Fields that hold sentences for people. */
const sentences: ReadonlySet<string | undefined> = new Set([
  'title',
  'failTitle',
  'why',
  'remedy',
  'source',
  'accept',
  'says',
  'does',
  'because',
  'notApplicable',
  'unknown',
]);

/** Methods whose text decides something, also within a sentence. */
const deciding: ReadonlySet<string | undefined> = new Set([
  'includes',
  'startsWith',
  'endsWith',
  'indexOf',
  'has',
  'get',
  'split',
  'match',
  'test',
  'exec',
  'find',
]);

/**
 * Whether a literal is part of a sentence for people: it stands in a field that holds one, or, in a check, is words
 * with blanks between them. Never prose is what is compared with or looked for; keys, kinds, slugs and commands stay.
 */
export function isProse(path: SyntaxPath, file: string): boolean {
  const { type } = path.node;
  if (type !== 'StringLiteral' && type !== 'TemplateLiteral') return false;
  for (let at = path; at.parentPath !== null; at = at.parentPath) {
    const { node } = at.parentPath;
    if (decides(at, node)) return false;
    if (node.type === 'ObjectProperty') {
      return sentences.has(node.key?.name) || (file.startsWith('src/checks/') && isWords(path.node));
    }
    if (node.type === 'FunctionDeclaration' || node.type === 'Program') break;
  }
  return file.startsWith('src/checks/') && isWords(path.node);
}

function decides(at: SyntaxPath, parent: SyntaxNode): boolean {
  if (parent.type === 'BinaryExpression') return parent.operator !== '+';
  if (parent.type === 'SwitchCase') return at.key === 'test';
  if (parent.type === 'ConditionalExpression') return at.key === 'test';
  if (parent.type === 'MemberExpression' || parent.type === 'OptionalMemberExpression') {
    return at.key === 'property';
  }
  const isCall = parent.type === 'CallExpression' || parent.type === 'OptionalCallExpression';
  return isCall && at.listKey === 'arguments' && deciding.has(parent.callee?.property?.name);
}

/** Letters with a blank beside them, as no name, key or slug has. */
function isWords({ value, quasis }: SyntaxNode): boolean {
  const texts = typeof value === 'string' ? [value] : (quasis ?? []).map((quasi) => quasi.value.raw);
  return texts.some((text) => /[a-z,;:] \w|\w [a-z]|[a-z,;:] $|^ [a-z]/i.test(text) || text === ', ');
}
