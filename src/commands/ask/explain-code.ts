import { type CodeMeaning, errorCodesSource } from '../../osm/error-codes.ts';
import type { Explanation } from '../../present/explain-message.ts';

/** What an error code means and what to look at, by release. */
export function explainCode(code: string, meanings: readonly CodeMeaning[]): Explanation {
  const [first] = meanings;
  const everywhere = first?.releases === 'every release';
  return {
    title: everywhere ? `${code} ${first.means}` : `${code} depends on the release of OSM`,
    kind: "error code of OSM's log",
    sections: [
      ...(everywhere
        ? [{ head: 'What to look at', says: [first.lookAt] }]
        : meanings.map(({ releases, means, lookAt }) => ({
            head: releases === 'up to v1.1' ? 'Up to v1.1' : 'From v1.2 on',
            says: [means, lookAt],
          }))),
      ...(everywhere || meanings.length > 1 ? [] : [onlyThere(first)]),
      {
        head: 'Where it shows',
        says: [
          'In the field `error_code` of the log lines of osm-controller, osm-injector and osm-bootstrap; the line says which object it is about. In no Event and in no status.',
        ],
      },
      { head: 'Source', says: [errorCodesSource] },
    ],
    next: [],
  };
}

function onlyThere(meaning: CodeMeaning | undefined): Explanation['sections'][number] {
  return meaning?.releases === 'up to v1.1'
    ? { head: 'From v1.2 on', says: ['The number is not used any more.'] }
    : { head: 'Up to v1.1', says: ['The number is not used.'] };
}
