// What the identity may do with one cluster through Azure. Inside the cluster it has what infra/kubernetes binds to it.

@description('Name of the cluster in this resource group.')
param clusterName string

@description('Object id of the identity.')
param principalId string

@description('The built-in role, of infra/roles.json.')
param builtIn object

@description('The custom role, made by rbac-in-subscription.bicep.')
param custom object

@description('Whether the custom role is given.')
param withCustom bool

resource cluster 'Microsoft.ContainerService/managedClusters@2026-06-01' existing = {
  name: clusterName
}

resource builtInRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: cluster
  name: guid(cluster.id, principalId, builtIn.id)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', builtIn.id)
    description: builtIn.reason
  }
}

resource customRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (withCustom) {
  scope: cluster
  name: guid(cluster.id, principalId, custom.name)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    // By the same rule as in rbac-in-subscription.bicep.
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      guid(subscription().id, custom.name)
    )
    description: custom.reason
  }
}
