import { cutEnd } from '../model/cut-text.ts';
import { text } from '../model/json.ts';
import type { Pod } from '../model/kubernetes.ts';
import type { ReadProblem } from '../model/snapshot.ts';
import type { HealthPath } from '../osm/health-paths.ts';
import { type Client, type Meter, parseJson } from './client.ts';
import type { Answer } from './exchange.ts';
import { ruleTo } from './ways-to-read.ts';

/** What came of asking a program in a pod through the API server. */
export type ProgramAnswer =
  /** The program itself: `says` is the beginning of its words, `kept` what was asked to be kept. */
  | {
      readonly is: 'answered';
      readonly status: number;
      readonly says: string;
      readonly kept: string;
      readonly cut: boolean;
    }
  /** Nothing listens there. */
  | { readonly is: 'refused'; readonly says: string }
  /** Nobody knows: the way to it, or its time, was at fault. */
  | { readonly is: 'unreached'; readonly says: string }
  /** The pod is no more. */
  | { readonly is: 'gone' }
  /** Asking more is in vain: no right, no time. */
  | { readonly is: 'problem'; readonly problem: ReadProblem };

/** The kubelet gives the same paths 5 s (chart templates of OSM); the way through the API server is longer. */
const withinMs = 8_000;

/** A health answer is a line; metrics of 5,000 sidecars are some ten MB, of which a few lines are kept. */
const mostHealthBytes = 4 * 1024;
const mostMetricsBytes = 64 * 1024 * 1024;

/** What is told of an answer, in characters. */
const mostWords = 200;

/**
 * GETs a path of a program in a pod. Redirects are not followed; whatever comes is data of whoever runs the pod. With
 * `keepLine` only such lines are kept.
 */
export async function askProgram(
  client: Client,
  { metadata }: Pod,
  { scheme, port, path }: HealthPath,
  meter: Meter,
  keepLine?: (line: string) => boolean,
): Promise<ProgramAnswer> {
  const prefix = scheme === 'https' ? 'https:' : '';
  const pod = `${prefix}${encodeURIComponent(metadata.name)}:${port}`;
  const where = `/api/v1/namespaces/${encodeURIComponent(metadata.namespace ?? '')}/pods/${pod}/proxy${path}`;
  const bounds =
    keepLine === undefined ? { mostBytes: mostHealthBytes } : { mostBytes: mostMetricsBytes, keepLine };
  const rule = ruleTo('get', 'controlPlaneAnswers');
  const got = await client.get({ path: where, accept: '*/*', rule, bounds, withinMs, isAnswer }, meter);
  if (got.is === 'body') return answerOf(got, keepLine !== undefined);
  if (got.is === 'notFound' || got.is === 'gone') return { is: 'gone' };
  const { problem } = got;
  return problem.reason === 'unreachable' ? { is: 'unreached', says: problem.detail } : got;
}

function answerOf({ status, body, cut }: Answer, isKept: boolean): ProgramAnswer {
  const kept = body.toString();
  const message = messageOfApiServer(kept);
  if (message === undefined || status === 200) {
    return { is: 'answered', status, says: isKept ? '' : words(kept), kept, cut };
  }
  return { is: /connection refused/.test(message) ? 'refused' : 'unreached', says: words(message) };
}

/**
 * Whether a status that is not 200 comes from the program, or from the API server about the last step of the way to it
 * (k8s.io/apimachinery pkg/util/proxy). All else is the API server's own trouble, or that of a proxy before it.
 */
function isAnswer({ status, body, headers }: Answer): boolean {
  // Throttling is told in plain text (k8s.io/apiserver pkg/server/filters/maxinflight.go).
  if (status === 429) return false;
  const message = messageOfApiServer(body.toString());
  if (message !== undefined) return message.startsWith('error trying to reach service: ');
  return !/html/i.test(headers['content-type'] ?? '');
}

/** The message of a Status, which only the API server sends; programs of OSM answer in plain text. */
function messageOfApiServer(body: string): string | undefined {
  const json = body.startsWith('{') ? parseJson(body) : undefined;
  return json?.['kind'] === 'Status' ? (text(json['message']) ?? '') : undefined;
}

function words(said: string): string {
  return cutEnd(said.replace(/\s+/g, ' ').trim(), mostWords);
}
