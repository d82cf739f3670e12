// Kull in Azure: one container app, one PostgreSQL, a Key Vault, a managed identity, and a log.
//   az deployment group create -g kull -f infra/azure/main.bicep -p infra/azure/trial.parameters.json -p databasePassword=…
// The vault's `sign-in-secret` is laid in it by a person, before the app starts. The identity is given its permissions by
// infra/entra/register.py --principal IDENTITY-OBJECT-ID: then there is no secret for Graph at all.
targetScope = 'resourceGroup'

@description('Begins the name of everything.')
@minLength(3)
@maxLength(12)
param name string = 'kull'
param location string = resourceGroup().location
@description('The image, with its digest.')
param image string
@description('The address people reach it by, with https://.')
param publicUrl string
param entraTenantId string = subscription().tenantId
param signInClientId string
@description('The mailbox that invites.')
param organiser string
@description('Comes from infra/permissions.md; empty: the service does all.')
param capabilities string = ''
@secure()
param databasePassword string
@description('trial: small, and backups for a week. production: zone-redundant, and for five weeks.')
@allowed(['trial', 'production'])
param size string = 'trial'
@description('The database, the vault and the app in a network of their own, without public addresses.')
param privateNetwork bool = false

var production = size == 'production'
var unique = uniqueString(resourceGroup().id, name)
var vaultReader = '4633458b-17de-408a-b874-0445c86b69e6' // Key Vault Secrets User

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-identity'
  location: location
}

resource log 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${name}-log'
  location: location
  properties: {
    retentionInDays: production ? 365 : 30
  }
}

resource network 'Microsoft.Network/virtualNetworks@2024-01-01' = if (privateNetwork) {
  name: '${name}-network'
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: ['10.20.0.0/16']
    }
    subnets: [
      {
        name: 'app'
        properties: {
          addressPrefix: '10.20.0.0/23'
          delegations: [{ name: 'app', properties: { serviceName: 'Microsoft.App/environments' } }]
        }
      }
      {
        name: 'database'
        properties: {
          addressPrefix: '10.20.2.0/28'
          delegations: [{ name: 'database', properties: { serviceName: 'Microsoft.DBforPostgreSQL/flexibleServers' } }]
        }
      }
    ]
  }
}

resource zone 'Microsoft.Network/privateDnsZones@2020-06-01' = if (privateNetwork) {
  name: '${name}.private.postgres.database.azure.com'
  location: 'global'
}

resource link 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2020-06-01' = if (privateNetwork) {
  parent: zone
  name: '${name}-link'
  location: 'global'
  properties: {
    registrationEnabled: false
    virtualNetwork: {
      id: network.id
    }
  }
}

resource database 'Microsoft.DBforPostgreSQL/flexibleServers@2023-12-01-preview' = {
  name: '${name}-${unique}'
  location: location
  sku: {
    name: production ? 'Standard_D2ds_v5' : 'Standard_B1ms'
    tier: production ? 'GeneralPurpose' : 'Burstable'
  }
  properties: {
    version: '17'
    administratorLogin: 'kull'
    administratorLoginPassword: databasePassword
    storage: {
      storageSizeGB: 32
    }
    backup: {
      backupRetentionDays: production ? 35 : 7
      geoRedundantBackup: 'Disabled'
    }
    highAvailability: {
      mode: production ? 'ZoneRedundant' : 'Disabled'
    }
    network: privateNetwork ? {
      delegatedSubnetResourceId: '${network.id}/subnets/database'
      privateDnsZoneArmResourceId: zone.id
    } : {}
  }
  dependsOn: [link]
}

resource rows 'Microsoft.DBforPostgreSQL/flexibleServers/databases@2023-12-01-preview' = {
  parent: database
  name: 'kull'
}

resource azureOnly 'Microsoft.DBforPostgreSQL/flexibleServers/firewallRules@2023-12-01-preview' = if (!privateNetwork) {
  parent: database
  name: 'azure'
  properties: {
    startIpAddress: '0.0.0.0'
    endIpAddress: '0.0.0.0'
  }
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: '${name}${unique}'
  location: location
  properties: {
    tenantId: entraTenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enablePurgeProtection: true
  }
}

resource databaseUrl 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'database-url'
  properties: {
    value: 'postgresql://kull:${uriComponent(databasePassword)}@${database.properties.fullyQualifiedDomainName}/kull?sslmode=require'
  }
}

resource reads 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, identity.id, vaultReader)
  scope: vault
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', vaultReader)
  }
}

resource environment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: '${name}-environment'
  location: location
  properties: {
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: {
        customerId: log.properties.customerId
        sharedKey: log.listKeys().primarySharedKey
      }
    }
    vnetConfiguration: privateNetwork ? {
      infrastructureSubnetId: '${network.id}/subnets/app'
      internal: false
    } : {}
    zoneRedundant: production && privateNetwork
  }
}

resource app 'Microsoft.App/containerApps@2024-03-01' = {
  name: name
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  properties: {
    environmentId: environment.id
    configuration: {
      ingress: {
        external: true
        targetPort: 8000
        allowInsecure: false
      }
      secrets: [
        { name: 'database-url', keyVaultUrl: databaseUrl.properties.secretUri, identity: identity.id }
        { name: 'sign-in-secret', keyVaultUrl: '${vault.properties.vaultUri}secrets/sign-in-secret', identity: identity.id }
      ]
    }
    template: {
      containers: [
        {
          name: 'kull'
          image: image
          resources: {
            cpu: 1
            memory: '2Gi'
          }
          env: [
            { name: 'KULL_TENANT', value: 'live' }
            { name: 'KULL_DATABASE_URL', secretRef: 'database-url' }
            { name: 'KULL_SIGN_IN_SECRET', secretRef: 'sign-in-secret' }
            { name: 'KULL_PUBLIC_URL', value: publicUrl }
            { name: 'KULL_ENTRA_TENANT_ID', value: entraTenantId }
            { name: 'KULL_GRAPH_CLIENT_ID', value: identity.properties.clientId }
            { name: 'KULL_SIGN_IN_CLIENT_ID', value: signInClientId }
            { name: 'KULL_ORGANISER', value: organiser }
            { name: 'KULL_CAPABILITIES', value: capabilities }
            { name: 'KULL_TRUSTED_PROXIES', value: '100.100.0.0/16' }
          ]
          probes: [
            { type: 'Liveness', httpGet: { path: '/health/live', port: 8000 }, periodSeconds: 30 }
            { type: 'Readiness', httpGet: { path: '/health/ready', port: 8000 }, periodSeconds: 10 }
          ]
        }
      ]
      scale: {
        minReplicas: 1 // of two with one database the second refuses to start
        maxReplicas: 1
      }
    }
  }
  dependsOn: [reads, rows]
}

output address string = 'https://${app.properties.configuration.ingress.fqdn}'
output identityObjectId string = identity.properties.principalId
output identityClientId string = identity.properties.clientId
