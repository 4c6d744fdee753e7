import type { LintRule } from '../lint-rule.ts'
import { smimeAuthorityKeyId } from './br-smime/authority-key-id.ts'
import { smimeCrlAddress } from './br-smime/crl-address.ts'
import { smimeKeyAlgorithm } from './br-smime/key-algorithm.ts'
import { smimeKeyUsage } from './br-smime/key-usage.ts'
import { smimeLegacyGeneration } from './br-smime/legacy-generation.ts'
import { smimeMailboxPresent } from './br-smime/mailbox-present.ts'
import { smimeMailboxSubject } from './br-smime/mailbox-subject.ts'
import { smimeNameKinds } from './br-smime/name-kinds.ts'
import { smimeOrganizationSubject } from './br-smime/organization-subject.ts'
import { smimePersonSubject } from './br-smime/person-subject.ts'
import { smimePurposes } from './br-smime/purposes.ts'
import { smimeReservedPolicy } from './br-smime/reserved-policy.ts'
import { smimeSubjectMailboxes } from './br-smime/subject-mailboxes.ts'
import { smimeValidity } from './br-smime/validity.ts'
import { tlsAccessAddressesHttp } from './br-tls/access-addresses-http.ts'
import { tlsAnyPolicy } from './br-tls/any-policy.ts'
import { tlsAttributeAlone } from './br-tls/attribute-alone.ts'
import { tlsAttributeOnce } from './br-tls/attribute-once.ts'
import { tlsAttributeOrder } from './br-tls/attribute-order.ts'
import { tlsAttributePlaceholder } from './br-tls/attribute-placeholder.ts'
import { tlsAuthorityKeyId } from './br-tls/authority-key-id.ts'
import { tlsBasicConstraints } from './br-tls/basic-constraints.ts'
import { tlsCaCrlAddress } from './br-tls/ca-crl-address.ts'
import { tlsCaKeyUsage } from './br-tls/ca-key-usage.ts'
import { tlsCaPolicies } from './br-tls/ca-policies.ts'
import { tlsCaPurposes } from './br-tls/ca-purposes.ts'
import { tlsCaSubject } from './br-tls/ca-subject.ts'
import { tlsCommonNameAmongNames } from './br-tls/common-name-among-names.ts'
import { tlsCommonNameOnce } from './br-tls/common-name-once.ts'
import { tlsCrlAddress } from './br-tls/crl-address.ts'
import { tlsCrlAddressHttp } from './br-tls/crl-address-http.ts'
import { tlsCrlPointForm } from './br-tls/crl-point-form.ts'
import { tlsDvSubject } from './br-tls/dv-subject.ts'
import { tlsInternalName } from './br-tls/internal-name.ts'
import { tlsIssuerAddress } from './br-tls/issuer-address.ts'
import { tlsIvSubject } from './br-tls/iv-subject.ts'
import { tlsKeyAlgorithm } from './br-tls/key-algorithm.ts'
import { tlsKeyUsage } from './br-tls/key-usage.ts'
import { tlsKeyUsageDataEncipherment } from './br-tls/key-usage-data-encipherment.ts'
import { tlsNameKinds } from './br-tls/name-kinds.ts'
import { tlsNamesPresent } from './br-tls/names-present.ts'
import { tlsOrganizationalUnit } from './br-tls/organizational-unit.ts'
import { tlsOvSubject } from './br-tls/ov-subject.ts'
import { tlsPublicSuffix } from './br-tls/public-suffix.ts'
import { tlsPurposesCritical } from './br-tls/purposes-critical.ts'
import { tlsReservedAddress } from './br-tls/reserved-address.ts'
import { tlsReservedPolicy } from './br-tls/reserved-policy.ts'
import { tlsReverseZone } from './br-tls/reverse-zone.ts'
import { tlsRootExtensions } from './br-tls/root-extensions.ts'
import { tlsSerialEntropy } from './br-tls/serial-entropy.ts'
import { tlsServerPurpose } from './br-tls/server-purpose.ts'
import { tlsSignatureAlgorithm } from './br-tls/signature-algorithm.ts'
import { tlsSubjectKeyId } from './br-tls/subject-key-id.ts'
import { tlsUnderscore } from './br-tls/underscore.ts'
import { tlsValidity } from './br-tls/validity.ts'
import { tlsWholeNameConstraints } from './br-tls/whole-name-constraints.ts'
import { issuerKeyStrength } from './other/issuer-key-strength.ts'
import { keyKnown } from './other/key-known.ts'
import { longValidity } from './other/long-validity.ts'
import { mailNames } from './other/mail-names.ts'
import { ocspNoCheckCritical } from './other/ocsp-no-check-critical.ts'
import { ocspNoCheckPurpose } from './other/ocsp-no-check-purpose.ts'
import { ocspSigningAuthority } from './other/ocsp-signing-authority.ts'
import { precertificateAndScts } from './other/precertificate-and-scts.ts'
import { precertificatePoisonCritical } from './other/precertificate-poison-critical.ts'
import { rsaExponent } from './other/rsa-exponent.ts'
import { rsaSize } from './other/rsa-size.ts'
import { rsaSizeMultiple } from './other/rsa-size-multiple.ts'
import { serverNames } from './other/server-names.ts'
import { signatureSha1 } from './other/signature-sha1.ts'
import { smartCardLogonName } from './other/smart-card-logon-name.ts'
import { timestampPurposeAlone } from './other/timestamp-purpose-alone.ts'
import { timestampPurposeCritical } from './other/timestamp-purpose-critical.ts'
import { tlsFeatureCritical } from './other/tls-feature-critical.ts'
import { wildcardPosition } from './other/wildcard-position.ts'
import { alternativeNameBlank } from './rfc5280/alternative-name-blank.ts'
import { alternativeNamesCritical } from './rfc5280/alternative-names-critical.ts'
import { alternativeNamesEmpty } from './rfc5280/alternative-names-empty.ts'
import { anyPurposeCritical } from './rfc5280/any-purpose-critical.ts'
import { authorityAccessCritical } from './rfc5280/authority-access-critical.ts'
import { authorityAccessEmpty } from './rfc5280/authority-access-empty.ts'
import { authorityClass } from './rfc5280/authority-class.ts'
import { authorityKeyIdCritical } from './rfc5280/authority-key-id-critical.ts'
import { authorityKeyIdMatches } from './rfc5280/authority-key-id-matches.ts'
import { authorityKeyIdPair } from './rfc5280/authority-key-id-pair.ts'
import { authorityKeyIdPresent } from './rfc5280/authority-key-id-present.ts'
import { authorityNeedsCertSign } from './rfc5280/authority-needs-cert-sign.ts'
import { authoritySubject } from './rfc5280/authority-subject.ts'
import { basicConstraintsCritical } from './rfc5280/basic-constraints-critical.ts'
import { certSignNeedsAuthority } from './rfc5280/cert-sign-needs-authority.ts'
import { countryCode } from './rfc5280/country-code.ts'
import { countryPrintable } from './rfc5280/country-printable.ts'
import { cpsAddress } from './rfc5280/cps-address.ts'
import { crlPointAddress } from './rfc5280/crl-point-address.ts'
import { crlPointAllReasons } from './rfc5280/crl-point-all-reasons.ts'
import { crlPointComplete } from './rfc5280/crl-point-complete.ts'
import { crlPointsCritical } from './rfc5280/crl-points-critical.ts'
import { directoryAttributesCritical } from './rfc5280/directory-attributes-critical.ts'
import { dnQualifierPrintable } from './rfc5280/dn-qualifier-printable.ts'
import { dnsNameALabels } from './rfc5280/dns-name-a-labels.ts'
import { dnsNameCase } from './rfc5280/dns-name-case.ts'
import { dnsNameSyntax } from './rfc5280/dns-name-syntax.ts'
import { domainComponentIa5 } from './rfc5280/domain-component-ia5.ts'
import { emailAttributeIa5 } from './rfc5280/email-attribute-ia5.ts'
import { emailInSubject } from './rfc5280/email-in-subject.ts'
import { emptySubject } from './rfc5280/empty-subject.ts'
import { encipherOnly } from './rfc5280/encipher-only.ts'
import { endEntityClass } from './rfc5280/end-entity-class.ts'
import { explicitTextLength } from './rfc5280/explicit-text-length.ts'
import { extensionSyntax } from './rfc5280/extension-syntax.ts'
import { freshestCrlCritical } from './rfc5280/freshest-crl-critical.ts'
import { inhibitAnyPolicyAuthority } from './rfc5280/inhibit-any-policy-authority.ts'
import { inhibitAnyPolicyCritical } from './rfc5280/inhibit-any-policy-critical.ts'
import { issuerAddressScheme } from './rfc5280/issuer-address-scheme.ts'
import { issuerAlternativeNamesCritical } from './rfc5280/issuer-alternative-names-critical.ts'
import { issuerAttributeLength } from './rfc5280/issuer-attribute-length.ts'
import { issuerMatches } from './rfc5280/issuer-matches.ts'
import { issuerNotEmpty } from './rfc5280/issuer-not-empty.ts'
import { keyOfIssuer } from './rfc5280/key-of-issuer.ts'
import { keyUsageAuthority } from './rfc5280/key-usage-authority.ts'
import { keyUsageAuthorityEncipherment } from './rfc5280/key-usage-authority-encipherment.ts'
import { keyUsageCritical } from './rfc5280/key-usage-critical.ts'
import { keyUsageEc } from './rfc5280/key-usage-ec.ts'
import { keyUsageEmpty } from './rfc5280/key-usage-empty.ts'
import { keyUsageRsaAgreement } from './rfc5280/key-usage-rsa-agreement.ts'
import { keyUsageSignatureOnly } from './rfc5280/key-usage-signature-only.ts'
import { mailboxSyntax } from './rfc5280/mailbox-syntax.ts'
import { nameConstraintsAuthority } from './rfc5280/name-constraints-authority.ts'
import { nameConstraintsCritical } from './rfc5280/name-constraints-critical.ts'
import { nameConstraintsDistance } from './rfc5280/name-constraints-distance.ts'
import { nameConstraintsEmpty } from './rfc5280/name-constraints-empty.ts'
import { nameConstraintsKind } from './rfc5280/name-constraints-kind.ts'
import { noticeReference } from './rfc5280/notice-reference.ts'
import { ocspAddressScheme } from './rfc5280/ocsp-address-scheme.ts'
import { pathLengthAuthority } from './rfc5280/path-length-authority.ts'
import { policiesEmpty } from './rfc5280/policies-empty.ts'
import { policiesRepeated } from './rfc5280/policies-repeated.ts'
import { policyConstraintsAuthority } from './rfc5280/policy-constraints-authority.ts'
import { policyConstraintsCritical } from './rfc5280/policy-constraints-critical.ts'
import { policyConstraintsEmpty } from './rfc5280/policy-constraints-empty.ts'
import { policyMappingsAny } from './rfc5280/policy-mappings-any.ts'
import { policyMappingsAsserted } from './rfc5280/policy-mappings-asserted.ts'
import { policyMappingsAuthority } from './rfc5280/policy-mappings-authority.ts'
import { policyMappingsCritical } from './rfc5280/policy-mappings-critical.ts'
import { policyQualifiers } from './rfc5280/policy-qualifiers.ts'
import { purposeFitsUsage } from './rfc5280/purpose-fits-usage.ts'
import { purposesEmpty } from './rfc5280/purposes-empty.ts'
import { purposesRepeated } from './rfc5280/purposes-repeated.ts'
import { revocationPointer } from './rfc5280/revocation-pointer.ts'
import { serialLength } from './rfc5280/serial-length.ts'
import { serialNumberPrintable } from './rfc5280/serial-number-printable.ts'
import { serialPositive } from './rfc5280/serial-positive.ts'
import { signatureAlgorithm } from './rfc5280/signature-algorithm.ts'
import { smtpUtf8Needed } from './rfc5280/smtp-utf8-needed.ts'
import { subjectAccessCritical } from './rfc5280/subject-access-critical.ts'
import { subjectAttributeLength } from './rfc5280/subject-attribute-length.ts'
import { subjectKeyIdAuthority } from './rfc5280/subject-key-id-authority.ts'
import { subjectKeyIdCritical } from './rfc5280/subject-key-id-critical.ts'
import { subjectKeyIdEndEntity } from './rfc5280/subject-key-id-end-entity.ts'
import { subjectKeyIdSize } from './rfc5280/subject-key-id-size.ts'
import { subjectStringType } from './rfc5280/subject-string-type.ts'
import { uniqueIds } from './rfc5280/unique-ids.ts'
import { unknownCritical } from './rfc5280/unknown-critical.ts'
import { uriAbsolute } from './rfc5280/uri-absolute.ts'
import { uriHost } from './rfc5280/uri-host.ts'
import { validityForm } from './rfc5280/validity-form.ts'
import { validityOrder } from './rfc5280/validity-order.ts'
import { validityType } from './rfc5280/validity-type.ts'
import { validityWithinIssuer } from './rfc5280/validity-within-issuer.ts'
import { version } from './rfc5280/version.ts'

/** Raised whenever a rule is added, changed or taken out, so that a kept report can be told from a new one. */
export const rulesVersion = '1'

/** Every rule, in the order in which findings are listed. */
export const rules: readonly LintRule[] = [
  extensionSyntax,
  version,
  serialPositive,
  serialLength,
  signatureAlgorithm,
  issuerNotEmpty,
  issuerMatches,
  validityOrder,
  validityForm,
  validityType,
  validityWithinIssuer,
  uniqueIds,
  authoritySubject,
  emptySubject,
  subjectAttributeLength,
  issuerAttributeLength,
  subjectStringType,
  countryPrintable,
  serialNumberPrintable,
  dnQualifierPrintable,
  domainComponentIa5,
  emailAttributeIa5,
  countryCode,
  emailInSubject,
  authorityKeyIdPresent,
  authorityKeyIdCritical,
  authorityKeyIdPair,
  authorityKeyIdMatches,
  subjectKeyIdAuthority,
  subjectKeyIdEndEntity,
  subjectKeyIdCritical,
  subjectKeyIdSize,
  keyUsageEmpty,
  keyUsageAuthority,
  keyUsageCritical,
  certSignNeedsAuthority,
  authorityNeedsCertSign,
  encipherOnly,
  keyUsageAuthorityEncipherment,
  keyUsageEc,
  keyUsageSignatureOnly,
  keyUsageRsaAgreement,
  policiesEmpty,
  policiesRepeated,
  policyQualifiers,
  explicitTextLength,
  noticeReference,
  cpsAddress,
  policyMappingsAuthority,
  policyMappingsAny,
  policyMappingsAsserted,
  policyMappingsCritical,
  alternativeNamesEmpty,
  alternativeNamesCritical,
  alternativeNameBlank,
  dnsNameSyntax,
  dnsNameALabels,
  dnsNameCase,
  mailboxSyntax,
  smtpUtf8Needed,
  uriAbsolute,
  uriHost,
  issuerAlternativeNamesCritical,
  directoryAttributesCritical,
  basicConstraintsCritical,
  pathLengthAuthority,
  authorityClass,
  endEntityClass,
  nameConstraintsAuthority,
  nameConstraintsCritical,
  nameConstraintsEmpty,
  nameConstraintsDistance,
  nameConstraintsKind,
  policyConstraintsCritical,
  policyConstraintsEmpty,
  policyConstraintsAuthority,
  purposesEmpty,
  purposesRepeated,
  anyPurposeCritical,
  purposeFitsUsage,
  crlPointsCritical,
  crlPointComplete,
  crlPointAllReasons,
  crlPointAddress,
  freshestCrlCritical,
  inhibitAnyPolicyCritical,
  inhibitAnyPolicyAuthority,
  authorityAccessCritical,
  authorityAccessEmpty,
  issuerAddressScheme,
  ocspAddressScheme,
  subjectAccessCritical,
  unknownCritical,
  revocationPointer,
  keyOfIssuer,
  signatureSha1,
  keyKnown,
  rsaSize,
  rsaSizeMultiple,
  rsaExponent,
  ocspNoCheckPurpose,
  ocspNoCheckCritical,
  ocspSigningAuthority,
  timestampPurposeCritical,
  timestampPurposeAlone,
  tlsFeatureCritical,
  precertificateAndScts,
  precertificatePoisonCritical,
  serverNames,
  wildcardPosition,
  mailNames,
  smartCardLogonName,
  issuerKeyStrength,
  longValidity,
  tlsValidity,
  tlsNamesPresent,
  tlsNameKinds,
  tlsCommonNameAmongNames,
  tlsCommonNameOnce,
  tlsPublicSuffix,
  tlsInternalName,
  tlsUnderscore,
  tlsReservedAddress,
  tlsReverseZone,
  tlsServerPurpose,
  tlsPurposesCritical,
  tlsKeyUsage,
  tlsKeyUsageDataEncipherment,
  tlsReservedPolicy,
  tlsAnyPolicy,
  tlsDvSubject,
  tlsOvSubject,
  tlsIvSubject,
  tlsOrganizationalUnit,
  tlsAttributeOnce,
  tlsAttributeAlone,
  tlsAttributeOrder,
  tlsAttributePlaceholder,
  tlsAuthorityKeyId,
  tlsSubjectKeyId,
  tlsIssuerAddress,
  tlsAccessAddressesHttp,
  tlsCrlAddress,
  tlsCrlAddressHttp,
  tlsCrlPointForm,
  tlsBasicConstraints,
  tlsKeyAlgorithm,
  tlsSignatureAlgorithm,
  tlsSerialEntropy,
  tlsWholeNameConstraints,
  tlsCaSubject,
  tlsCaKeyUsage,
  tlsCaPurposes,
  tlsCaPolicies,
  tlsCaCrlAddress,
  tlsRootExtensions,
  smimeMailboxPresent,
  smimeNameKinds,
  smimeSubjectMailboxes,
  smimePurposes,
  smimeReservedPolicy,
  smimeLegacyGeneration,
  smimeValidity,
  smimeKeyUsage,
  smimeCrlAddress,
  smimeAuthorityKeyId,
  smimeKeyAlgorithm,
  smimeMailboxSubject,
  smimeOrganizationSubject,
  smimePersonSubject
]
