import { chosenSettings } from 'settings.bicep'

@description('Name of the Function App, and so of its address.')
param name string

@description('Name of its plan.')
param planName string

@description('Where both are made.')
param location string

@description('Tags of the resources.')
param tags object

@description('The Azure cloud, as OSM_CLOUD has it.')
param cloud string

@description('Version of Node.js.')
param nodeVersion string

@description('Instances that always run for HTTP, so that Slack is answered within three seconds.')
param alwaysReadyInstances int

@description('Memory of an instance.')
param instanceMemoryMb int

@description('Instances at most.')
param maximumInstances int

@description('Resource id of the identity.')
param identityId string

@description('Client id of the identity.')
param identityClientId string

@description('Name of the storage account.')
param storageAccountName string

@description('Name of the container for the package.')
param packageContainerName string

@description('Address of the key vault, with a slash at its end.')
param vaultUri string

@description('Name of the secret with the bot token.')
param botTokenSecretName string

@description('Name of the secret with the signing secret.')
param signingSecretName string

@description('Name of the Application Insights component.')
param componentName string

@description('Subnet through which the app reaches others; empty is without a network of its own.')
param subnetId string

@description('What whoever deploys has chosen.')
param settings chosenSettings

resource storage 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: storageAccountName
}

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: componentName
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    tier: 'FlexConsumption'
    name: 'FC1'
  }
  properties: {
    // Linux.
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  // azd finds the app by it: the name of the service in azure.yaml.
  tags: union(tags, { 'azd-service-name': 'app' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    // Slack and action groups call from outside, also when all else is private.
    publicNetworkAccess: 'Enabled'
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    keyVaultReferenceIdentity: identityId
    siteConfig: {
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
    }
    functionAppConfig: {
      runtime: {
        name: 'node'
        version: nodeVersion
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMb
        maximumInstanceCount: maximumInstances
        alwaysReady: alwaysReadyInstances == 0
          ? []
          : [
              {
                name: 'http'
                instanceCount: alwaysReadyInstances
              }
            ]
      }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${storage.properties.primaryEndpoints.blob}${packageContainerName}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
    }
  }
}

var hostSettings = {
  // By address, not by account name: by name the host knows the public cloud alone.
  AzureWebJobsStorage__blobServiceUri: storage.properties.primaryEndpoints.blob
  AzureWebJobsStorage__queueServiceUri: storage.properties.primaryEndpoints.queue
  AzureWebJobsStorage__tableServiceUri: storage.properties.primaryEndpoints.table
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: component.properties.ConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
}

var ownSettings = {
  OSM_CLOUD: cloud
  AZURE_CLIENT_ID: identityClientId
  // Without a version, so that a new one is taken up by itself within a day.
  SLACK_BOT_TOKEN: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/${botTokenSecretName})'
  SLACK_SIGNING_SECRET: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/${signingSecretName})'
}

// The timer reads it from the settings, and an app without it does not start.
var usualSchedule = empty(settings.?OSM_DIGEST_SCHEDULE ?? '')
  ? {
      OSM_DIGEST_SCHEDULE: '0 0 7 * * 1-5'
    }
  : {}

// The list is put as a whole: a setting made by hand is gone after the next deployment.
resource appSettings 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'appsettings'
  properties: union(settings, usualSchedule, hostSettings, ownSettings)
}

// Nobody deploys with a user name and a password.
resource publishingByFtp 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'ftp'
  properties: {
    allow: false
  }
}

resource publishingByScm 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'scm'
  properties: {
    allow: false
  }
}

output name string = app.name
output hostName string = app.properties.defaultHostName
