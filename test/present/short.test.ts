import { describe, expect, test } from '@jest/globals';
import type { Finding, Report, Result } from '../../src/model/report.ts';
import { renderShort } from '../../src/present/short.ts';
import { type Layout, noPaint } from '../../src/present/terminal.ts';
import { renderText } from '../../src/present/text.ts';
import { seenIn } from '../checks/seen-in.ts';
import { judge } from '../cli/judge-cluster.ts';

const layout: Layout = { paint: noPaint, columns: 80 };

function finding(number: number, says: string): Finding {
  return {
    problem: 'sidecarMissing',
    severity: 'error',
    on: { kind: 'Deployment', namespace: 'shop', name: `app-${number}` },
    says,
    fingerprint: '0123456789abcdef',
    remedies: [],
  };
}

/** The report of a healthy cluster in which one check failed with these findings. */
function withFindings(findings: readonly Finding[]): Report {
  const report = judge(seenIn({ name: '' }));
  const results = report.results.map(
    (result): Result =>
      result.id === 'OSM5006' ? { ...result, outcome: { is: 'failed', findings } } : result,
  );
  return { ...report, state: 'failing', results };
}

describe('a report of many findings', () => {
  const report = withFindings(Array.from({ length: 12 }, (_, index) => finding(index, 'No sidecar.')));

  test('counts what it leaves out and says where it stands', () => {
    const text = renderShort(report, layout);

    expect(text.match(/^ {2}Deployment shop\//gm)).toHaveLength(5);
    expect(text).toContain('and 7 more: see them all with -o text --only OSM5006');
    expect(text).toContain('FAILING: 12 errors');
  });

  test('the text form leaves out nothing', () => {
    expect(renderText(report, layout).match(/error: Deployment shop\//g)).toHaveLength(12);
  });
});

describe('hostile text', () => {
  const esc = String.fromCharCode(27);
  const nasty = `${esc}[2J${esc}]0;title${String.fromCharCode(7)}\r\nFAKE: HEALTHY ${String.fromCharCode(0x202e)}`;

  test.each([
    ['short', renderShort],
    ['text', renderText],
  ])('%s shows control and bidi characters instead of obeying them', (_name, render) => {
    const text = render(withFindings([finding(1, nasty)]), layout);

    expect(text).toContain('\\u001b[2J');
    for (const code of [27, 7, 13, 0x202e]) expect(text).not.toContain(String.fromCharCode(code));
    expect(text).not.toMatch(/^FAKE/m);
  });

  test('a command with control characters is not shown: it could not be copied', () => {
    const remedy = {
      does: 'Look',
      risk: 'readOnly',
      command: `kubectl get 'a${esc}[31m'`,
      takesEffect: 'atOnce',
      proof: { by: 'none', because: '' },
    } as const;
    const text = renderShort(withFindings([{ ...finding(1, 'Odd.'), remedies: [remedy] }]), layout);

    expect(text).toContain('(not shown: a value in this command holds control characters)');
    expect(text).not.toContain(esc);
  });
});

describe('a healthy report', () => {
  test('is short and says nothing about system namespaces or finished pods', () => {
    const text = renderShort(judge(seenIn({ name: '' })), layout);

    expect(text.split('\n').length).toBeLessThan(7);
    expect(text).not.toMatch(/kube-system|evctd|seed-books/);
  });
});
