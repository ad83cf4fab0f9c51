import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Language, type Node, Parser } from 'web-tree-sitter';

/** The folder of the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

const require = createRequire(import.meta.url);
const grammar = require.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm');

/** A parser of Bicep. */
export async function bicepParser(): Promise<Parser> {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(grammar));
  return parser;
}

/** Every Bicep file of infra, by its path in the repository. */
export function bicepFiles(): ReadonlyMap<string, string> {
  const paths = globSync('infra/**/*.bicep', { cwd: root }).sort();
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

/** What one file declares, and what it asks of other files. */
export interface BicepFile {
  readonly path: string;
  readonly tree: Node;
  readonly parameters: readonly Parameter[];
  readonly outputs: readonly string[];
  readonly variables: readonly string[];
  readonly resources: readonly Resource[];
  readonly modules: readonly Module[];
  readonly imports: readonly Import[];
}

/** A parameter; one with a default or a nullable type need not be given. */
export interface Parameter {
  readonly name: string;
  readonly required: boolean;
  readonly described: boolean;
}

/** A resource, or a reference to one that exists. */
export interface Resource {
  readonly symbol: string;
  readonly type: string;
  readonly version: string;
  readonly node: Node;
}

/** Another file that is deployed as part of this one. */
export interface Module {
  readonly symbol: string;
  /** Its path in the repository. */
  readonly file: string;
  readonly given: readonly string[];
}

/** Names that are taken from another file. */
export interface Import {
  readonly names: readonly string[];
  readonly file: string;
}

/** Reads what a file declares. Mistakes of syntax are found by `mistakesOf`. */
export function readBicep(parser: Parser, path: string, text: string): BicepFile {
  const tree = parser.parse(text)?.rootNode;
  if (tree === undefined) throw new Error(`${path} was not parsed.`);
  const declared = (kind: string) => all(tree, kind).map((node) => childText(node, 'identifier'));
  const elsewhere = (file: string) => join(dirname(path), file);
  return {
    path,
    tree,
    parameters: parametersOf(tree),
    outputs: declared('output_declaration'),
    variables: declared('variable_declaration'),
    resources: all(tree, 'resource_declaration').map(resourceOf),
    modules: all(tree, 'module_declaration').map((node) => ({
      symbol: childText(node, 'identifier'),
      file: elsewhere(unquoted(childText(node, 'string'))),
      given: keysOf(propertyOf(node, 'params')),
    })),
    imports: all(tree, 'import_functionality').map((node) => ({
      names: node.namedChildren
        .filter((child) => child?.type === 'identifier')
        .map((child) => child?.text ?? ''),
      file: elsewhere(unquoted(childText(node, 'string'))),
    })),
  };
}

/** Each place that the grammar could not read, or only by supposing something that is missing. */
export function mistakesOf(tree: Node): string[] {
  const here = tree.isError || tree.isMissing;
  const place = `line ${tree.startPosition.row + 1}: ${tree.isMissing ? `missing ${tree.type}` : tree.text.slice(0, 60)}`;
  return [...(here ? [place] : []), ...children(tree).flatMap(mistakesOf)];
}

/** Every node of a kind, in the order of the text. */
export function all(node: Node, kind: string): Node[] {
  return [...(node.type === kind ? [node] : []), ...children(node).flatMap((child) => all(child, kind))];
}

/** The property of an object, in the order of the text the first one with that name. */
export function propertyOf(node: Node, name: string): Node | undefined {
  return all(node, 'object_property').find((property) => keyOf(property) === name);
}

/** Names of the properties of the object that a property or a declaration holds first. */
export function keysOf(node: Node | undefined): string[] {
  const object = node === undefined ? undefined : all(node, 'object')[0];
  return children(object)
    .filter(({ type }) => type === 'object_property')
    .map(keyOf);
}

/** The variable with a name. */
export function variableOf(tree: Node, name: string): Node | undefined {
  return all(tree, 'variable_declaration').find((node) => childText(node, 'identifier') === name);
}

/** A name where it is used: of a value, or of a function that is called. */
export interface Use {
  readonly name: string;
  readonly line: number;
  readonly called: boolean;
}

/** Names that are used and that nothing around them declares: parameters, variables, resources, modules, functions. */
export function usesIn(node: Node, declared: ReadonlySet<string> = new Set()): Use[] {
  if (node.type === 'type' || node.type === 'type_declaration' || node.type === 'import_functionality')
    return [];
  if (node.type === 'identifier') {
    const use = { name: node.text, line: node.startPosition.row + 1, called: isCalled(node) };
    return declared.has(node.text) ? [] : [use];
  }
  const own = new Set([...declared, ...declaredBy(node)]);
  return children(node)
    .filter((child) => !isDeclaration(node, child))
    .flatMap((child) => usesIn(child, own));
}

/** What loops and functions of their own name for their bodies. */
function declaredBy(node: Node): string[] {
  if (node.type !== 'for_statement' && node.type !== 'lambda_expression') return [];
  const names = node.type === 'for_statement' ? node.childForFieldName('initializer') : node.namedChildren[0];
  return (names?.text ?? '').match(/\w+/g) ?? [];
}

function isCalled(node: Node): boolean {
  const parent = node.parent;
  return parent?.type === 'call_expression' && parent.childForFieldName('function')?.id === node.id;
}

/** The name that a declaration gives, or the key of a property. */
function isDeclaration(node: Node, child: Node): boolean {
  const first = node.namedChildren[0]?.id === child.id;
  return first && (/_declaration$/.test(node.type) || node.type === 'object_property');
}

/** The children of a node, without what is none. */
export function children(node: Node | undefined): Node[] {
  return node === undefined ? [] : node.children.filter((child) => child !== null);
}

function keyOf(property: Node): string {
  return unquoted(property.namedChildren[0]?.text ?? '');
}

function parametersOf(tree: Node): Parameter[] {
  return all(tree, 'parameter_declaration').map((node) => {
    const before = node.previousNamedSibling;
    return {
      name: childText(node, 'identifier'),
      required: !/=|\?$/.test(node.text.split('\n')[0] ?? ''),
      described: before?.type === 'decorators' && /@description\(/.test(before.text),
    };
  });
}

function resourceOf(node: Node): Resource {
  const [type = '', version = ''] = unquoted(childText(node, 'string')).split('@');
  return { symbol: childText(node, 'identifier'), type, version, node };
}

function childText(node: Node, kind: string): string {
  return children(node).find(({ type }) => type === kind)?.text ?? '';
}

function unquoted(text: string): string {
  return text.replace(/^'|'$/g, '');
}
