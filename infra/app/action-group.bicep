// Lets alerts of Azure Monitor ask osm-doctor. The address carries the key of the function `alerts`, which is read from
// the app while this is deployed: it stands in no source, setting, parameter or output. It is the key of that one
// function, not one of the host, so it opens no other door. Whoever may read the action group can read it.
//
// The function must be there before it has a key: this module is deployed once the code is (OSM_CONNECT_ALERTS).

@description('Name of the action group.')
param name string

@description('Tags of the resource.')
param tags object

@description('Name of the Function App.')
param functionAppName string

resource app 'Microsoft.Web/sites@2024-04-01' existing = {
  name: functionAppName
}

resource alertsFunction 'Microsoft.Web/sites/functions@2024-04-01' existing = {
  parent: app
  name: 'alerts'
}

// Not alertsFunction.listKeys(): Bicep knows the answer of this call as something it is not, an object in `properties`.
#disable-next-line use-resource-symbol-reference
var key = listKeys(alertsFunction.id, alertsFunction.apiVersion).default

resource actionGroup 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: name
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'osm-doctor'
    enabled: true
    webhookReceivers: [
      {
        name: 'osm-doctor'
        serviceUri: 'https://${app.properties.defaultHostName}/api/alerts?code=${key}'
        // Other payloads are refused.
        useCommonAlertSchema: true
      }
    ]
  }
}

output id string = actionGroup.id
