import { type Json, object, text } from '../../../src/model/json.ts';
import { problems } from '../limits.ts';
import { Refused } from '../refused.ts';
import type { SlackView, Workspace } from '../workspace.ts';
import type { Method } from './method.ts';

/** Milliseconds after which a trigger opens nothing any more. */
const triggerLasts = 3_000;

const open: Method = {
  run(workspace, args) {
    const user = spendTrigger(workspace, text(args['trigger_id']) ?? '');
    const view: SlackView = {
      id: workspace.nextId('V'),
      hash: workspace.nextId('hash'),
      view: viewOf(args),
      openedBy: user,
    };
    workspace.views.push(view);
    return { view: toldView(view) };
  },
};

const update: Method = {
  run(workspace, args) {
    const view = workspace.views.find(({ id }) => id === args['view_id']);
    if (view === undefined) throw new Refused('not_found');
    if (args['hash'] !== undefined && args['hash'] !== view.hash) throw new Refused('hash_conflict');
    view.view = viewOf(args);
    view.hash = workspace.nextId('hash');
    return { view: toldView(view) };
  },
};

function spendTrigger(workspace: Workspace, id: string): string {
  const trigger = workspace.triggers.get(id);
  if (trigger === undefined) throw new Refused('invalid_trigger_id');
  if (trigger.used) throw new Refused('exchanged_trigger_id');
  if (workspace.now() - trigger.at > triggerLasts) throw new Refused('expired_trigger_id');
  trigger.used = true;
  return trigger.user;
}

function viewOf(args: Json): Json {
  const view = object(args['view']);
  const title = text(object(view['title'])['text']) ?? '';
  const wrong = [
    ...(view['type'] === 'modal' ? [] : ['type must be modal']),
    ...(title.length >= 1 && title.length <= 24 ? [] : ['title must have 1 to 24 characters']),
    ...((text(view['private_metadata']) ?? '').length <= 3_000 ? [] : ['private_metadata is too long']),
    ...problems(view['blocks'], 100),
  ];
  if (wrong.length > 0) {
    throw new Refused('invalid_arguments', {
      response_metadata: { messages: wrong.map((says) => `[ERROR] ${says}`) },
    });
  }
  return view;
}

/** A view as the API tells it. */
export function toldView({ id, hash, view }: SlackView): Json {
  return { ...view, id, hash };
}

/** Modals. */
export const viewMethods: Readonly<Record<string, Method>> = { 'views.open': open, 'views.update': update };
