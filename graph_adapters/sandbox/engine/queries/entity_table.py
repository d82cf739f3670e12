"""The names each of Graph's types has: properties, and after `>` what it leads to. `<` names the type it extends.

The names are facts of Microsoft's v1.0 metadata, as its Python library msgraph-sdk 1.65 carries them; a test holds
this table against that library. Asking for a name that is not here is refused, as Graph refuses it.
"""

TABLE = """
aadUserConversationMember < conversationMember: email tenantId userId > user
application < directoryObject: addIns api appId applicationTemplateId appRoles authenticationBehaviors
    certification createdByAppId createdDateTime defaultRedirectUri description disabledByMicrosoftStatus
    displayName groupMembershipClaims identifierUris info isDeviceOnlyAuthSupported isDisabled
    isFallbackPublicClient keyCredentials logo managerApplications nativeAuthenticationApisEnabled notes
    oauth2RequirePostResponse optionalClaims parentalControlSettings passwordCredentials publicClient
    publisherDomain requestSignatureVerification requiredResourceAccess samlMetadataUrl
    serviceManagementReference servicePrincipalLockConfiguration signInAudience spa tags tokenEncryptionKeyId
    uniqueName verifiedPublisher web > appManagementPolicies createdOnBehalfOf extensionProperties
    federatedIdentityCredentials homeRealmDiscoveryPolicies owners synchronization tokenIssuancePolicies
    tokenLifetimePolicies
appRoleAssignment < directoryObject: appRoleId createdDateTime principalDisplayName principalId
    principalType resourceDisplayName resourceId
attachment: contentType isInline lastModifiedDateTime name size
attendanceRecord: attendanceIntervals emailAddress externalRegistrationInformation identity registrationId
    role totalAttendanceInSeconds
baseItem: createdBy createdDateTime description eTag lastModifiedBy lastModifiedDateTime name
    parentReference webUrl > createdByUser lastModifiedByUser
baseItemVersion: lastModifiedBy lastModifiedDateTime publication
calendar: allowedOnlineMeetingProviders canEdit canShare canViewPrivateItems changeKey color
    defaultOnlineMeetingProvider hexColor isDefaultCalendar isRemovable isTallyingResponses name owner >
    calendarPermissions calendarView events multiValueExtendedProperties singleValueExtendedProperties
callRecording: callId content contentCorrelationId createdDateTime endDateTime meetingId meetingOrganizer
    recordingContentUrl
channel: createdDateTime description displayName email isArchived isFavoriteByDefault layoutType
    membershipType migrationMode originalCreatedDateTime summary tenantId webUrl > allMembers enabledApps
    filesFolder members messages sharedWithTeams tabs
chatMessage: attachments body channelIdentity chatId createdDateTime deletedDateTime etag eventDetail from
    importance lastEditedDateTime lastModifiedDateTime locale mentions messageHistory messageType
    policyViolation reactions replyToId subject summary webUrl > hostedContents replies
conversationMember: displayName roles visibleHistoryStartDateTime
dateTimeTimeZone: dateTime timeZone
directoryObject: deletedDateTime
domain: authenticationType availabilityStatus isAdminManaged isDefault isInitial isRoot isVerified manufacturer
    model passwordNotificationWindowInDays passwordValidityPeriodInDays state supportedServices >
    domainNameReferences federationConfiguration rootDomain serviceConfigurationRecords verificationDnsRecords
drive < baseItem: driveType owner quota sharePointIds system > bundles following items list root special
driveItem < baseItem: audio bundle content cTag deleted file fileSystemInfo folder image location malware
    package pendingOperations photo publication remoteItem root searchResult shared sharepointIds size
    specialFolder video webDavUrl > analytics children listItem permissions retentionLabel subscriptions
    thumbnails versions workbook
driveItemVersion < baseItemVersion: content size
emailAddress: address name
employeeOrgData: costCenter division
event < outlookItem: allowNewTimeProposals attendees body bodyPreview cancelledOccurrences end
    hasAttachments hideAttendees iCalUId importance isAllDay isCancelled isDraft isOnlineMeeting isOrganizer
    isReminderOn location locations onlineMeeting onlineMeetingProvider onlineMeetingUrl organizer
    originalEndTimeZone originalStart originalStartTimeZone recurrence reminderMinutesBeforeStart
    responseRequested responseStatus sensitivity seriesMasterId showAs start subject transactionId type
    webLink > attachments calendar exceptionOccurrences extensions instances multiValueExtendedProperties
    singleValueExtendedProperties
fileAttachment < attachment: contentBytes contentId contentLocation
fileSystemInfo: createdDateTime lastAccessedDateTime lastModifiedDateTime
followupFlag: completedDateTime dueDateTime flagStatus startDateTime
group < directoryObject: accessType allowExternalSenders assignedLabels assignedLicenses
    autoSubscribeNewMembers classification createdDateTime description displayName expirationDateTime
    groupTypes hasMembersWithLicenseErrors hideFromAddressLists hideFromOutlookClients infoCatalogs isArchived
    isAssignableToRole isFavorite isManagementRestricted isSubscribedByMail licenseProcessingState mail
    mailEnabled mailNickname membershipRule membershipRuleProcessingState onPremisesDomainName
    onPremisesExtensionAttributes onPremisesLastSyncDateTime onPremisesNetBiosName
    onPremisesProvisioningErrors onPremisesSamAccountName onPremisesSecurityIdentifier onPremisesSyncEnabled
    organizationId preferredDataLocation preferredLanguage proxyAddresses renewedDateTime
    resourceBehaviorOptions resourceProvisioningOptions securityEnabled securityIdentifier
    serviceProvisioningErrors theme uniqueName unseenConversationsCount unseenCount unseenMessagesCount
    visibility welcomeMessageEnabled > acceptedSenders appRoleAssignments calendar calendarView conversations
    createdOnBehalfOf drive drives events extensions groupLifecyclePolicies memberOf members
    membersWithLicenseErrors onenote onPremisesSyncBehavior owners permissionGrants photo photos planner
    rejectedSenders settings sites team threads transitiveMemberOf transitiveMembers
invitation: invitedUserDisplayName invitedUserEmailAddress invitedUserMessageInfo invitedUserType
    inviteRedeemUrl inviteRedirectUrl resetRedemption sendInvitationMessage status > invitedUser
    invitedUserSponsors
itemAttachment < attachment: > item
itemBody: content contentType
itemReference: driveId driveType id name path shareId sharepointIds siteId
licenseDetails: servicePlans skuId skuPartNumber
list < baseItem: displayName list permissions sharepointIds system > columns contentTypes drive items
    operations subscriptions
location: address coordinates displayName locationEmailAddress locationType locationUri uniqueId uniqueIdType
mailboxSettings: archiveFolder automaticRepliesSetting dateFormat
    delegateMeetingMessageDeliveryOptions language timeFormat timeZone userPurpose workingHours
mailFolder: childFolderCount displayName isHidden parentFolderId totalItemCount unreadItemCount >
    childFolders messageRules messages multiValueExtendedProperties singleValueExtendedProperties
meetingAttendanceReport: externalEventInformation meetingEndDateTime meetingStartDateTime
    totalParticipantCount > attendanceRecords
message < outlookItem: bccRecipients body bodyPreview ccRecipients conversationId conversationIndex flag
    from hasAttachments importance inferenceClassification internetMessageHeaders internetMessageId
    isDeliveryReceiptRequested isDraft isRead isReadReceiptRequested parentFolderId receivedDateTime replyTo
    sender sentDateTime subject toRecipients uniqueBody webLink > attachments extensions
    multiValueExtendedProperties singleValueExtendedProperties
messageRule: actions conditions displayName exceptions hasError isEnabled isReadOnly sequence
oAuth2PermissionGrant: clientId consentType principalId resourceId scope
onlineMeeting < onlineMeetingBase: attendeeReport broadcastSettings creationDateTime endDateTime
    externalId isBroadcast meetingTemplateId participants startDateTime > recordings transcripts
onlineMeetingBase: allowAttendeeToEnableCamera allowAttendeeToEnableMic allowBreakoutRooms
    allowCopyingAndSharingMeetingContent allowedLobbyAdmitters allowedPresenters allowLiveShare
    allowMeetingChat allowParticipantsToChangeName allowPowerPointSharing allowRecording
    allowTeamworkReactions allowTranscription allowWhiteboard audioConferencing chatInfo chatRestrictions
    cloudVideoInteropInfo expiryDateTime isEndToEndEncryptionEnabled isEntryExitAnnounced joinInformation
    joinMeetingIdSettings joinWebUrl lobbyBypassSettings meetingOptionsWebUrl meetingSpokenLanguageTag
    meetingType recordAutomatically sensitivityLabelAssignment shareMeetingChatHistoryDefault subject
    videoTeleconferenceId watermarkProtection > attendanceReports
organization < directoryObject: assignedPlans businessPhones city country countryLetterCode
    createdDateTime defaultUsageLocation displayName marketingNotificationEmails
    mobileDeviceManagementAuthority onPremisesLastSyncDateTime onPremisesSyncEnabled partnerTenantType
    postalCode preferredLanguage privacyProfile provisionedPlans securityComplianceNotificationMails
    securityComplianceNotificationPhones state street technicalNotificationMails tenantType verifiedDomains >
    branding certificateBasedAuthConfiguration extensions
outlookItem: categories changeKey createdDateTime lastModifiedDateTime
permission: expirationDateTime grantedTo grantedToIdentities grantedToIdentitiesV2 grantedToV2 hasPassword
    inheritedFrom invitation link roles shareId
plannerAssignedToTaskBoardTaskFormat: orderHintsByAssignee unassignedOrderHint
plannerBucket: name orderHint planId > tasks
plannerBucketTaskBoardTaskFormat: orderHint
plannerPlan: container createdBy createdDateTime owner title > buckets details tasks
plannerPlanDetails: categoryDescriptions sharedWith
plannerProgressTaskBoardTaskFormat: orderHint
plannerTask: activeChecklistItemCount appliedCategories assigneePriority assignments bucketId
    checklistItemCount completedBy completedDateTime conversationThreadId createdBy createdDateTime
    dueDateTime hasDescription orderHint percentComplete planId previewType priority referenceCount
    startDateTime title > assignedToTaskBoardFormat bucketTaskBoardFormat details progressTaskBoardFormat
plannerTaskDetails: checklist description previewType references
recipient: emailAddress
referenceAttachment < attachment:
servicePrincipal < directoryObject: accountEnabled addIns alternativeNames appDescription appDisplayName
    appId applicationTemplateId appOwnerOrganizationId appRoleAssignmentRequired appRoles createdByAppId
    customSecurityAttributes description disabledByMicrosoftStatus displayName homepage info isDisabled
    keyCredentials loginUrl logoutUrl notes notificationEmailAddresses oauth2PermissionScopes
    passwordCredentials preferredSingleSignOnMode preferredTokenSigningKeyThumbprint replyUrls
    resourceSpecificApplicationPermissions samlSingleSignOnSettings servicePrincipalNames servicePrincipalType
    signInAudience tags tokenEncryptionKeyId verifiedPublisher > appManagementPolicies appRoleAssignedTo
    appRoleAssignments claimsMappingPolicies createdObjects delegatedPermissionClassifications endpoints
    federatedIdentityCredentials homeRealmDiscoveryPolicies memberOf oauth2PermissionGrants ownedObjects
    owners remoteDesktopSecurityConfiguration synchronization tokenIssuancePolicies tokenLifetimePolicies
    transitiveMemberOf
site < baseItem: displayName error isPersonalSite root sharepointIds siteCollection > analytics columns
    contentTypes drive drives externalColumns items lists onenote operations pages permissions sites termStore
    termStores
siteCollection: archivalDetails dataLocationCode hostname root
subscription: applicationId changeType clientState creatorId encryptionCertificate encryptionCertificateId
    expirationDateTime includeResourceData latestSupportedTlsVersion lifecycleNotificationUrl
    notificationQueryOptions notificationUrl notificationUrlAppId resource vapidPublicKey
    webPushEncryptionP256dhPublicKey webPushEncryptionSecret
team: classification createdDateTime description displayName firstChannelName funSettings guestSettings
    internalId isArchived memberSettings messagingSettings specialization summary tenantId visibility webUrl >
    allChannels channels group incomingChannels installedApps members operations permissionGrants photo
    primaryChannel schedule tags template
teamsApp: displayName distributionMethod externalId > appDefinitions
teamsAppInstallation: consentedPermissionSet > teamsApp teamsAppDefinition
teamsAsyncOperation: attemptsCount createdDateTime error lastActionDateTime operationType status
    targetResourceId targetResourceLocation
teamsTab: configuration displayName webUrl > teamsApp
thumbnailSet: large medium small source
timeZoneInformation: alias displayName
user < directoryObject: aboutMe accountEnabled ageGroup assignedLicenses assignedPlans authorizationInfo
    birthday businessPhones city companyName consentProvidedForMinor country createdDateTime creationType
    customSecurityAttributes department deviceEnrollmentLimit displayName employeeHireDate employeeId
    employeeLeaveDateTime employeeOrgData employeeType externalUserState externalUserStateChangeDateTime
    faxNumber givenName hireDate identities identityParentId imAddresses interests isManagementRestricted
    isResourceAccount jobTitle lastPasswordChangeDateTime legalAgeGroupClassification licenseAssignmentStates
    mail mailboxSettings mailNickname mobilePhone mySite notes officeLocation onPremisesDistinguishedName
    onPremisesDomainName onPremisesExtensionAttributes onPremisesImmutableId onPremisesLastSyncDateTime
    onPremisesProvisioningErrors onPremisesSamAccountName onPremisesSecurityIdentifier onPremisesSyncEnabled
    onPremisesUserPrincipalName otherMails passwordPolicies passwordProfile pastProjects postalCode
    preferredDataLocation preferredLanguage preferredName print provisionedPlans proxyAddresses
    responsibilities schools securityIdentifier serviceProvisioningErrors showInAddressList signInActivity
    signInSessionsValidFromDateTime skills state streetAddress surname usageLocation userPrincipalName
    userType > activities adhocCalls agreementAcceptances appRoleAssignments authentication calendar
    calendarGroups calendars calendarView chats cloudClipboard cloudPCs contactFolders contacts createdObjects
    dataSecurityAndGovernance deviceManagementTroubleshootingEvents directReports drive drives
    employeeExperience events extensions followedSites inferenceClassification insights joinedTeams
    licenseDetails mailFolders managedAppRegistrations managedDevices manager memberOf messages
    oauth2PermissionGrants onenote onlineMeetings onPremisesSyncBehavior outlook ownedDevices ownedObjects
    people permissionGrants photo photos planner presence registeredDevices scopedRoleMemberOf settings
    solutions sponsorOf sponsors teamwork todo transitiveMemberOf
"""
