// Example rules about the mesh of one cluster, over managed Prometheus. The first two need kube-state-metrics, which is
// collected by default. The third needs a metric of the API server that the default profile leaves out: until
// apiserver_admission_webhook_rejection_count is kept for controlplane-apiserver, it never fires.

@description('Resource id of the cluster.')
param clusterId string

@description('Resource id of the Azure Monitor workspace that takes the metrics of the cluster.')
param monitorWorkspaceId string

@description('Region of that workspace: rules must be where it is.')
param location string

@description('Tags of the resource.')
param tags object

@description('Resource id of the action group that asks osm-doctor.')
param actionGroupId string

var clusterName = last(split(clusterId, '/'))

var components = 'osm-(controller|injector|bootstrap)'

// The namespaces of the AKS add-on, of Arc and of the osm CLI.
var namespaces = 'kube-system|arc-osm-system|osm-system'

resource rules 'Microsoft.AlertsManagement/prometheusRuleGroups@2023-03-01' = {
  name: 'osm-doctor-${clusterName}-${uniqueString(clusterId)}'
  location: location
  tags: tags
  properties: {
    description: 'Open Service Mesh on ${clusterName}: alerts that osm-doctor explains.'
    enabled: true
    clusterName: clusterName
    scopes: [
      monitorWorkspaceId
      clusterId
    ]
    interval: 'PT1M'
    rules: [
      {
        alert: 'OsmControlPlaneNotReady'
        enabled: true
        severity: 1
        for: 'PT5M'
        expression: 'sum by (cluster, namespace, deployment) (kube_deployment_status_replicas_available{namespace=~"${namespaces}",deployment=~"${components}"}) == 0'
        annotations: {
          summary: 'No pod of a control plane Deployment of Open Service Mesh has been ready for five minutes.'
        }
        resolveConfiguration: {
          autoResolved: true
          timeToResolve: 'PT10M'
        }
        actions: [
          {
            actionGroupId: actionGroupId
          }
        ]
      }
      {
        alert: 'OsmControlPlaneRestarting'
        enabled: true
        severity: 2
        for: 'PT1M'
        expression: 'sum by (cluster, namespace, container) (increase(kube_pod_container_status_restarts_total{namespace=~"${namespaces}",container=~"${components}"}[15m])) >= 3'
        annotations: {
          summary: 'Containers of the control plane of Open Service Mesh restarted three times or more in 15 minutes.'
        }
        resolveConfiguration: {
          autoResolved: true
          timeToResolve: 'PT15M'
        }
        actions: [
          {
            actionGroupId: actionGroupId
          }
        ]
      }
      {
        alert: 'OsmWebhookFailing'
        enabled: true
        severity: 1
        for: 'PT5M'
        expression: 'sum by (cluster, name) (increase(apiserver_admission_webhook_rejection_count{name=~"osm-(inject|validator)[.]k8s[.]io",error_type="calling_webhook_error"}[10m])) > 0'
        annotations: {
          summary: 'The API server cannot call a webhook of Open Service Mesh: new pods or policies are refused.'
        }
        resolveConfiguration: {
          autoResolved: true
          timeToResolve: 'PT10M'
        }
        actions: [
          {
            actionGroupId: actionGroupId
          }
        ]
      }
    ]
  }
}
