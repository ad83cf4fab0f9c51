// Example log search rule over the workspace of Container Insights: pods that are refused because the API server cannot
// call the injector. It works where metrics of the API server are not collected.

@description('Resource id of the Log Analytics workspace that takes the events of the clusters.')
param workspaceId string

@description('Region of that workspace: rules must be where it is.')
param location string

@description('Tags of the resource.')
param tags object

@description('Resource id of the action group that asks osm-doctor.')
param actionGroupId string

resource podsRefused 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = {
  name: 'osm-doctor-pods-refused'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: 'Pods are refused: the injector webhook of Open Service Mesh does not answer'
    description: 'The API server reports failed calls of osm-inject.k8s.io. osm-doctor says why.'
    severity: 1
    enabled: true
    evaluationFrequency: 'PT5M'
    windowSize: 'PT10M'
    scopes: [
      workspaceId
    ]
    criteria: {
      allOf: [
        {
          query: '''
            KubeEvents
            | where Reason == 'FailedCreate'
            | where Message has 'failed calling webhook' and Message has 'osm-inject.k8s.io'
          '''
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          // One alert a cluster, filed under the cluster: that is how osm-doctor knows which one is meant.
          resourceIdColumn: '_ResourceId'
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
        actionGroupId
      ]
    }
  }
}
