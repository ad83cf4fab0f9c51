import { createHash } from 'node:crypto';
import { minuteOf } from '../dates.ts';
import { count } from '../words.ts';
import type { Chapter, ReportDocument } from './document.ts';
import { checksHtml } from './html-checks.ts';
import { heroHtml, readsHtml, unseenHtml } from './html-cluster.ts';
import { type Html, raw, tag } from './html-elements.ts';
import { findingsHtml } from './html-findings.ts';
import { fleetHtml } from './html-fleet.ts';
import { script } from './html-script.ts';
import { style } from './html-style.ts';
import { toolsHtml } from './html-tools.ts';

/**
 * One page that needs nothing else: no network, no font, no script to be read. What it may do is said in it by hashes, so
 * that no text of a cluster could ever run.
 */
export function renderHtml(document: ReportDocument): string {
  const { chapters, is } = document;
  const name = is === 'fleet' ? count(chapters.length, 'cluster') : (chapters[0]?.title ?? 'no cluster');
  const policy = [
    "default-src 'none'",
    `style-src '${hashOf(style)}'`,
    `script-src '${hashOf(script)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const head = tag(
    'head',
    {},
    tag('meta', { charset: 'utf-8' }),
    tag('meta', { 'http-equiv': 'Content-Security-Policy', content: policy }),
    tag('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    tag('meta', { name: 'color-scheme', content: 'light dark' }),
    tag('title', {}, `osm-doctor: ${name}`),
    tag('link', { rel: 'icon', href: 'data:,' }),
    tag('style', {}, raw(style)),
  );
  const page = tag(
    'html',
    { lang: 'en' },
    head,
    tag('body', {}, bodyOf(document), tag('script', {}, raw(script))),
  );
  return `<!DOCTYPE html>\n${page.html}\n`;
}

function hashOf(content: string): string {
  return `sha256-${createHash('sha256').update(content).digest('base64')}`;
}

function bodyOf(document: ReportDocument): Html {
  const { is, chapters, takenAt, toolVersion } = document;
  const [only] = chapters;
  return tag(
    'div',
    { class: 'page' },
    tag(
      'div',
      { class: 'top' },
      tag('strong', {}, 'osm-doctor'),
      tag('span', {}, 'Open Service Mesh health'),
      tag('button', { type: 'button', id: 'unfold', class: 'js' }, 'Unfold all'),
      tag('button', { type: 'button', id: 'theme', class: 'js', 'aria-label': 'Light or dark' }, '◐'),
    ),
    tag(
      'main',
      {},
      is === 'fleet' || only === undefined
        ? [fleetHtml(document)]
        : [heroHtml(only, 'h1'), ...unseenHtml(only, 1)],
      toolsHtml(chapters),
      tag('p', { id: 'nothing', class: 'nothing', hidden: true }, 'Nothing fits these filters.'),
      is === 'fleet'
        ? chapters.map((chapter, place) => clusterHtml(chapter, document, place + 1))
        : chapters.flatMap((chapter) => partsOf(chapter, document, 1)),
    ),
    tag(
      'footer',
      { class: 'foot' },
      tag(
        'p',
        {},
        `osm-doctor ${toolVersion}, as of ${minuteOf(takenAt)}. It only read; nothing was changed.`,
      ),
    ),
  );
}

function partsOf(chapter: Chapter, document: ReportDocument, place: number): Html[] {
  // Of a cluster that could not be opened every check is unknown for the one reason that stands above.
  if (chapter.closed !== undefined) return [];
  return [
    ...findingsHtml(chapter, document),
    checksHtml(chapter, document, place),
    ...readsHtml(chapter.report),
  ];
}

function clusterHtml(chapter: Chapter, document: ReportDocument, place: number): Html {
  return tag(
    'section',
    { class: 'chapter', id: `c${place}`, 'data-holds': true },
    heroHtml(chapter, 'h2'),
    unseenHtml(chapter, place),
    partsOf(chapter, document, place),
  );
}
