import type { Json } from '../../src/model/json.ts';

/*
 * What the page and its server say to each other, as JSON over loopback:
 *
 *   GET  /                 the page; nothing it needs comes from anywhere else
 *   GET  /api/events       server-sent events: each `data` is a PageEvent, the first always `all`; but for those that
 *                          are called `beat`, the server's signs of life
 *   POST /api/say          Say      → 204, or 400 {says}
 *   POST /api/click        Click    → 204
 *   POST /api/submit       Submit   → {errors?: {[blockId]: text}} or 204; POST /api/close {viewId}
 *   POST /api/do           Do       → 204, or 409 {says}
 *   POST /api/run          Run      → RunResult
 *   GET  /api/complete?text=…&channel=…   → {suggestions: Suggestion[]}
 *   GET  /files/ID         a file that was shared
 */

/** A message as it stands in a channel. */
export interface PageMessage {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs?: string;
  /** `bot`, or the id of a person. */
  readonly from: string;
  /** As Slack holds it: with its markup, `&`, `<` and `>` escaped, people as `<@U0ANN>`. */
  readonly text: string;
  readonly blocks: readonly Json[];
  /** Only the reader sees it. */
  readonly ephemeral: boolean;
  readonly edited: boolean;
  readonly deleted: boolean;
  readonly files: readonly { readonly id: string; readonly name: string; readonly title: string }[];
}

/** A modal that is open. */
export interface PageView {
  readonly id: string;
  readonly view: Json;
}

/** One of the parts that the playground is made of; `says` tells what is wrong and what it means. */
export interface PagePart {
  readonly name: 'storage' | 'azure' | 'kubernetes' | 'slack' | 'functions';
  readonly title: string;
  /** `silent` when it runs and gives no answer. */
  readonly is: 'up' | 'down' | 'silent';
  readonly says?: string;
}

/** A cluster to play with. */
export interface PageCluster {
  readonly name: string;
  readonly about: string;
  /** The reader's own: nothing is written to it, and it can't be broken here. */
  readonly own: boolean;
}

/** A switch of the side panel: breaks something, or heals it. */
export interface PageSwitch {
  readonly id: string;
  /** `Stop the injector`. */
  readonly title: string;
  readonly about: string;
  readonly on: boolean;
  /** Absent for switches that are not about one cluster. */
  readonly cluster?: string;
}

/** Something that can be done now: run the digest, fire an alert, resolve it. */
export interface PageDeed {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  /** Absent for deeds that are not about one cluster. */
  readonly cluster?: string;
}

/** One exchange over the wire. */
export interface WireEntry {
  readonly id: number;
  readonly at: string;
  /** `Slack → app`, `app → Kubernetes prod-cluster`, `app → Azure`, `app → Storage` … */
  readonly who: string;
  readonly what: string;
  readonly status: number | string;
  readonly ms: number;
}

/** All that the page shows. */
export interface PageState {
  readonly me: { readonly id: string; readonly name: string };
  readonly people: Readonly<Record<string, string>>;
  readonly channels: readonly { readonly id: string; readonly name: string; readonly about: string }[];
  readonly messages: readonly PageMessage[];
  readonly views: readonly PageView[];
  readonly parts: readonly PagePart[];
  readonly clusters: readonly PageCluster[];
  readonly switches: readonly PageSwitch[];
  readonly deeds: readonly PageDeed[];
  readonly wire: readonly WireEntry[];
  /** Whether commands can be run against the simulated clusters. */
  readonly kubectl: boolean;
}

/** What happened. */
export type PageEvent =
  | { readonly is: 'all'; readonly state: PageState }
  /** A message is new or has changed. */
  | { readonly is: 'message'; readonly message: PageMessage }
  | { readonly is: 'views'; readonly views: readonly PageView[] }
  | { readonly is: 'parts'; readonly parts: readonly PagePart[] }
  | { readonly is: 'switches'; readonly switches: readonly PageSwitch[] }
  | { readonly is: 'wire'; readonly entries: readonly WireEntry[] };

/** What somebody typed: a command when it begins with a slash. */
export interface Say {
  readonly channel: string;
  readonly threadTs?: string;
  readonly text: string;
}

/** A click on a button of a message. */
export interface Click {
  readonly channel: string;
  readonly ts: string;
  readonly blockId: string;
  readonly actionId: string;
}

/** A modal that is sent off: `view.state.values` as Slack has it. */
export interface Submit {
  readonly viewId: string;
  readonly values: Json;
}

/** A switch to set, or a deed to do. */
export type Do = { readonly switch: string; readonly on: boolean } | { readonly deed: string };

/** A command to run with the real kubectl against the simulated cluster that it names, or that is given. */
export interface Run {
  readonly command: string;
  readonly cluster: string;
}

/** How it ended. */
export interface RunResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What the message box offers. */
export interface Suggestion {
  /** All that the box holds once this is taken. */
  readonly text: string;
  readonly about: string;
}
