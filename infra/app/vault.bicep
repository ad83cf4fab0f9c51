// The two secrets of Slack. Their values are set by a person, never by this template: what passes through a template
// stays in the history of deployments.

@description('Name of the vault: at most 24 characters.')
param name string

@description('Where it is made.')
param location string

@description('Tags of the resource.')
param tags object

@description('Whether only the private endpoint leads to it.')
param privateOnly bool

@description('Whether a deleted vault must wait out its retention. Cannot be switched off again.')
param purgeProtection bool

@description('Workspace in which each read of a secret is recorded.')
param workspaceId string

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    // The least there is: Slack gives new secrets at once, but the name of the vault is taken that long.
    softDeleteRetentionInDays: 7
    // Azure refuses false.
    enablePurgeProtection: purgeProtection ? true : null
    publicNetworkAccess: privateOnly ? 'Disabled' : 'Enabled'
    networkAcls: {
      defaultAction: privateOnly ? 'Deny' : 'Allow'
      bypass: 'None'
    }
  }
}

resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'audit'
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'AuditEvent'
        enabled: true
      }
    ]
  }
}

output id string = vault.id
output name string = vault.name
output uri string = vault.properties.vaultUri
