// osm-doctor in Azure, for `azd up` (azure.yaml). What azd asks or is told stands in main.parameters.json; what each
// setting means in docs/settings.md; which right is given to whom, and why, in roles.json.
targetScope = 'subscription'

import { chosenSettings } from 'app/settings.bicep'

@minLength(1)
@maxLength(64)
@description('Name of the environment: names of all resources are made from it.')
param environmentName string

@minLength(1)
@description('Region of all resources. It must offer Flex Consumption with the version of Node.js below.')
@metadata({
  azd: {
    type: 'location'
  }
})
param location string

@allowed([
  'public'
  'china'
  'usgov'
])
@description('The Azure cloud, by default the one that is deployed to.')
param cloud string = environment().name == 'AzureChinaCloud'
  ? 'china'
  : (environment().name == 'AzureUSGovernment' ? 'usgov' : 'public')

@description('Tags for every resource, beside the one of azd.')
param tags object = {}

@description('Version of Node.js on Flex Consumption. osm-doctor needs 24; whether a region has it: az functionapp list-flexconsumption-runtimes --location REGION --runtime node.')
param nodeVersion string = '24'

@minValue(0)
@description('Instances that always run for HTTP. Slack wants an answer within three seconds, which a start from nothing may miss: with 0 commands fail now and then.')
param alwaysReadyInstances int = 1

@allowed([
  512
  2048
  4096
])
@description('Memory of an instance in megabytes.')
param instanceMemoryMb int = 2048

@minValue(1)
@maxValue(1000)
@description('Instances at most.')
param maximumInstances int = 40

@description('Whether the app gets a network of its own and reaches storage and secrets by private endpoints alone. The secrets are then set from within that network, or before this is switched on.')
param privateNetwork bool = false

@description('Addresses of that network, /24 or larger.')
param networkAddressPrefix string = '10.90.0.0/24'

@minValue(30)
@maxValue(730)
@description('Days for which logs are kept.')
param logRetentionDays int = 30

@description('Gigabytes of logs a day at most, as text; -1 is without limit. The limit is a budget: beyond it logs of that day are lost.')
param logDailyGb string = '0.5'

@description('Whether a deleted key vault can only be purged after seven days. Cannot be switched off again.')
param purgeProtection bool = true

@description('Object id of the person or group who sets the secrets of Slack; empty gives that role to nobody.')
param secretsOfficerId string = ''

@description('Whether the identity also gets custom roles to read planned maintenance and mesh revisions. Making roles needs more rights than giving them; without them two checks are unknown, and OSM0002 tells so.')
param customRoles bool = true

@description('Application settings, see docs/settings.md. OSM_CLUSTERS also says on which clusters the identity gets its Azure roles.')
param settings chosenSettings = {}

@description('Whether the action group is made that calls osm-doctor. Only after the first deployment of the code: the function has no key before.')
param connectAlerts bool = false

@description('Resource id of the Azure Monitor workspace with the metrics of the clusters; empty makes no example rules over metrics.')
param monitorWorkspaceId string = ''

@description('Region of that workspace.')
param monitorWorkspaceLocation string = location

@description('Resource id of the Log Analytics workspace with the events of the clusters (Container Insights); empty makes no example rule over them.')
param eventsWorkspaceId string = ''

@description('Region of that workspace.')
param eventsWorkspaceLocation string = location

@description('Mail address for alerts about osm-doctor itself; empty makes no such rules.')
param operatorEmail string = ''

var token = toLower(uniqueString(subscription().id, environmentName, location))
var allTags = union(tags, { 'azd-env-name': environmentName })
var packageContainerName = 'app-package'
var botTokenSecretName = 'slack-bot-token'
var signingSecretName = 'slack-signing-secret'

// name=ARM id, several with ; or on lines of their own, as src/settings/values.ts reads them.
var clusterEntries = filter(
  split(replace(settings.?OSM_CLUSTERS ?? '', '\n', ';'), ';'),
  entry => contains(entry, '=')
)
// A cluster may have two names, but gets its rights once.
var clusterIds = union([], map(clusterEntries, entry => trim(split(entry, '=')[1])))

// A parameter without a value comes from azd as an empty text.
var metricsRegion = empty(monitorWorkspaceLocation) ? location : monitorWorkspaceLocation
var eventsRegion = empty(eventsWorkspaceLocation) ? location : eventsWorkspaceLocation

resource group 'Microsoft.Resources/resourceGroups@2021-04-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: allTags
}

module identity 'app/identity.bicep' = {
  name: 'identity'
  scope: group
  params: {
    name: 'id-osm-doctor-${token}'
    location: location
    tags: allTags
  }
}

module monitoring 'app/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    workspaceName: 'log-${token}'
    componentName: 'appi-${token}'
    location: location
    tags: allTags
    retentionDays: logRetentionDays
    dailyGb: logDailyGb
  }
}

module storage 'app/storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    name: 'st${token}'
    location: location
    tags: allTags
    privateOnly: privateNetwork
    packageContainerName: packageContainerName
  }
}

module vault 'app/vault.bicep' = {
  name: 'vault'
  scope: group
  params: {
    name: 'kv-${token}'
    location: location
    tags: allTags
    privateOnly: privateNetwork
    purgeProtection: purgeProtection
    workspaceId: monitoring.outputs.workspaceId
  }
}

module rbac 'app/rbac.bicep' = {
  name: 'rbac'
  scope: group
  params: {
    principalId: identity.outputs.principalId
    storageAccountName: storage.outputs.name
    vaultName: vault.outputs.name
    componentName: monitoring.outputs.componentName
    secretsOfficerId: secretsOfficerId
    clusterIds: clusterIds
    customRoles: customRoles
  }
}

module network 'app/network.bicep' = if (privateNetwork) {
  name: 'network'
  scope: group
  params: {
    name: 'vnet-${token}'
    location: location
    tags: allTags
    addressPrefix: networkAddressPrefix
    storageAccountId: storage.outputs.id
    vaultId: vault.outputs.id
  }
}

// After the roles: the host starts with its storage, and references to secrets are resolved when settings are put.
module functionApp 'app/function-app.bicep' = {
  name: 'function-app'
  scope: group
  params: {
    name: 'func-osm-doctor-${token}'
    planName: 'plan-${token}'
    location: location
    tags: allTags
    cloud: cloud
    nodeVersion: nodeVersion
    alwaysReadyInstances: alwaysReadyInstances
    instanceMemoryMb: instanceMemoryMb
    maximumInstances: maximumInstances
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    storageAccountName: storage.outputs.name
    packageContainerName: packageContainerName
    vaultUri: vault.outputs.uri
    botTokenSecretName: botTokenSecretName
    signingSecretName: signingSecretName
    componentName: monitoring.outputs.componentName
    subnetId: privateNetwork ? network!.outputs.appSubnetId : ''
    settings: settings
  }
  dependsOn: [
    rbac
  ]
}

module actionGroup 'app/action-group.bicep' = if (connectAlerts) {
  name: 'action-group'
  scope: group
  params: {
    name: 'ag-osm-doctor-${token}'
    tags: allTags
    functionAppName: functionApp.outputs.name
  }
}

module meshAlerts 'app/mesh-alerts.bicep' = [
  for id in clusterIds: if (connectAlerts && !empty(monitorWorkspaceId)) {
    name: 'mesh-alerts-${uniqueString(id)}'
    scope: group
    params: {
      clusterId: id
      monitorWorkspaceId: monitorWorkspaceId
      location: metricsRegion
      tags: allTags
      actionGroupId: actionGroup!.outputs.id
    }
  }
]

module podRefusalAlerts 'app/pod-refusal-alerts.bicep' = if (connectAlerts && !empty(eventsWorkspaceId)) {
  name: 'pod-refusal-alerts'
  scope: group
  params: {
    workspaceId: eventsWorkspaceId
    location: eventsRegion
    tags: allTags
    actionGroupId: actionGroup!.outputs.id
  }
}

module ownAlerts 'app/own-alerts.bicep' = if (!empty(operatorEmail)) {
  name: 'own-alerts'
  scope: group
  params: {
    name: 'ag-osm-doctor-own-${token}'
    location: location
    tags: allTags
    workspaceId: monitoring.outputs.workspaceId
    operatorEmail: operatorEmail
  }
}

output AZURE_LOCATION string = location
output AZURE_TENANT_ID string = tenant().tenantId
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_FUNCTION_NAME string = functionApp.outputs.name
output AZURE_KEY_VAULT_NAME string = vault.outputs.name
@description('For infra/kubernetes: the name of the user to whom the roles in a cluster are bound.')
output OSM_IDENTITY_OBJECT_ID string = identity.outputs.principalId
@description('For infra/slack-manifest.yaml.')
output OSM_SLACK_REQUEST_URL string = 'https://${functionApp.outputs.hostName}/api/slack'
