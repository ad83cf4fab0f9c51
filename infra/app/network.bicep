// A network of the app's own: it goes out through one subnet, and reaches storage and secrets by private endpoints in the
// other. Private clusters are reached when this network is peered with theirs and linked to their DNS zone.

@description('Name of the network.')
param name string

@description('Where it is made.')
param location string

@description('Tags of the resources.')
param tags object

@description('Addresses of the network, /24 or larger; they must not overlap with networks it is peered with.')
param addressPrefix string

@description('Resource id of the storage account.')
param storageAccountId string

@description('Resource id of the key vault.')
param vaultId string

var storageSuffix = environment().suffixes.storage

// .vault.azure.net becomes privatelink.vaultcore.azure.net, and so in each cloud.
var vaultZone = 'privatelink${replace(environment().suffixes.keyvaultDns, '.vault.', '.vaultcore.')}'

var endpoints = [
  { group: 'blob', resourceId: storageAccountId, zone: 'privatelink.blob.${storageSuffix}' }
  { group: 'queue', resourceId: storageAccountId, zone: 'privatelink.queue.${storageSuffix}' }
  { group: 'table', resourceId: storageAccountId, zone: 'privatelink.table.${storageSuffix}' }
  { group: 'vault', resourceId: vaultId, zone: vaultZone }
]

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    addressSpace: {
      addressPrefixes: [
        addressPrefix
      ]
    }
    subnets: [
      {
        name: 'app'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 26, 0)
          delegations: [
            {
              name: 'flex-consumption'
              properties: {
                serviceName: 'Microsoft.App/environments'
              }
            }
          ]
        }
      }
      {
        name: 'endpoints'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 26, 1)
          privateEndpointNetworkPolicies: 'Disabled'
        }
      }
    ]
  }
}

module privateEndpoint 'private-endpoint.bicep' = [
  for endpoint in endpoints: {
    name: 'osm-doctor-endpoint-${endpoint.group}'
    params: {
      name: '${name}-${endpoint.group}'
      location: location
      tags: tags
      networkId: network.id
      subnetId: '${network.id}/subnets/endpoints'
      resourceId: endpoint.resourceId
      group: endpoint.group
      zoneName: endpoint.zone
    }
  }
]

// By name: the order in which Azure lists subnets is nobody's promise.
output appSubnetId string = '${network.id}/subnets/app'
