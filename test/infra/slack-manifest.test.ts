import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { WebClient } from '@slack/web-api';
import { isScalar, parse, parseDocument, visit } from 'yaml';
import { chatMethods } from '../../sim/slack/methods/chat.ts';
import { conversationMethods } from '../../sim/slack/methods/conversations.ts';
import type { Method } from '../../sim/slack/methods/method.ts';
import { otherMethods } from '../../sim/slack/methods/others.ts';
import { newWorkspace } from '../../sim/slack/workspace.ts';
import { askCommands } from '../../src/commands/ask/index.ts';
import { scopes as neededScopes } from '../../src/slack/scopes.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const text = readFileSync(join(root, 'infra/slack-manifest.yaml'), 'utf8');
const manifest = parse(text) as Manifest;

interface Manifest {
  readonly display_information: { readonly name: string };
  readonly features: {
    readonly bot_user: { readonly display_name: string; readonly always_online: boolean };
    readonly slash_commands: readonly Readonly<Record<string, unknown>>[];
  };
  readonly oauth_config: { readonly scopes: Readonly<Record<string, readonly string[]>> };
  readonly settings: {
    readonly event_subscriptions: { readonly request_url: string; readonly bot_events: readonly string[] };
    readonly interactivity: { readonly is_enabled: boolean; readonly request_url: string };
    readonly [flag: string]: unknown;
  };
}

/** Source of the Slack side of the product: everything that speaks to Slack or hears from it. */
const sources = globSync('src/slack/**/*.ts', { cwd: root }).map((path) =>
  readFileSync(join(root, path), 'utf8'),
);
const door = readFileSync(join(root, 'src/slack/door/door.ts'), 'utf8');

describe('what the code uses', () => {
  const client = new WebClient();
  /** Whether Slack's own library knows it as a method. */
  const isMethod = (name: string) => {
    const found = name
      .split('.')
      .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], client);
    return typeof found === 'function';
  };
  const literals = sources.flatMap((source) => [...source.matchAll(/'([a-z]+(?:\.[a-zA-Z]+)+)'/g)]);
  const methods = [...new Set(literals.map(([, name = '']) => name).filter(isMethod))].sort();
  const called = (kind: string) =>
    [...door.matchAll(new RegExp(`app\\.${kind}\\('([^']+)'`, 'g'))].map(([, name]) => name);

  /** Methods that are called only where their scopes were granted for something else; see src/slack/look-around.ts. */
  const onlyWhereGranted = ['conversations.info'];

  /** Which scope each method needs, as the simulator answers; in a public and in a private channel. */
  function scopesOf(name: string): string[] {
    const known: Readonly<Record<string, Method>> = {
      ...chatMethods,
      ...conversationMethods,
      ...otherMethods,
    };
    // views.open needs the trigger of a click alone. Source: docs.slack.dev/reference/methods/views.open.
    if (name === 'views.open') return [];
    const method = known[name];
    if (method === undefined)
      throw new Error(`The simulator does not know ${name}: which scope does it need?`);
    const { scope } = method;
    if (typeof scope !== 'function') return scope === undefined ? [] : [scope];
    const workspace = newWorkspace({}, () => 0);
    return ['C0OPS', 'G0ONCALL'].map((channel) => scope(workspace, { channel }));
  }

  /** Scopes of events. Source: docs.slack.dev/reference/events/app_mention, "required scopes". */
  const scopeOfEvent: Readonly<Record<string, string>> = { app_mention: 'app_mentions:read' };

  test('methods are found in the source', () => {
    expect(methods).toEqual(
      expect.arrayContaining(['chat.postMessage', 'conversations.history', 'views.open']),
    );
  });

  test('the scopes are those of its methods, events and commands, and not one more', () => {
    const needed = [
      ...methods.filter((name) => !onlyWhereGranted.includes(name)).flatMap(scopesOf),
      ...called('event').map((event) => scopeOfEvent[event ?? ''] ?? `of ${event}?`),
      ...(called('command').length > 0 ? ['commands'] : []),
    ];

    expect(manifest.oauth_config.scopes).toEqual({ bot: [...new Set(needed)].sort() });
  });

  test('they are those that a fresh installation is tested for', () => {
    const scopes = neededScopes.map(({ scope }) => scope);

    expect([...scopes].sort()).toEqual(manifest.oauth_config.scopes['bot']);
  });

  test('events and commands are those that the door listens to', () => {
    expect(manifest.settings.event_subscriptions.bot_events).toEqual(called('event'));
    expect(manifest.features.slash_commands.map(({ command }) => command)).toEqual(called('command'));
    expect(door).not.toMatch(/app\.(shortcut|options|message|step)\(/);
  });

  test('clicks and forms are switched on, because the door answers them', () => {
    expect(door).toMatch(/app\.(action|view)\(/);
    expect(manifest.settings.interactivity.is_enabled).toBe(true);
  });

  test('the hint of the command names commands that there are', () => {
    const [{ usage_hint: hint } = {}] = manifest.features.slash_commands;
    const words = String(hint)
      .split('|')
      .map((part) => part.trim().split(' ')[0]);

    expect(words.filter((word) => !askCommands.some(({ name }) => name === word))).toEqual([]);
  });
});

describe('reasons', () => {
  const reasons: [scope: string, reason: string][] = [];
  const document = parseDocument(text);
  const bot = document.getIn(['oauth_config', 'scopes', 'bot'], true);
  visit(bot as Parameters<typeof visit>[0], {
    Scalar: (_, node) => {
      if (isScalar(node)) reasons.push([String(node.value), node.commentBefore ?? '']);
    },
  });
  // The comment before the first of a list belongs to the list.
  const first = (bot as { commentBefore?: string }).commentBefore ?? '';

  test('each scope has its own', () => {
    const missing = reasons.filter(
      ([, reason], index) => (index === 0 ? first || reason : reason).trim().length < 12,
    );

    expect(reasons.map(([scope]) => scope)).toEqual(manifest.oauth_config.scopes['bot']);
    expect(missing).toEqual([]);
  });

  test('each method that a reason names is used', () => {
    const named = [first, ...reasons.map(([, reason]) => reason)]
      .join(' ')
      .match(/\b(chat|conversations|files)\.\w+/g);

    expect((named ?? []).filter((name) => !sources.some((source) => source.includes(`'${name}'`)))).toEqual(
      [],
    );
  });
});

test('requests come over HTTP to one address, of which the host is still to be put in', () => {
  const { event_subscriptions: events, interactivity } = manifest.settings;
  const urls = [manifest.features.slash_commands[0]?.['url'], events.request_url, interactivity.request_url];

  expect(urls).toEqual(Array(3).fill('https://FUNCTION-APP-HOST/api/slack'));
  expect(text.match(/https?:\/\/[^/\s`]+/g)).toEqual(Array(3).fill('https://FUNCTION-APP-HOST'));
  expect(manifest.settings).toMatchObject({
    socket_mode_enabled: false,
    token_rotation_enabled: false,
    org_deploy_enabled: false,
  });
});

/*
 * The rules that Slack documents for manifests, as its own library declares them: keys, scopes, events, greatest lengths.
 * Source: docs.slack.dev/reference/app-manifest, by way of @slack/web-api.
 */
describe("Slack's rules", () => {
  const library = dirname(createRequire(import.meta.url).resolve('@slack/web-api'));
  const types = readFileSync(join(library, 'types/request/manifest.d.ts'), 'utf8');

  interface Key {
    readonly name: string;
    readonly required: boolean;
    readonly type: string;
    readonly mostCharacters: number | undefined;
  }

  /** The keys of one of the declared groups. */
  function keysOf(group: string): Key[] {
    const [, body = ''] =
      new RegExp(`interface ${group}(?: extends [^{]*)? \\{\\n([\\s\\S]*?)\\n\\}`).exec(types) ?? [];
    const keys = body.matchAll(/(?:\/\*\*([\s\S]*?)\*\/\s*)?^ {4}(\w+)(\??): ([^;]+);/gm);
    return [...keys].map(([, about = '', name = '', optional, type = '']) => {
      const most = /Maximum length is\s+(?:\* )?(\d+) characters/.exec(about)?.[1];
      return {
        name,
        required: optional === '',
        type,
        mostCharacters: most === undefined ? undefined : Number(most),
      };
    });
  }

  /** Every rule that a value breaks, by its path. */
  function problems(value: unknown, type: string, path: string): string[] {
    const list = /^(\w+)\[\]$/.exec(type)?.[1];
    if (list !== undefined) {
      if (!Array.isArray(value)) return [`${path} must be a list`];
      return value.flatMap((item, index) => problems(item, list, `${path}[${index}]`));
    }
    const words = new RegExp(`type ${type} = ('[^;]+);`).exec(types)?.[1]?.match(/[^'| ]+/g);
    if (words !== undefined && words !== null)
      return words.includes(String(value)) ? [] : [`${path}: ${value} is none of Slack's`];
    const keys = keysOf(type);
    if (keys.length === 0) return typeof value === type ? [] : [`${path} must be a ${type}`];
    const object = value as Readonly<Record<string, unknown>>;
    return [
      ...Object.keys(object)
        .filter((name) => !keys.some((key) => key.name === name))
        .map((name) => `${path}.${name} is no key`),
      ...keys
        .filter(({ name, required }) => required && object[name] === undefined)
        .map(({ name }) => `${path}.${name} is missing`),
      ...keys.flatMap(({ name, type: inner, mostCharacters = Number.POSITIVE_INFINITY }) => {
        const at = `${path}.${name}`;
        if (object[name] === undefined) return [];
        if (String(object[name]).length > mostCharacters) return [`${at} is longer than ${mostCharacters}`];
        return problems(object[name], inner, at);
      }),
    ];
  }

  test('the manifest breaks none', () => {
    expect(problems(manifest, 'Manifest', 'manifest')).toEqual([]);
    expect(manifest.features.bot_user.display_name).toMatch(/^[a-z0-9._-]{1,80}$/);
  });

  test('broken manifests are found', () => {
    const broken = structuredClone(parse(text)) as {
      display_information: Record<string, unknown>;
      features: { bot_user: Record<string, unknown>; slash_commands: Record<string, unknown>[] };
      oauth_config: { scopes: { bot: string[] } };
      settings: Record<string, unknown> & { event_subscriptions: { bot_events: string[] } };
    };
    broken.display_information['name'] = 'o'.repeat(36);
    broken.features.bot_user['always_online'] = 'no';
    delete broken.features.slash_commands[0]?.['description'];
    broken.oauth_config.scopes.bot.push('chat:shout');
    broken.settings['socket_mode'] = false;
    broken.settings.event_subscriptions.bot_events.push('app_mentioned');

    expect(problems(broken, 'Manifest', 'manifest').sort()).toEqual([
      'manifest.display_information.name is longer than 35',
      'manifest.features.bot_user.always_online must be a boolean',
      'manifest.features.slash_commands[0].description is missing',
      "manifest.oauth_config.scopes.bot[6]: chat:shout is none of Slack's",
      "manifest.settings.event_subscriptions.bot_events[1]: app_mentioned is none of Slack's",
      'manifest.settings.socket_mode is no key',
    ]);
  });
});
