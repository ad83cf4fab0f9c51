/** In which form a client wants objects, from its Accept header. */
export type Form = 'objects' | 'metadata' | 'table' | 'aggregated-discovery';

function parameters(clause: string): { type: string; values: Map<string, string> } {
  const [type = '', ...pairs] = clause.split(';').map((part) => part.trim());
  const values = pairs.map((pair) => pair.split('=').map((part) => part.trim()));
  return { type, values: new Map(values.map(([name = '', value = '']) => [name, value])) };
}

function formOf(clause: string, forms: ReadonlyMap<string, Form>): Form | undefined {
  const { type, values } = parameters(clause);
  if (!['application/json', 'application/*', '*/*', ''].includes(type)) return undefined;
  const as = values.get('as');
  return as === undefined ? 'objects' : forms.get(`${as}.${values.get('v') ?? ''}.${values.get('g') ?? ''}`);
}

const tables = [['Table.v1.meta.k8s.io', 'table']] as const;

/** Forms in which one object can be had. */
export const objectForms: ReadonlyMap<string, Form> = new Map<string, Form>([
  ...tables,
  ['PartialObjectMetadata.v1.meta.k8s.io', 'metadata'],
]);

/** Forms in which a list can be had. */
export const listForms: ReadonlyMap<string, Form> = new Map<string, Form>([
  ...tables,
  ['PartialObjectMetadataList.v1.meta.k8s.io', 'metadata'],
]);

/** Forms in which a server of 1.31 gives the roots of discovery. */
export const discoveryForms: ReadonlyMap<string, Form> = new Map<string, Form>([
  ['APIGroupDiscoveryList.v2.apidiscovery.k8s.io', 'aggregated-discovery'],
]);

/** The first form in an Accept header that can be given; nothing where none can. */
export function formFor(accept: string | undefined, forms: ReadonlyMap<string, Form>): Form | undefined {
  const clauses = (accept ?? '*/*').split(',');
  return clauses.map((clause) => formOf(clause, forms)).find((form) => form !== undefined);
}
