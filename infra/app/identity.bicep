// One identity for everything the app does in Azure and in the clusters. It outlives the app, so rights given to it in
// clusters stay when the app is made anew.

@description('Name of the identity.')
param name string

@description('Where it is made.')
param location string

@description('Tags of the resource.')
param tags object

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: name
  location: location
  tags: tags
}

output id string = identity.id
output clientId string = identity.properties.clientId
@description('The object id: what Kubernetes and role assignments know the identity by.')
output principalId string = identity.properties.principalId
