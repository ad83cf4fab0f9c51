import type { Severity } from '../../model/check.ts';
import { nameOf } from '../../model/object-ref.ts';
import type { Remedy } from '../../model/remedy.ts';
import type { Finding } from '../../model/report.ts';
import { credentialsFor } from '../credentials.ts';
import { explainedWords, type Group, groupFindings } from '../group-findings.ts';
import { proofWords } from '../remedy-words.ts';
import { marks } from '../terminal.ts';
import { count } from '../words.ts';
import type { Chapter, ReportDocument, Rule } from './document.ts';
import { badge, commandBlock, type Html, tag, text } from './html-elements.ts';
import { doubtWords, usualDoubt } from './usual-doubt.ts';

/** Findings of a check that stand open; the rest is a click away, and on paper. */
const openFindings = 8;
const grave: readonly Severity[] = ['critical', 'error'];
/** Up to so many groups of one cluster all stand open; of more, and in a fleet, only the grave ones do. */
const fewGroups = 10;

/** All findings of a cluster, those of a check together, the worst first. */
export function findingsHtml({ report }: Chapter, document: ReportDocument): readonly Html[] {
  const groups = groupFindings(report);
  if (groups.length === 0) return [];
  const findings = groups.flatMap((group) => group.findings);
  const remedies = findings.flatMap((finding) => finding.remedies);
  const doubt = usualDoubt(remedies);
  return [
    tag(
      'section',
      { 'data-holds': true },
      tag('h2', { class: 'title' }, 'Findings ', tag('span', {}, String(findings.length))),
      remedies.length > 0 ? pointing(report) : [],
      doubt === undefined ? [] : [tag('p', { class: 'quiet aside' }, doubtWords(doubt))],
      groups.map((group) =>
        groupHtml(group, document, {
          open: grave.includes(group.severity) || (document.is === 'cluster' && groups.length <= fewGroups),
          doubt,
        }),
      ),
    ),
  ];
}

function pointing(report: Chapter['report']): readonly Html[] {
  return credentialsFor(report).map((piece) =>
    'type' in piece ? commandBlock(piece.type) : tag('p', { class: 'quiet' }, piece.join('')),
  );
}

function groupHtml(
  { severity, result, findings }: Group,
  document: ReportDocument,
  { open, doubt }: { readonly open: boolean; readonly doubt: string | undefined },
): Html {
  const rule = document.rules.find(({ id }) => id === result.id);
  const explained = explainedWords(result);
  const [first, rest] = [findings.slice(0, openFindings), findings.slice(openFindings)];
  const write = (finding: Finding) => findingHtml(finding, result.area, doubt);
  return tag(
    'details',
    { class: `group card ${severity}`, open, 'data-holds': true },
    tag(
      'summary',
      { class: 'turn' },
      badge(severity, severity === 'info' ? 'note' : `${marks[severity]} ${severity}`),
      tag('h3', {}, result.failTitle),
      tag('span', { class: 'quiet' }, `${count(findings.length, 'object')} · ${result.id}`),
    ),
    explained === undefined ? [] : [tag('p', { class: 'why' }, tag('strong', {}, explained))],
    rule === undefined ? [] : [whyHtml(rule, document.pageOf)],
    first.map(write),
    rest.length === 0
      ? []
      : [
          tag(
            'details',
            { class: 'more', 'data-holds': true },
            tag('summary', { class: 'turn' }, `and ${count(rest.length, 'more object')}`),
            rest.map(write),
          ),
        ],
  );
}

function whyHtml({ id, why }: Rule, pageOf: ReportDocument['pageOf']): Html {
  return tag('p', { class: 'why' }, text(`${why} `), pageLink(id, pageOf));
}

/** A link to the page about a check, where there is one; never to anything but the web. */
export function pageLink(id: string, pageOf: ReportDocument['pageOf']): readonly Html[] {
  const page = pageOf?.(id);
  if (page === undefined || !/^https?:\/\//.test(page)) return [];
  return [tag('a', { href: page, rel: 'noreferrer' }, `About ${id}`)];
}

function findingHtml(
  { severity, on, says, remedies }: Finding,
  area: string,
  doubt: string | undefined,
): Html {
  return tag(
    'article',
    { class: 'finding', 'data-outcome': 'failed', 'data-severity': severity, 'data-area': area },
    tag('h4', {}, nameOf(on)),
    tag('p', {}, says),
    remedies.length === 0
      ? []
      : [
          tag(
            'ul',
            { class: 'remedies' },
            remedies.map((remedy) => remedyHtml(remedy, doubt)),
          ),
        ],
  );
}

const riskWords: { readonly [R in Remedy['risk']]: string } = {
  readOnly: 'only reads',
  changesCluster: 'changes the cluster',
  restartsPods: 'restarts pods',
  cutsTraffic: 'cuts traffic',
};

function remedyHtml(remedy: Remedy, doubt: string | undefined): Html {
  const { does, risk, command, undo } = remedy;
  const proof = proofWords(remedy);
  return tag(
    'li',
    {},
    tag('p', {}, tag('span', {}, does), badge(risk, riskWords[risk])),
    commandBlock(command),
    proof === undefined || proof === doubt ? [] : [tag('p', { class: 'proof' }, proof)],
    undo === undefined
      ? []
      : [
          tag(
            'details',
            { class: 'undo' },
            tag('summary', { class: 'turn' }, 'Take it back'),
            commandBlock(undo),
          ),
        ],
  );
}
