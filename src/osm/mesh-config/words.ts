import { controlPlaneLogLevels, type Format } from './format.ts';
import type { ByRelease, Effect, KeyType, MeshConfigKey } from './key.ts';

/** When a change is felt, as it is said to a person. */
export const effectWords: Readonly<Record<Effect, string>> = {
  atOnce: 'at once',
  nextPush: 'at the next push to the sidecars',
  newConnections: 'for new connections of sidecars',
  nextIssuance: 'at the next renewal of each certificate',
  newPods: 'in new pods only',
  controlPlaneRestart: 'after a restart of the control plane',
  never: 'never',
  notKnown: 'not known',
};

const typeWords: Readonly<Record<KeyType, string>> = {
  boolean: 'true or false',
  integer: 'a whole number',
  string: 'text',
  strings: 'a list of texts',
  integers: 'a list of whole numbers',
  object: 'an object',
};

const formatWords: Readonly<Record<Format, string>> = {
  cidr: 'IPv4 ranges such as 10.0.0.0/16',
  port: '1 to 65535',
  tracingPort: '1 to 32767',
  certificateValidity: 'a duration such as 24h, 1m or more',
  gatewayValidity: 'a duration such as 24h',
  resyncInterval: '0s, or a duration of 30s or more',
  authorizationTimeout: 'a duration such as 1s or 300ms',
  keyBits: '2048 to 4096',
  connections: '0 or more',
  sidecarLogLevel: '',
  controlPlaneLogLevel: controlPlaneLogLevels.join(', '),
  image: 'an image reference',
  host: 'a host name or IPv4 address',
  urlPath: 'a path such as /api/v2/spans',
  quantities: 'of quantities such as 100m or 64Mi by name',
};

/** What a key takes: its type, what the schema allows and what OSM can use. */
export function allowedValues({ type, limits = {}, format }: MeshConfigKey): string {
  if (limits.oneOf !== undefined) return `one of ${limits.oneOf.join(', ')}`;
  const rule = format === undefined ? '' : formatWords[format];
  if (rule === '') return limits.minItems === undefined ? typeWords[type] : `${typeWords[type]}, not empty`;
  const joint = type === 'object' ? ' ' : ': ';
  return `${typeWords[type]}${joint}${rule}`;
}

/** What holds in which release, as one text: `false; from v1.2.0 true`. */
export function changeWords<T>(changes: ByRelease<T>, word: (is: T) => string): string {
  return changes
    .map(([since, is], index) => (index === 0 ? word(is) : `from ${since} ${word(is)}`))
    .join('; ');
}
