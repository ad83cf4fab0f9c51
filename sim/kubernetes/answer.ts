/** What the server sends back, before compression and transport. */
export interface Answer {
  readonly status: number;
  readonly body: string | Buffer;
  /** `application/json` unless given. */
  readonly contentType?: string;
  /** Texts of `Warning: 299 - "…"` headers. */
  readonly warnings?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  /** The stream stays open after the body: a watch that has nothing more to report. */
  readonly staysOpen?: true;
}

/** An answer with a JSON body. */
export function jsonAnswer(status: number, body: unknown, warnings: readonly string[] = []): Answer {
  return { status, body: JSON.stringify(body), warnings };
}

/** An answer in plain text, as Go's own handlers give it. */
export function textAnswer(status: number, body: string): Answer {
  return { status, body, contentType: 'text/plain; charset=utf-8' };
}

/** What a real server says about a path that nothing is registered for. */
export const pageNotFound: Answer = textAnswer(404, '404 page not found\n');
