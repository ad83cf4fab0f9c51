import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { objects } from '../../src/model/json.ts';
import { baseRules } from '../../src/model/role.ts';
import { until } from '../app/start-app.ts';
import { root } from '../package/make-package.ts';
import { channels, installWorld, type World } from './install-world.ts';
import { type Block, complaints, fits, readPage } from './page-blocks.ts';

const page = readPage(readFileSync(join(root, 'docs/install.md'), 'utf8'));

let world: World | undefined;
afterAll(() => world?.close());

function running(): World {
  if (world === undefined) throw new Error('The world did not start.');
  return world;
}

describe('every block of docs/install.md is run or marked, and every step says what is seen', () => {
  test('the page as it is', () => {
    expect(complaints(page)).toEqual([]);
  });

  const step = '## 1. Do it\n\nYou see: it is done.\n\n';
  test.each([
    ['a step that does not say what is seen', '## 1. Do it\n\nDone.', 'does not say what is seen'],
    ['a command for Azure that is not marked', `${step}\`\`\`sh\naz login\n\`\`\``, "can't be run here"],
    [
      'a command that does not show what is seen',
      `${step}\`\`\`sh\nls\n\`\`\``,
      'does not show what is seen',
    ],
    [
      'a mark on what could be run',
      `${step}_Not run here: needs Azure._\n\n\`\`\`sh\nls\n\`\`\``,
      'does not need Azure',
    ],
    [
      'a need that nobody agreed on',
      `${step}_Not run here: needs patience._\n\n\`\`\`sh\nls\n\`\`\``,
      'is not agreed: patience',
    ],
    [
      'a variable that no step sets',
      `${step}\`\`\`sh\necho "$vault"\n\`\`\`\n\nYou see:\n\n\`\`\`text\nkv\n\`\`\``,
      'uses $vault',
    ],
  ])('finds %s', (_name, markdown, says) => {
    expect(complaints(readPage(markdown)).join('\n')).toContain(says);
  });

  test('a code block has to say what it is', () => {
    expect(() => readPage('## 1. Do it\n\n```\nls\n```')).toThrow('does not say what it is');
  });
});

describe('what was promised', () => {
  test.each([
    ['the same', 'alive', 'alive\n', true],
    ['something else', 'alive', 'dead', false],
    ['more than was promised', 'alive', 'alive and well', false],
    ['anything for the dots', 'a … c', 'a b\nb c', true],
    ['lines in another order', 'one\n…\ntwo', 'two\n\none', false],
  ])('%s', (_name, promised, text, expected) => {
    expect(fits(promised, text)).toBe(expected);
  });
});

const typed = page.blocks.filter(({ needs }) => needs === undefined);

describe('docs/install.md, followed', () => {
  beforeAll(async () => {
    world = await installWorld();
  }, 60_000);

  test.each(typed.map((block) => [`${block.step}: ${block.typed.split('\n')[0]}`, block] as const))(
    '%s',
    async (_title, block) => {
      await before(block);
      await (block.is === 'slack' ? typeInSlack(block) : runInTerminal(block));
      await after(block);
    },
    240_000,
  );

  test('as many blocks were run as the page promises', () => {
    expect(typed.length).toBeGreaterThanOrEqual(10);
  });
});

const stepOf = ({ step }: Block) => Number(/^\d+/.exec(step)?.[0]);

/** What the marked steps have done by then, in Azure. */
async function before(block: Block): Promise<void> {
  if (stepOf(block) === 8) await running().deploy();
}

async function runInTerminal({ typed: command, seen = '' }: Block): Promise<void> {
  const { code, printed } = await running().run(command);

  // The digest is not printed: it comes into its channel.
  if (command.includes('/admin/functions/digest')) {
    await messageThatFits(channels.digests, seen);
    expect(code).toBe(0);
    return;
  }
  expect([code, fits(seen, printed) ? seen : printed]).toEqual([0, seen]);
}

async function typeInSlack({ typed: command, seen = '' }: Block): Promise<void> {
  await running().type(command);
  await messageThatFits(channels.team, seen);
}

async function messageThatFits(channel: string, seen: string): Promise<void> {
  const { slack } = running();
  const texts = () => [...slack.messages(channel), ...slack.ephemeral(channel)].map(({ text }) => text);
  await until(() => texts().some((text) => fits(seen, text)), `a message that fits ${seen}`, 60).catch(() => {
    expect(texts()).toEqual([seen]);
  });
}

/** More than the page promises. */
async function after(block: Block): Promise<void> {
  if (stepOf(block) === 6) urlsOfManifest();
  if (stepOf(block) === 10 && block.typed.includes('kubectl')) await rightsAreGiven();
}

function urlsOfManifest(): void {
  const text = readFileSync(join(running().folder, 'dist/slack-manifest.yaml'), 'utf8');
  const { features, settings } = parse(text);
  const urls = [
    features.slash_commands[0].url,
    settings.event_subscriptions.request_url,
    settings.interactivity.request_url,
  ];

  expect(text.replaceAll(/^\s*#.*$/gm, '')).not.toContain('FUNCTION-APP-HOST');
  expect(new Set(urls).size).toBe(1);
  expect(urls[0]).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/api\/slack$/);
}

/**
 * The simulator keeps roles and bindings, but decides by identities of its own. So what kubectl has stored is read as the
 * authorizer would: the identity of the app holds the base role, all of it and nothing else; then it becomes the
 * simulator's identity with just this role.
 */
async function rightsAreGiven(): Promise<void> {
  const { azure } = running();
  const prod = azure.cluster('prod');
  const names = prod.kubernetes
    .all('ClusterRoleBinding')
    .filter((binding) =>
      objects(binding['subjects']).some(({ kind, name }) => kind === 'User' && name === azure.objectId),
    )
    .map((binding) => (binding['roleRef'] as { name: string }).name);
  const held = prod.kubernetes
    .all('ClusterRole')
    .filter(({ metadata }) => names.includes(metadata.name))
    .flatMap((role) => objects(role['rules']) as unknown as ReturnType<typeof baseRules>);

  expect(prod.state.as).toBe('nobody');
  expect(each(held)).toEqual(each(baseRules()));
  prod.change({ as: 'doctor' });
}

/** Rules as single rights: `list apps/deployments`. */
function each(rules: ReturnType<typeof baseRules>): string[] {
  const rights = rules.flatMap(({ verbs, apiGroups, resources }) =>
    verbs.flatMap((verb) =>
      apiGroups.flatMap((group) => resources.map((resource) => `${verb} ${group}/${resource}`)),
    ),
  );
  return [...new Set(rights)].sort();
}
