import type { ServerResponse } from 'node:http';
import type { PageEvent } from './api.ts';

/** Pages that listen at once; the oldest is let go for the next. */
const mostPages = 20;
/** Milliseconds between signs of life: a server that hangs keeps its connections, and only their absence tells. */
const beatMs = 2_000;
/** Bytes that may wait for one page before it is let go. */
const mostWaiting = 16 * 1024 * 1024;

/** Everybody who looks at the page. */
export interface EventStream {
  /** Tells everything first, then what happens. */
  join(response: ServerResponse, all: PageEvent): void;
  tell(event: PageEvent): void;
  close(): void;
}

function lineOf(event: PageEvent): string {
  return `data: ${JSON.stringify(event)}\n\n`;
}

/** Server-sent events to nobody yet. Source: html.spec.whatwg.org/multipage/server-sent-events.html. */
export function eventStream(): EventStream {
  const listening = new Set<ServerResponse>();
  const write = (text: string): void => {
    for (const response of listening) {
      if (response.writableLength > mostWaiting) response.destroy();
      else response.write(text);
    }
  };
  const beat = setInterval(() => write('event: beat\ndata: {}\n\n'), beatMs);
  return {
    join: (response, all) => {
      const [oldest] = listening;
      if (listening.size >= mostPages) oldest?.destroy();
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write(lineOf(all));
      listening.add(response);
      response.on('close', () => listening.delete(response)).on('error', () => response.destroy());
    },
    tell: (event) => write(lineOf(event)),
    close: () => {
      clearInterval(beat);
      for (const response of listening) response.end();
    },
  };
}
