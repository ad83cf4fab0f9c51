import { request } from 'node:http';
import type { PageEvent, PageMessage, PageState, Run, RunResult } from '../../sim/playground/api.ts';
import { applyEvent } from '../../sim/playground/page/state/apply-event.ts';

/** An answer of the server. */
export interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** One request, with whatever headers a test gives: Host and Origin among them. */
export function send(
  url: string,
  {
    method = 'GET',
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Got> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers, agent: false }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
      answer.on('error', reject);
    });
    asked.on('error', reject).end(body);
  });
}

/** What a page does, without a browser. */
export interface PageClient {
  readonly origin: string;
  readonly cookie: string;
  /** Every event, in order. */
  readonly events: readonly PageEvent[];
  /** What the page would show now. */
  state(): PageState;
  post(path: string, body: object): Promise<{ readonly status: number; readonly body: unknown }>;
  get(path: string): Promise<Got>;
  run(run: Run): Promise<RunResult>;
  /** Waits until the state is so; throws with the last state's messages when it does not become so. */
  until<T>(look: (state: PageState) => T | undefined | false, what: string, seconds?: number): Promise<T>;
  /** Says something in #ops and waits for the bot's answer to everybody that fits. */
  ask(text: string, answer: RegExp): Promise<PageMessage>;
  close(): void;
}

/** Opens an address as a browser does: cookie first, then the events. */
export async function openPage(address: string): Promise<PageClient> {
  const { origin } = new URL(address);
  const [cookie = ''] = String((await send(address)).headers['set-cookie']).split(';');
  const headers = { cookie };
  const events: PageEvent[] = [];
  let state: PageState | undefined;
  const closing = new AbortController();
  const stream = await fetch(`${origin}/api/events`, { headers, signal: closing.signal });
  const reading = read(stream, (event) => {
    events.push(event);
    state = applyEvent(state, event);
  });
  const now = (): PageState => {
    if (state === undefined) throw new Error('Nothing was told yet.');
    return state;
  };
  const post: PageClient['post'] = async (path, body) => {
    const sent = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' } };
    const { status, text } = await send(origin + path, { ...sent, body: JSON.stringify(body) });
    return { status, body: text === '' ? undefined : JSON.parse(text) };
  };
  const until: PageClient['until'] = async (look, what, seconds = 30) => {
    for (const end = Date.now() + seconds * 1_000; ; ) {
      const seen = state === undefined ? undefined : look(state);
      if (seen !== undefined && seen !== false) return seen;
      if (Date.now() > end) {
        const said = state?.messages.map(({ text }) => text.slice(0, 200)).join('\n');
        throw new Error(`Not within ${seconds} s: ${what}. Said so far:\n${said}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  };
  await until(() => true, 'the first event');
  return {
    origin,
    cookie,
    events,
    state: now,
    post,
    get: (path) => send(origin + path, { headers }),
    run: async (wanted) => (await post('/api/run', wanted)).body as RunResult,
    until,
    ask: async (text, answer) => {
      const channel = now().channels[0]?.id ?? '';
      const known = new Set(now().messages.map(({ ts }) => ts));
      const { status, body } = await post('/api/say', { channel, text });
      if (status !== 204) throw new Error(`${text} was answered with ${status}: ${JSON.stringify(body)}`);
      const fits = (one: PageMessage) =>
        !known.has(one.ts) && one.from === 'bot' && !one.ephemeral && answer.test(one.text);
      return until(({ messages }) => messages.find(fits), `an answer to ${text}`);
    },
    close: () => {
      closing.abort();
      void reading;
    },
  };
}

async function read(stream: Response, tell: (event: PageEvent) => void): Promise<void> {
  let rest = '';
  const decoder = new TextDecoder();
  try {
    for await (const chunk of stream.body ?? []) {
      rest += decoder.decode(chunk as Uint8Array, { stream: true });
      const parts = rest.split('\n\n');
      rest = parts.pop() ?? '';
      for (const part of parts) if (part.startsWith('data: ')) tell(JSON.parse(part.slice(6)));
    }
  } catch {
    // The connection was ended: by the test, or with the server.
  }
}
