import { objects, text } from '../../../src/model/json.ts';
import { Refused } from '../refused.ts';
import { bot, type SlackFile, say } from '../workspace.ts';
import { type Method, writableChannel } from './method.ts';

const authTest: Method = {
  run: (_, __, { url }) => ({
    url: `${url}/`,
    team: 'sim',
    user: 'osm-doctor',
    team_id: bot.team,
    user_id: bot.user,
    bot_id: bot.bot,
  }),
};

const userInfo: Method = {
  scope: 'users:read',
  run(workspace, args) {
    const id = text(args['user']) ?? '';
    const name = workspace.users.get(id);
    if (name === undefined) throw new Refused('user_not_found');
    return { user: { id, name, team_id: bot.team, real_name: name } };
  },
};

const getUploadUrl: Method = {
  scope: 'files:write',
  run(workspace, args, { url }) {
    const name = text(args['filename']) ?? '';
    if (name === '' || !(Number(args['length']) > 0)) throw new Refused('invalid_arguments');
    const file: SlackFile = { id: workspace.nextId('F'), name, content: '' };
    workspace.files.push(file);
    return { upload_url: `${url}/upload/${file.id}`, file_id: file.id };
  },
};

/** Shares what was uploaded, as a message of its own. */
const completeUpload: Method = {
  scope: 'files:write',
  run(workspace, args) {
    const files = objects(args['files']).map(({ id, title }) => {
      const file = workspace.files.find((one) => one.id === id);
      if (file !== undefined) file.title = text(title) ?? file.name;
      return file;
    });
    if (files.length === 0 || files.some((file) => file === undefined)) throw new Refused('file_not_found');
    const shared = files.filter((file) => file !== undefined);
    const thread = text(args['thread_ts']);
    if (args['channel_id'] !== undefined) {
      const channel = writableChannel(workspace, { channel: args['channel_id'] });
      for (const file of shared) {
        Object.assign(file, { channel: channel.id, ...(thread === undefined ? {} : { threadTs: thread }) });
      }
      say(workspace, {
        channel: channel.id,
        text: text(args['initial_comment']) ?? shared.map(({ name }) => name).join(', '),
        files: shared,
        ...(thread === undefined ? {} : { threadTs: thread }),
      });
    }
    return { files: shared.map(({ id, name }) => ({ id, title: name })) };
  },
};

/** Who the bot is, people, files. */
export const otherMethods: Readonly<Record<string, Method>> = {
  'auth.test': authTest,
  'users.info': userInfo,
  'files.getUploadURLExternal': getUploadUrl,
  'files.completeUploadExternal': completeUpload,
};
