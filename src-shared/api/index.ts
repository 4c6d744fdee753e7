import type { z } from 'zod'
import { airGapOperations } from './air-gap.ts'
import { anchorOperations } from './anchors.ts'
import { auditOperations } from './audit.ts'
import { authorityOperations } from './authorities.ts'
import { ceremonyOperations } from './ceremonies.ts'
import { certificateOperations } from './certificates.ts'
import { claimOperations } from './claims.ts'
import { cmpOperations } from './cmp.ts'
import { crlOperations } from './crls.ts'
import { dashboardOperations } from './dashboard.ts'
import { deskOperations } from './desk.ts'
import { deviceOperations } from './devices.ts'
import { estOperations } from './est.ts'
import { mpicOperations } from './mpic.ts'
import { ocspOperations } from './ocsp.ts'
import { tokenOperations } from './tokens.ts'
import { tsaOperations } from './tsa.ts'
import { operatorOperations } from './operators.ts'
import { profileOperations } from './profiles.ts'
import { publishOperations } from './publishing.ts'
import { quorumOperations } from './quorum.ts'
import { recoveryOperations } from './recovery.ts'
import { reportOperations } from './reports.ts'
import { requestOperations } from './requests.ts'
import { scepOperations } from './scep.ts'
import { serviceOperations } from './services.ts'
import { sessionOperations } from './session.ts'
import { understandingOperations } from './understanding.ts'
import { viewOperations } from './views.ts'
import { validationOperations } from './validation.ts'
import { viewerOperations } from './viewer.ts'
import { wireOperations } from './wire.ts'
import { yubiKeyOperations } from './yubikey.ts'

/** Everything a person can do, declared once. The windows, the command line and HTTP are derived from this table. */
export const operations = {
  ...sessionOperations,
  ...operatorOperations,
  ...quorumOperations,
  ...authorityOperations,
  ...profileOperations,
  ...requestOperations,
  ...certificateOperations,
  ...viewOperations,
  ...viewerOperations,
  ...crlOperations,
  ...ceremonyOperations,
  ...serviceOperations,
  ...ocspOperations,
  ...validationOperations,
  ...mpicOperations,
  ...publishOperations,
  ...tsaOperations,
  ...cmpOperations,
  ...tokenOperations,
  ...yubiKeyOperations,
  ...estOperations,
  ...scepOperations,
  ...deviceOperations,
  ...wireOperations,
  ...claimOperations,
  ...airGapOperations,
  ...auditOperations,
  ...anchorOperations,
  ...deskOperations,
  ...recoveryOperations,
  ...dashboardOperations,
  ...understandingOperations,
  ...reportOperations
}

export type Api = typeof operations
export type OperationName = keyof Api
/** @returns whether a text names an operation: own names of the table only */
export function isOperationName(name: string): name is OperationName {
  return Object.hasOwn(operations, name)
}
/** What a caller may send: defaults may be left out. */
export type Input<N extends OperationName> = z.input<Api[N]['input']>
/** What a handler receives: parsed, defaults filled in. */
export type ParsedInput<N extends OperationName> = z.output<Api[N]['input']>
export type Output<N extends OperationName> = z.output<Api[N]['output']>
