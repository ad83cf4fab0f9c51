// Application Insights on a workspace of its own, so that its retention and its cap are the app's alone.

@description('Name of the workspace.')
param workspaceName string

@description('Name of the Application Insights component.')
param componentName string

@description('Where both are made.')
param location string

@description('Tags of the resources.')
param tags object

@description('Days for which logs are kept.')
param retentionDays int

@description('Gigabytes a day after which nothing more is taken until the next day, as text; -1 is without limit.')
param dailyGb string

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: retentionDays
    workspaceCapping: {
      // Bicep has no decimal numbers of its own.
      dailyQuotaGb: json(dailyGb)
    }
    features: {
      // No workspace keys either.
      disableLocalAuth: true
      enableLogAccessUsingOnlyResourcePermissions: true
    }
  }
}

resource component 'Microsoft.Insights/components@2020-02-02' = {
  name: componentName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    // Only identities with the role may send; the connection string is then no secret.
    DisableLocalAuth: true
  }
}

output workspaceId string = workspace.id
output componentName string = component.name
