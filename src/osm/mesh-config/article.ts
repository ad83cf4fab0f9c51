import type { KeyValue, ReleaseText } from './key.ts';

/** What became of the article's command when it was judged. */
export type ArticleVerdict = 'fine' | 'wrongType' | 'droppedSilently' | 'harmful' | 'syntax';

/** A JSON merge patch; null removes a key. */
export type MergePatch = { readonly [name: string]: KeyValue | null | MergePatch };

/** One row of the MeshConfig table in Microsoft's article. */
export interface ArticleRow {
  /** The key as the table names it, its translated parts put back into English. */
  readonly path: string;
  /** As the translated edition prints it, where that differs. */
  readonly printedPath?: string;
  /** The key that is meant, where it is another one. */
  readonly meant?: string;
  /** The default as printed. */
  readonly default: string;
  /** The patch as printed. */
  readonly patch: string;
  /** What stands behind the patch, where it is not the usual `--type=merge`. */
  readonly tail?: string;
  readonly verdict: ArticleVerdict;
  /** Why, and what else to know; nothing more to say about a plainly fine row. */
  readonly says?: string;
  /** Ids of the list of errata in `osm-facts.md`, section 11. */
  readonly errata: readonly string[];
  /** The patch to type instead; left out where there is none. */
  readonly corrected?: MergePatch;
  /** The oldest release on which the corrected patch may be typed; all, when left out. */
  readonly correctedFrom?: ReleaseText;
}

/** The command of a row, as the article prints it. */
export function printedCommand({ patch, tail = '--type=merge' }: ArticleRow): string {
  return `kubectl patch meshconfig osm-mesh-config -n kube-system -p '${patch}' ${tail}`;
}
