/** What goes wrong with a call. */
export type FaultKind =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly retryAfterSeconds?: number;
      readonly html?: boolean;
    }
  /** `ok: false` with this code. */
  | { readonly kind: 'error'; readonly error: string }
  /** Status 400 and the code by itself, as webhooks answer. */
  | { readonly kind: 'word'; readonly error: string }
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'hang' }
  | { readonly kind: 'reset' }
  /** Status 200 and half an answer. */
  | { readonly kind: 'truncate' }
  /** Status 200 and the sign-in page of some proxy. */
  | { readonly kind: 'page' };

/** Something that goes wrong on demand: with every call of every method unless it says otherwise. */
export interface Fault {
  /** `chat.postMessage`, or `response_url`. */
  readonly method?: string;
  readonly times?: number;
  /** Asked anew with every call that it could meet. */
  on?(): boolean;
  /** The call is done all the same: only its answer is lost. */
  readonly afterTheEffect?: boolean;
  readonly is: FaultKind;
}

/** Faults that wait for their call. */
export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  /** The fault that meets a call; uses up one of its times. */
  meeting(method: string): Fault | undefined;
}

/** An empty list of faults; the one added first strikes first. */
export function faultList(): Faults {
  let waiting: { fault: Fault; left: number }[] = [];
  return {
    add: (fault) => {
      waiting.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY });
    },
    clear: () => {
      waiting = [];
    },
    meeting: (method) => {
      const met = waiting.find(
        ({ fault, left }) => left > 0 && (fault.method ?? method) === method && (fault.on?.() ?? true),
      );
      if (met === undefined) return undefined;
      met.left -= 1;
      return met.fault;
    },
  };
}
