// Example rules about osm-doctor itself. They go to people by mail: what is broken cannot tell that it is.

@description('Name of the action group.')
param name string

@description('Where the rules are made: the region of the workspace.')
param location string

@description('Tags of the resources.')
param tags object

@description('Workspace with the logs of the app.')
param workspaceId string

@description('Mail address of whoever runs osm-doctor.')
param operatorEmail string

var rules = [
  {
    name: 'osm-doctor-jobs-given-up'
    says: 'osm-doctor gave up a job after five tries'
    severity: 2
    query: 'AppRequests | where Name == "poison"'
    threshold: 0
  }
  {
    name: 'osm-doctor-unsigned-requests'
    says: 'Requests to the Slack door of osm-doctor are not signed by Slack: a wrong signing secret, or somebody who tries'
    severity: 2
    query: 'AppTraces | where Message has "was not signed by Slack"'
    threshold: 20
  }
  {
    name: 'osm-doctor-errors'
    says: 'osm-doctor logs many errors, or its settings are wrong'
    severity: 3
    query: 'union (AppTraces | where SeverityLevel >= 3), AppExceptions'
    threshold: 10
  }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: name
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'osm-doc-ops'
    enabled: true
    emailReceivers: [
      {
        name: 'operator'
        emailAddress: operatorEmail
        useCommonAlertSchema: true
      }
    ]
  }
}

resource rule 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for one in rules: {
    name: one.name
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: one.says
      description: '${one.says}. See docs/operate.md.'
      severity: one.severity
      enabled: true
      // A workspace in which nothing was logged yet may not know the tables.
      skipQueryValidation: true
      evaluationFrequency: 'PT15M'
      windowSize: 'PT15M'
      scopes: [
        workspaceId
      ]
      criteria: {
        allOf: [
          {
            query: one.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: one.threshold
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      autoMitigate: true
      actions: {
        actionGroups: [
          people.id
        ]
      }
    }
  }
]
