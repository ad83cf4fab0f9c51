import { previews } from '../../scripts/preview/messages.ts';
import type { PageMessage, PageState, PageView } from '../../sim/playground/api.ts';
import { slackMessage } from '../../src/slack/blocks.ts';
import { proposalForm } from '../../src/slack/door/proposal-form.ts';

/** The channel in which the tests take place. */
export const ops = 'C0OPS';

/** A message of the bot in #ops; `second` says when, and makes its `ts`. */
export function posted(second: number, given: Partial<PageMessage> = {}): PageMessage {
  return {
    channel: ops,
    ts: tsAt(second),
    from: 'bot',
    text: '',
    blocks: [],
    ephemeral: false,
    edited: false,
    deleted: false,
    files: [],
    ...given,
  };
}

/** The `ts` of a second of the story. */
export function tsAt(second: number): string {
  return `${1_795_000_000 + second}.000100`;
}

/** What the product sends for one of the golden messages. */
export function sent(
  name: string,
  which: 'parent' | 'details' = 'parent',
): Pick<PageMessage, 'text' | 'blocks'> {
  const preview = previews().find((one) => one.name === name);
  const message = preview?.[which];
  if (message === undefined) throw new Error(`There is no golden message ${name} with ${which}.`);
  const { text, blocks } = slackMessage(message);
  return { text, blocks: JSON.parse(JSON.stringify(blocks)) as PageMessage['blocks'] };
}

/** A workspace in which nothing was said, unless it is given. */
export function stateWith(given: Partial<PageState> = {}): PageState {
  return {
    me: { id: 'U0ANN', name: 'ann' },
    people: { U0ANN: 'ann', U0BOB: 'bob', U0DANA: 'dana', U0OSMBOT: 'osm-doctor' },
    channels: [
      { id: ops, name: 'ops', about: 'Where people ask: type /osm' },
      { id: 'C0ALERTS', name: 'alerts', about: 'Where alerts of Azure Monitor are answered' },
      { id: 'C0DIGEST', name: 'digest', about: 'Where the digest of all clusters is posted' },
    ],
    messages: [],
    views: [],
    parts: [
      { name: 'storage', title: 'Storage (Azurite)', is: 'up' },
      { name: 'azure', title: 'Azure', is: 'up' },
      { name: 'kubernetes', title: 'Kubernetes', is: 'up' },
      { name: 'slack', title: 'Slack', is: 'up' },
      { name: 'functions', title: 'The Function App', is: 'up' },
    ],
    clusters: [
      { name: 'prod-cluster', about: 'Healthy, with two warnings.', own: false },
      {
        name: 'staging',
        about: 'A half-configured namespace, pods waiting for a restart, an old image.',
        own: false,
      },
      { name: 'broken', about: 'The injector is down and its webhook fails closed.', own: false },
      { name: 'mine', about: 'From your kubeconfig, context kind-mine.', own: true },
    ],
    switches: [
      {
        id: 'injector:staging',
        title: 'Stop the injector',
        about: 'No new pod gets a sidecar.',
        on: false,
        cluster: 'staging',
      },
      {
        id: 'ca:staging',
        title: 'Expire the CA',
        about: 'The mesh’s root certificate ended yesterday.',
        on: true,
        cluster: 'staging',
      },
      {
        id: 'slow',
        title: 'Slow the API',
        about: 'Every answer of Kubernetes takes two seconds.',
        on: false,
      },
      {
        id: 'throttle',
        title: 'Throttle Slack',
        about: 'Slack answers 429 to every second call.',
        on: false,
      },
    ],
    deeds: [
      {
        id: 'digest',
        title: 'Run the digest now',
        about: 'Every cluster is judged; one message comes to #digest.',
      },
      { id: 'fire:staging', title: 'Fire an alert', about: 'It is answered in #alerts.', cluster: 'staging' },
      {
        id: 'resolve:staging',
        title: 'Resolve the alert',
        about: 'Azure Monitor tells that it is over.',
        cluster: 'staging',
      },
    ],
    wire: [],
    kubectl: true,
    ...given,
  };
}

const plain = (text: string) => ({ type: 'plain_text', text, emoji: false });
const section = (...elements: readonly object[]) => ({ type: 'rich_text_section', elements });
const words = (text: string, style: object = {}) => ({ type: 'text', text, style });

/** One block of every type that the product sends or a modal holds, one that the page does not know, and hostile texts. */
export const manyBlocks: PageMessage['blocks'] = [
  { type: 'header', text: plain('<b>Header</b> *not bold* :tada:') },
  {
    type: 'rich_text',
    elements: [
      section(
        words('bold', { bold: true }),
        words(' leaning', { italic: true }),
        words(' struck', { strike: true }),
        words('a-name', { code: true }),
        { type: 'user', user_id: 'U0BOB' },
        { type: 'link', url: 'https://example.org/a', text: 'safe link' },
        { type: 'link', url: 'javascript:alert(1)', text: 'hostile link' },
      ),
      { type: 'rich_text_list', style: 'bullet', elements: [section(words('an item'))] },
      { type: 'rich_text_list', style: 'ordered', elements: [section(words('a numbered item'))] },
      { type: 'rich_text_quote', elements: [words('a quote')] },
      {
        type: 'rich_text_preformatted',
        elements: [words('kubectl get pods -n staging\n  # <i>two</i> lines')],
      },
    ],
  },
  { type: 'divider' },
  {
    type: 'table',
    rows: [
      [cell('Cluster'), cell('State')],
      [cell('staging'), cell('FAILING')],
    ],
  },
  {
    type: 'section',
    text: { type: 'mrkdwn', text: '*strong* `code` <@U0BOB> &lt;tag&gt; <https://example.org/b|there>' },
  },
  { type: 'context', elements: [plain('Asked by'), { type: 'mrkdwn', text: '<@U0ANN>' }] },
  {
    type: 'actions',
    block_id: 'B1',
    elements: [{ type: 'button', action_id: 'checkAgain', text: plain('Check again'), value: 'staging' }],
  },
  { type: 'data_table', rows: [] },
];

function cell(text: string) {
  return { type: 'rich_text', elements: [section(words(text))] };
}

/** The form in which a change is proposed, as the product sends it. */
export function form(): PageView {
  const view = proposalForm({ channel: ops, cluster: 'staging', key: 'traffic.enableEgress' });
  return { id: 'V1', view: JSON.parse(JSON.stringify(view)) as PageView['view'] };
}
