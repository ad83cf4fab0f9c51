import fc from 'fast-check';
import type { Finding, Outcome, Report, Result } from '../../../src/model/report.ts';
import type { ReadProblem } from '../../../src/model/snapshot.ts';
import { reports, withResults } from './documents.ts';

/** Texts that mean something to a reader of some format, or break one. */
export const hostileTexts = [
  '</script><script>window.pwned=1</script>',
  '"><img src=x onerror=window.pwned=1>',
  "' onmouseover='window.pwned=1",
  '<!--',
  ']]>',
  '&lt;',
  '&#64;octocat',
  '@octocat',
  '(@octocat),',
  '#123',
  'fix-#123.',
  'octo/repo#1',
  'GH-12',
  '0123456789abcdef0123456789abcdef01234567',
  '`',
  '``` ',
  '```\n# heading',
  '~~~',
  '|',
  '\\|',
  '\\',
  '[x](javascript:alert(1))',
  '![x](http://evil.example/x.png)',
  '[a](1)',
  '{0}',
  '{"a":"b"}',
  'https://evil.example',
  'www.evil.example',
  'mail@evil.example',
  '<https://evil.example>',
  '##vso[task.setvariable variable=a]b',
  '##[error]x',
  '::set-output name=a::b',
  '[[ATTACHMENT|/etc/passwd]]',
  '    code',
  '- a',
  '+',
  '1. a',
  '1)',
  '===',
  '---',
  '# a',
  '> a',
  '***a***',
  '__a__',
  '~~a~~',
  ':smile:',
  '\u202etxt',
  '\ud800',
  '\udc00\ud800',
  '\ufffe\uffff',
  '\u0000\u0008\u001b[31m',
  '\u2028',
  '../../etc',
  '..',
  '.',
  '',
  ' ',
] as const;

/** Half characters and all that is none, which `fc.string` leaves out. */
const anyUnits = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 })
  .map((codes) => String.fromCharCode(...codes));

const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...hostileTexts) },
  { weight: 1, arbitrary: fc.string() },
  { weight: 1, arbitrary: anyUnits },
  { weight: 1, arbitrary: fc.constantFrom('shop', 'Deployment', 'app is odd.') },
);

/** Any text, that which is meant to hurt more often than chance would have it. */
const text = fc
  .tuple(fc.array(piece, { minLength: 1, maxLength: 3 }), fc.constantFrom('', ' '))
  .map(([pieces, between]) => pieces.join(between));

/** A report in which every text that could come from a cluster is hostile. */
export const hostileReport: fc.Arbitrary<Report> = fc
  .tuple(fc.array(text, { minLength: 12, maxLength: 24 }), fc.boolean())
  .map(([texts, healthy]) => reportOf(texts, healthy));

/** The same for given texts: each stands in every place once when there are as many places. */
function reportOf(texts: readonly string[], mild = false): Report {
  let turn = 0;
  const next = (): string => texts[turn++ % texts.length] ?? '';
  const problem = (): ReadProblem => ({
    reason: 'forbidden',
    detail: next(),
    rule: { apiGroups: [next()], resources: [next()], verbs: ['list'] },
  });
  const finding = (severity: Finding['severity']): Finding => ({
    problem: next(),
    severity,
    on: { kind: next(), namespace: next(), name: next() },
    says: next(),
    fingerprint: 'f0f0f0f0f0f0f0f0',
    remedies: [
      {
        does: next(),
        risk: 'changesCluster',
        command: `kubectl label ${next()}`,
        undo: `kubectl unlabel ${next()}`,
        takesEffect: 'atOnce',
        proof: { by: 'none', because: next() },
      },
    ],
  });
  const outcomes: readonly Outcome[] = [
    {
      is: 'failed',
      findings: [finding(mild ? 'warning' : 'critical'), finding('info')],
      unseen: [problem()],
    },
    { is: 'unknown', because: [problem(), problem()] },
    { is: 'broken', error: next() },
    { is: 'notApplicable', because: next() },
    { is: 'passed' },
  ];
  const healthy = reports['healthy']?.().results ?? [];
  const results = healthy
    .slice(0, 15)
    .map((result, place): Result => ({ ...result, outcome: outcomes[place % 5] ?? { is: 'passed' } }));
  const cluster = { name: next(), osmVersion: next(), kubernetesVersion: next() };
  return withResults(results, { cluster, namespace: next() });
}

/** Every hostile text, each where another stood before. */
export function everyHostilePlace(): Report[] {
  return hostileTexts.map((_, start) =>
    reportOf([...hostileTexts.slice(start), ...hostileTexts.slice(0, start)]),
  );
}
