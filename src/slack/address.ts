/**
 * Whether an address that came from outside leads to Slack: by HTTPS to `hooks.slack.com` or `files.slack.com`, as in
 * docs.slack.dev/interactivity/handling-user-interaction and /reference/methods/files.getUploadURLExternal. Where the
 * settings put another Web API in Slack's place, such addresses are on the same server and nowhere else. Of `hooks` only
 * the addresses of commands, buttons and forms count: those of incoming webhooks and workflows anybody may have, who
 * could so have answers sent to another workspace.
 */
export function leadsToSlack(address: string, apiUrl: string, host: 'hooks' | 'files'): boolean {
  if (!URL.canParse(address)) return false;
  const { origin, pathname, username, password } = new URL(address);
  if (username !== '' || password !== '') return false;
  const api = new URL(apiUrl).origin;
  const [, domain] = /^https:\/\/(slack(?:-gov)?\.com)$/.exec(api) ?? [];
  if (domain === undefined) return origin === api;
  const isAnswer = host !== 'hooks' || /^\/(?:commands|actions|app)\/./.test(pathname);
  return origin === `https://${host}.${domain}` && isAnswer;
}
