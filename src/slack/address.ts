/**
 * Whether an address that came from outside leads to Slack: by HTTPS to `hooks.slack.com` or `files.slack.com`, as in
 * docs.slack.dev/interactivity/handling-user-interaction and /reference/methods/files.getUploadURLExternal. Where the
 * settings put another Web API in Slack's place, such addresses are on the same server and nowhere else.
 */
export function leadsToSlack(address: string, apiUrl: string, host: 'hooks' | 'files'): boolean {
  if (!URL.canParse(address)) return false;
  const { origin, username, password } = new URL(address);
  if (username !== '' || password !== '') return false;
  const api = new URL(apiUrl).origin;
  const [, domain] = /^https:\/\/(slack(?:-gov)?\.com)$/.exec(api) ?? [];
  return origin === (domain === undefined ? api : `https://${host}.${domain}`);
}
