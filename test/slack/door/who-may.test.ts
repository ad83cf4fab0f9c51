import { expect, test } from '@jest/globals';
import { refusalOf } from '../../../src/slack/door/who-may.ts';
import { everybody } from './door-server.ts';

const who = { user: 'U1', team: 'T1', channel: 'C1' };

test.each([
  ['nothing is set', {}],
  ['all three name them', { teams: ['T1'], channels: ['C1'], users: ['U1'] }],
  ['they are one of several', { teams: ['T0', 'T1'], users: ['U0', 'U1', 'U2'] }],
])('somebody may ask when %s', (_name, access) => {
  expect(refusalOf({ ...everybody, ...access }, who)).toBeUndefined();
});

test.each([
  ['of another workspace', { teams: ['T2'] }, 'this workspace'],
  ['who is not named', { users: ['U2'] }, 'you: it is open to some people only'],
  ['in another channel', { channels: ['C2'] }, 'this channel'],
  ['named in a channel that is not', { users: ['U1'], channels: ['C2'] }, 'this channel'],
  ['not named in a channel that is', { users: ['U2'], channels: ['C1'] }, 'you'],
  ['when nobody is named', { users: [] }, 'you'],
  ['whose id only begins alike', { users: ['U11', 'U'] }, 'you'],
])('somebody %s may not, and learns whom to ask', (_name, access, from) => {
  const says = expect.stringMatching(
    `^osm-doctor takes no commands from ${from}.* Ask the platform team\\.$`,
  );

  expect(refusalOf({ ...everybody, ...access }, who)).toMatchObject({
    summary: says,
    parts: [{ is: 'heading' }, { is: 'paragraph', lines: [[says]] }],
  });
});
