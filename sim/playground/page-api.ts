import { type Json, object, optional, text } from '../../src/model/json.ts';
import type { RunningSlack } from '../slack/server.ts';
import type { PageState } from './api.ts';
import { complete } from './complete.ts';
import type { Deed } from './deeds.ts';
import type { EventStream } from './event-stream.ts';
import type { Feed } from './feed.ts';
import { PartProblem } from './machines.ts';
import type { PageFile } from './page-files.ts';
import type { Answer, PageApi } from './page-server.ts';
import type { ReaderDoes } from './reader-does.ts';
import type { Runner } from './run-command.ts';
import type { Switch } from './switch.ts';

/** What the page's requests lead to. */
export interface PageMeans {
  readonly state: () => PageState;
  readonly stream: EventStream;
  readonly slack: RunningSlack;
  readonly feed: Feed;
  readonly reader: ReaderDoes;
  readonly switches: readonly Switch[];
  readonly deeds: readonly Deed[];
  /** Absent where there is no kubectl. */
  readonly runner: Runner | undefined;
  readonly files: ReadonlyMap<string, PageFile>;
  /** Tells what a switch or a command may have changed. */
  changed(): void;
}

const done: Answer = { status: 204 };

/** The requests of api.ts. What is missing in a body is read as empty. */
export function pageApi(means: PageMeans): PageApi {
  const { state, stream, reader, feed, runner, changed } = means;
  const posts: Readonly<Record<string, (body: Json) => Promise<Answer>>> = {
    '/api/say': async (body) =>
      told(
        await reader.say({
          channel: field(body, 'channel'),
          text: field(body, 'text'),
          ...optional('threadTs', text(body['threadTs'])),
        }),
      ),
    '/api/click': async (body) =>
      told(
        await reader.click({
          channel: field(body, 'channel'),
          ts: field(body, 'ts'),
          blockId: field(body, 'blockId'),
          actionId: field(body, 'actionId'),
        }),
      ),
    '/api/submit': async (body) => {
      const values = object(body['values']);
      const { says, errors } = await reader.submit({ viewId: field(body, 'viewId'), values });
      return errors === undefined ? told(says) : { status: 200, json: { errors } };
    },
    '/api/close': async (body) => {
      feed.close(field(body, 'viewId'));
      return done;
    },
    '/api/do': (body) => doing(means, body),
    '/api/run': async (body) => {
      if (runner === undefined) return told('There is no kubectl here to run it with.');
      const wanted = { command: field(body, 'command'), cluster: field(body, 'cluster') };
      const result = await runner.run(wanted);
      changed();
      return { status: 200, json: result };
    },
  };
  return {
    post: async (path, body) => (Object.hasOwn(posts, path) ? posts[path]?.(body) : undefined),
    get: async (path, query) => {
      if (path === '/api/complete') {
        const clusters = state().clusters.map(({ name, about }) => ({ word: name, about }));
        return { status: 200, json: { suggestions: complete(query.get('text') ?? '', clusters) } };
      }
      const file = means.files.get(path);
      return file === undefined ? sharedFile(means, path) : { status: 200, file };
    },
    events: (response) => stream.join(response, { is: 'all', state: state() }),
  };
}

function field(body: Json, name: string): string {
  return text(body[name]) ?? '';
}

function told(says: string | undefined): Answer {
  return says === undefined ? done : { status: 400, json: { says } };
}

async function doing({ switches, deeds, changed }: PageMeans, body: Json): Promise<Answer> {
  try {
    const wanted = switches.find(({ id }) => id === body['switch']);
    const deed = deeds.find(({ id }) => id === body['deed']);
    if (wanted === undefined && deed === undefined) return noSuch;
    await wanted?.set(body['on'] === true);
    await deed?.run();
    return done;
  } catch (error) {
    const failed = 'It did not work: the part that it is about gave no answer.';
    const says = error instanceof PartProblem ? error.message : failed;
    return { status: 409, json: { says } };
  } finally {
    changed();
  }
}

const noSuch: Answer = { status: 409, json: { says: 'There is no such switch and no such deed.' } };

/** A file that was shared, to be saved: never shown as a page of this address. */
function sharedFile({ slack }: PageMeans, path: string): Answer | undefined {
  const [, id] = /^\/files\/([A-Za-z0-9]+)$/.exec(path) ?? [];
  const found = slack.files.find((file) => file.id === id && file.channel !== undefined);
  if (found === undefined) return undefined;
  const file = { content: Buffer.from(found.content), type: 'text/plain; charset=utf-8' };
  return { status: 200, file, asName: found.name };
}
