import { firstSchema } from './0001-first-schema.ts'
import { rsaModuli } from './0002-rsa-moduli.ts'
import { acme } from './0003-acme.ts'
import { ocsp } from './0004-ocsp.ts'
import { issuanceTables } from './0005-issuance-tables.ts'
import { proofs } from './0006-proofs.ts'
import { perspectives } from './0007-perspectives.ts'
import { crlKinds } from './0008-crl-kinds.ts'
import { timeStamps } from './0009-time-stamps.ts'
import { publishing } from './0010-publishing.ts'
import { acmeAdditions } from './0011-acme-additions.ts'
import { tokens } from './0012-tokens.ts'
import { scep } from './0013-scep.ts'
import { est } from './0014-est.ts'
import { cmp } from './0015-cmp.ts'
import { ceremonies } from './0016-ceremonies.ts'
import { recovery } from './0017-recovery.ts'
import { desk } from './0018-desk.ts'
import { acmeMail } from './0019-acme-mail.ts'
import { yubiKeys } from './0020-yubikeys.ts'
import { airGap } from './0021-air-gap.ts'
import { quorum } from './0022-quorum.ts'
import { recoveryDrills } from './0023-recovery-drills.ts'
import { ceremonyRecords } from './0024-ceremony-records.ts'
import { claims } from './0025-claims.ts'
import { wireLog } from './0026-wire-log.ts'
import { dashboardFigures } from './0027-dashboard.ts'
import { reports } from './0028-reports.ts'
import { requestWork } from './0029-request-work.ts'
import { certificateFacts } from './0030-certificate-facts.ts'
import { auditAnchors } from './0031-audit-anchors.ts'
import { incidents } from './0032-incidents.ts'
import { listIndexes } from './0033-list-indexes.ts'
import { crlProfiles } from './0034-crl-profiles.ts'
import { estUses } from './0035-est-uses.ts'
import { boundValidity } from './0036-bound-validity.ts'
import { acmeDevices } from './0037-acme-devices.ts'
import { compromisedKeys } from './0038-compromised-keys.ts'
import { firstOrganization } from './0039-first-organization.ts'
import type { Migration } from './migration.ts'

/** Every step in order. Append only. */
export const migrations: readonly Migration[] = [
  firstSchema,
  rsaModuli,
  acme,
  ocsp,
  issuanceTables,
  proofs,
  perspectives,
  crlKinds,
  timeStamps,
  publishing,
  acmeAdditions,
  tokens,
  scep,
  est,
  cmp,
  ceremonies,
  recovery,
  desk,
  acmeMail,
  yubiKeys,
  airGap,
  quorum,
  recoveryDrills,
  ceremonyRecords,
  claims,
  wireLog,
  dashboardFigures,
  reports,
  requestWork,
  certificateFacts,
  auditAnchors,
  incidents,
  listIndexes,
  crlProfiles,
  estUses,
  boundValidity,
  acmeDevices,
  compromisedKeys,
  firstOrganization
]
