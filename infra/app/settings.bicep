// The settings that whoever deploys the app may choose. A setting that is left out or empty is as docs/settings.md says.
// Not here: the two secrets, OSM_CLOUD and AZURE_CLIENT_ID, which function-app.bicep sets, and what is for simulators.
// test/infra/settings-in-bicep.test.ts compares with src/settings/table.ts.

@export()
@sealed()
@description('Application settings by their names in docs/settings.md; every value is text.')
type chosenSettings = {
  @description('name=ARM id, several with ;. Each of these clusters is also where the identity gets its rights.')
  OSM_CLUSTERS: string?

  @description('Subscriptions in which to look for clusters, with commas. Rights there are given by hand.')
  OSM_SUBSCRIPTIONS: string?

  @description('true also counts clusters on which the add-on is off.')
  OSM_ALL_CLUSTERS: string?

  @description('Seconds for which a list of clusters is used.')
  OSM_CLUSTER_CACHE: string?

  @description('Seconds for reading one cluster.')
  OSM_READ_BUDGET: string?

  @description('Opt-in tiers: deep, probe. They need their roles in each cluster, see infra/kubernetes.')
  OSM_TIERS: string?

  @description('Seconds after which a job gives up.')
  OSM_JOB_SECONDS: string?

  @description('Id of the channel for digests.')
  OSM_DIGEST_CHANNEL: string?

  @description('When digests are due, NCRONTAB with six fields in UTC.')
  OSM_DIGEST_SCHEDULE: string?

  @description('Minutes after which a digest is posted as it is.')
  OSM_DIGEST_MINUTES: string?

  @description('Id of the channel in which alerts are answered.')
  OSM_ALERT_CHANNEL: string?

  @description('Days for which runs and the audit are kept.')
  OSM_RETENTION_DAYS: string?

  @description('channel=name, several with ;.')
  OSM_CHANNEL_CLUSTERS: string?

  @description('name=channel,channel, several with ;.')
  OSM_CLUSTER_CHANNELS: string?

  @description('Workspaces whose people may ask.')
  OSM_ALLOWED_TEAMS: string?

  @description('Channels in which people may ask.')
  OSM_ALLOWED_CHANNELS: string?

  @description('Users who may ask.')
  OSM_ALLOWED_USERS: string?

  @description('Whom somebody asks who may not.')
  OSM_ASK_WHOM: string?

  @description('Address of the pages of the checks, with {id}.')
  OSM_DOCS_URL: string?

  @description('Address of the Web API of Slack, for GovSlack.')
  SLACK_API_URL: string?
}
