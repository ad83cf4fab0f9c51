// The storage account of the Functions host, and the app's state. Queues and tables are made by the app when it first
// needs them; only the container for the package must be there before.

@description('Name of the account: letters and digits, at most 24.')
param name string

@description('Where it is made.')
param location string

@description('Tags of the resource.')
param tags object

@description('Whether only the private endpoints lead to it.')
param privateOnly bool

@description('Name of the container for the package of the app.')
param packageContainerName string

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: 'Standard_LRS'
  }
  properties: {
    accessTier: 'Hot'
    // No keys and no SAS made with them: whoever reads or writes does so as somebody with a role.
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: privateOnly ? 'Disabled' : 'Enabled'
    networkAcls: {
      defaultAction: privateOnly ? 'Deny' : 'Allow'
      bypass: 'None'
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' = {
  parent: account
  name: 'default'
}

resource packages 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' = {
  parent: blobs
  name: packageContainerName
  properties: {
    publicAccess: 'None'
  }
}

output id string = account.id
output name string = account.name
