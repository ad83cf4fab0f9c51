// Every role that is given out, from the one table infra/roles.json, which has the reason of each; the reason also stands
// in Azure, as the description of the assignment. What the identity may do inside a cluster is in infra/kubernetes.

@description('Object id of the identity.')
param principalId string

@description('Name of the storage account.')
param storageAccountName string

@description('Name of the key vault.')
param vaultName string

@description('Name of the Application Insights component.')
param componentName string

@description('Object id of the person or group who sets the secrets; empty gives that role to nobody.')
param secretsOfficerId string

@description('ARM ids of the clusters.')
param clusterIds array

@description('Whether the custom roles for planned maintenance and mesh revisions are made and given.')
param customRoles bool

var roles = loadJsonContent('../roles.json')

// Each once, and in lower case: names of assignments are made from them, and Azure refuses the same one by another name.
var clusters = union([], map(clusterIds, id => toLower(id)))
var subscriptionIds = union([], map(clusters, id => split(id, '/')[2]))

resource storage 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: storageAccountName
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: vaultName
}

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: componentName
}

resource storageBlobDataOwner 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, principalId, roles.storageBlobDataOwner.id)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataOwner.id)
    description: roles.storageBlobDataOwner.reason
  }
}

resource storageQueueDataContributor 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, principalId, roles.storageQueueDataContributor.id)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.storageQueueDataContributor.id
    )
    description: roles.storageQueueDataContributor.reason
  }
}

resource storageTableDataContributor 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, principalId, roles.storageTableDataContributor.id)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.storageTableDataContributor.id
    )
    description: roles.storageTableDataContributor.reason
  }
}

resource keyVaultSecretsUser 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, principalId, roles.keyVaultSecretsUser.id)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsUser.id)
    description: roles.keyVaultSecretsUser.reason
  }
}

// A person or a group: Azure finds out which.
resource keyVaultSecretsOfficer 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(secretsOfficerId)) {
  scope: vault
  name: guid(vault.id, secretsOfficerId, roles.keyVaultSecretsOfficer.id)
  properties: {
    principalId: secretsOfficerId
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsOfficer.id)
    description: roles.keyVaultSecretsOfficer.reason
  }
}

resource monitoringMetricsPublisher 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: component
  name: guid(component.id, principalId, roles.monitoringMetricsPublisher.id)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.monitoringMetricsPublisher.id
    )
    description: roles.monitoringMetricsPublisher.reason
  }
}

// Subscriptions and clusters have scopes of their own, so their assignments are made in modules; which roles is said here.
module inSubscription 'rbac-in-subscription.bicep' = [
  for id in subscriptionIds: if (customRoles) {
    name: 'osm-doctor-roles-${uniqueString(id)}'
    scope: subscription(id)
    params: {
      principalId: principalId
      assignedHere: roles.meshRevisionReader
      assignedOnClusters: roles.maintenanceReader
    }
  }
]

module onCluster 'rbac-on-cluster.bicep' = [
  for id in clusters: {
    name: 'osm-doctor-roles-${uniqueString(id)}'
    scope: resourceGroup(split(id, '/')[2], split(id, '/')[4])
    params: {
      clusterName: split(id, '/')[8]
      principalId: principalId
      builtIn: roles.clusterUser
      custom: roles.maintenanceReader
      withCustom: customRoles
    }
    dependsOn: [
      inSubscription
    ]
  }
]
