import { pageOf } from '../present/link-checks.ts';
import { plain } from '../present/plain-text.ts';
import { readPageUrl } from '../settings/values.ts';
import type { Terminal } from './terminal.ts';

/** Where the pages of the checks stand by OSM_DOCS_URL. A wrong one costs the links, which is said, not the report. */
export function checkPages({ env, stderr }: Terminal): { readonly pageOf?: (id: string) => string } {
  const given = env['OSM_DOCS_URL'];
  if (given === undefined || given === '') return {};
  try {
    const address = readPageUrl(given);
    return { pageOf: (id) => pageOf(id, address) };
  } catch (error) {
    stderr.write(`OSM_DOCS_URL ${plain(error instanceof Error ? error.message : '')}: there are no links.\n`);
    return {};
  }
}
