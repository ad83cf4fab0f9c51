import type { OsmVersion } from '../../model/facts.ts';
import { parseIpv4Range } from './cidr.ts';
import { parseGoDuration } from './go-duration.ts';

/** What OSM's own code expects of a value, beyond its type in the schema. */
export type Format = keyof typeof rules;

/** A value that OSM cannot use as it was meant. */
export interface Misfit {
  /** What is wrong, as a sentence. */
  readonly wrong: string;
  /** What happens then, as a sentence: mostly nothing that anyone is told of. */
  readonly consequence: string;
}

/** The levels of `logger.SetLogLevel`, compared without case (`pkg/logger/logger.go`). */
export const controlPlaneLogLevels = [
  'debug',
  'info',
  'warn',
  'error',
  'fatal',
  'panic',
  'disabled',
  'trace',
];

const host = /^(?=.{1,253}$)[a-z\d]([-a-z\d]*[a-z\d])?(\.[a-z\d]([-a-z\d]*[a-z\d])?)*\.?$/i;
const image =
  /^([a-z\d.-]+(:\d+)?\/)?[a-z\d]+([._-]+[a-z\d]+)*(\/[a-z\d]+([._-]+[a-z\d]+)*)*(:[\w][\w.-]{0,127})?(@sha256:[a-f\d]{64})?$/i;
const quantity = /^[+-]?(\d+(\.\d*)?|\.\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;
const notSeen =
  "The API server accepts it, but the controller can't decode the whole MeshConfig any more and acts on no later change.";

type Rule = (value: unknown, version: OsmVersion) => Misfit | undefined;

function texts(judge: (value: string, version: OsmVersion) => Misfit | undefined): Rule {
  return (value, version) => (typeof value === 'string' ? judge(value, version) : undefined);
}

function integers(judge: (value: number, version: OsmVersion) => Misfit | undefined): Rule {
  return (value, version) => (typeof value === 'number' ? judge(value, version) : undefined);
}

function noDuration(value: string): string {
  return `${shown(value)} is no duration such as 24h, 1h30m or 300ms.`;
}

function shown(value: unknown): string {
  return JSON.stringify(value);
}

/**
 * One rule a format. A value of the wrong type is the schema's business and passes here. Sources:
 * `pkg/configurator/methods.go`, `pkg/ticker/ticker.go`, `pkg/logger/logger.go`, `pkg/injector/init_container.go`;
 * `host`, `urlPath`, `image` and `quantities` are reasoned from Envoy's and Kubernetes' formats.
 */
const rules = {
  cidr: texts((value) =>
    parseIpv4Range(value) !== undefined
      ? undefined
      : {
          wrong: `${shown(value)} is no IPv4 range such as 10.0.0.0/16 (four numbers up to 255, prefix 0 to 32).`,
          consequence:
            "The CRD's pattern lets many of these through; iptables then fails in osm-init and new pods hang in Init.",
        },
  ),
  port: integers((value) =>
    Number.isInteger(value) && value >= 1 && value <= 65535
      ? undefined
      : { wrong: `${value} is no port from 1 to 65535.`, consequence: 'The API server refuses it.' },
  ),
  tracingPort: integers((value) => {
    if (!Number.isInteger(value) || value > 32767 || value < -32768) {
      return { wrong: `${value} is no 16-bit number: OSM reads ports up to 32767.`, consequence: notSeen };
    }
    if (value === 0) return { wrong: '0 counts as absent.', consequence: 'OSM uses 9411.' };
    if (value > 0) return undefined;
    return { wrong: `${value} is no port.`, consequence: 'No trace reaches the collector.' };
  }),
  certificateValidity: texts((value) => {
    const duration = parseGoDuration(value);
    if (duration === undefined)
      return { wrong: noDuration(value), consequence: 'OSM uses 24h and only logs it.' };
    if (duration >= 60_000) return undefined;
    return {
      wrong: `${value} is too short: renewal starts 30 to 35 seconds before the end.`,
      consequence:
        'OSM enforces no minimum: certificates are renewed without end, or expire before they are used.',
    };
  }),
  gatewayValidity: texts((value) =>
    parseGoDuration(value) !== undefined
      ? undefined
      : {
          wrong: noDuration(value),
          consequence: 'No certificate is issued, and the controller exits when it next starts.',
        },
  ),
  resyncInterval: texts((value) => {
    const duration = parseGoDuration(value);
    if (duration === 0 || (duration !== undefined && duration >= 30_000)) return undefined;
    return {
      wrong: duration === undefined ? noDuration(value) : `${value} is neither 0s nor 30s or more.`,
      consequence: 'OSM logs it and keeps the interval it has.',
    };
  }),
  authorizationTimeout: texts((value) =>
    parseGoDuration(value) !== undefined
      ? undefined
      : { wrong: noDuration(value), consequence: 'OSM uses 1s and says nothing.' },
  ),
  keyBits: integers((value) =>
    value >= 2048 && value <= 4096
      ? undefined
      : { wrong: `${value} is outside 2048 to 4096.`, consequence: 'OSM uses 2048 and only logs it.' },
  ),
  connections: integers((value, { major, minor }) => {
    if (value >= 0) return undefined;
    const refusesAll = major === 0 || (major === 1 && minor <= 1);
    return {
      wrong: `${value} is below 0, which is no limit.`,
      consequence: refusesAll ? 'The controller refuses every sidecar.' : 'It counts as no limit.',
    };
  }),
  sidecarLogLevel: texts((value) =>
    value !== 'off'
      ? undefined
      : {
          wrong: '"off" stands unquoted in the CRD, which makes it the boolean false there.',
          consequence: 'The API server refuses it; the quietest level is critical.',
        },
  ),
  controlPlaneLogLevel: texts((value) =>
    controlPlaneLogLevels.includes(value.toLowerCase())
      ? undefined
      : {
          wrong: `${shown(value)} is none of ${controlPlaneLogLevels.join(', ')}.`,
          consequence: 'The API server accepts it; OSM logs an error and keeps the level it has.',
        },
  ),
  image: texts((value, { major }) => {
    if (value === '' && major === 0) {
      return {
        wrong: 'The image is empty.',
        consequence: 'The injector of v0.11.1 then refuses every Linux pod.',
      };
    }
    if (value === '' || image.test(value)) return undefined;
    return {
      wrong: `${shown(value)} is no image reference.`,
      consequence: "New pods can't start (InvalidImageName).",
    };
  }),
  host: texts((value) =>
    value === '' || host.test(value)
      ? undefined
      : {
          wrong: `${shown(value)} is no host: a name or IPv4 address without scheme, port and path.`,
          consequence: 'Sidecars never reach it.',
        },
  ),
  urlPath: texts((value) =>
    value === '' || /^\/\S*$/.test(value)
      ? undefined
      : {
          wrong: `${shown(value)} is no path: it must start with /.`,
          consequence: 'The collector takes no spans.',
        },
  ),
  quantities: (value) => {
    if (typeof value !== 'object' || value === null) return undefined;
    const bad = Object.entries(value).find(([, amount]) => !quantity.test(String(amount)));
    if (bad === undefined) return undefined;
    return {
      wrong: `${shown(bad[1])} for ${bad[0]} is no quantity such as 100m or 64Mi.`,
      consequence: notSeen,
    };
  },
} satisfies Readonly<Record<string, Rule>>;

/** What OSM would make of a value that the schema lets through; nothing when it can use it. */
export function judgeFormat(format: Format, value: unknown, version: OsmVersion): Misfit | undefined {
  const rule: Rule = rules[format];
  return rule(value, version);
}
