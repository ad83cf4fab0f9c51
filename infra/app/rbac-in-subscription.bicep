// The custom roles of one subscription with clusters. Role names are unique in a tenant, so each bears its subscription.
targetScope = 'subscription'

@description('Object id of the identity.')
param principalId string

@description('The role that is made and given on the whole subscription, of infra/roles.json.')
param assignedHere object

@description('The role that is only made here, and given on clusters by rbac-on-cluster.bicep.')
param assignedOnClusters object

var here = subscription().id

resource definitions 'Microsoft.Authorization/roleDefinitions@2022-04-01' = [
  for role in [assignedHere, assignedOnClusters]: {
    name: guid(here, role.name)
    properties: {
      roleName: '${role.name} (${subscription().subscriptionId})'
      description: role.reason
      type: 'CustomRole'
      assignableScopes: [
        here
      ]
      permissions: [
        {
          actions: role.actions
          notActions: []
        }
      ]
    }
  }
]

resource assignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(here, principalId, assignedHere.name)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: definitions[0].id
    description: assignedHere.reason
  }
}
