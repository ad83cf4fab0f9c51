/** What somebody asked for: a command of `/osm`, or a click on a button that stands for one. */
export type Asked =
  | { readonly is: 'help' }
  | {
      readonly is: 'check';
      readonly cluster?: string;
      readonly only: readonly string[];
      readonly namespace?: string;
    }
  | { readonly is: 'config'; readonly cluster?: string; readonly key?: string; readonly value?: string }
  /** A check's id or name, a MeshConfig key, or one of OSM's error codes. */
  | { readonly is: 'explain'; readonly topic: string }
  | { readonly is: 'clusters' }
  | { readonly is: 'namespaces'; readonly cluster?: string }
  /** The whole report that a message was made of, in its thread. */
  | {
      readonly is: 'showAll';
      readonly cluster: string;
      readonly only: readonly string[];
      readonly namespace?: string;
    };

/** What is told by a job of its own, beside `check`. */
export type Told = Exclude<Asked, { readonly is: 'check' }>;
