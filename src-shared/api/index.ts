import type { z } from 'zod'
import { auditOperations } from './audit.ts'
import { authorityOperations } from './authorities.ts'
import { certificateOperations } from './certificates.ts'
import { cmpOperations } from './cmp.ts'
import { crlOperations } from './crls.ts'
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
import { requestOperations } from './requests.ts'
import { scepOperations } from './scep.ts'
import { serviceOperations } from './services.ts'
import { sessionOperations } from './session.ts'
import { validationOperations } from './validation.ts'
import { yubiKeyOperations } from './yubikey.ts'

/** Everything a person can do, declared once. The windows, the command line and HTTP are derived from this table. */
export const operations = {
  ...sessionOperations,
  ...operatorOperations,
  ...authorityOperations,
  ...profileOperations,
  ...requestOperations,
  ...certificateOperations,
  ...crlOperations,
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
  ...auditOperations,
  ...deskOperations
}

export type Api = typeof operations
export type OperationName = keyof Api
/** What a caller may send: defaults may be left out. */
export type Input<N extends OperationName> = z.input<Api[N]['input']>
/** What a handler receives: parsed, defaults filled in. */
export type ParsedInput<N extends OperationName> = z.output<Api[N]['input']>
export type Output<N extends OperationName> = z.output<Api[N]['output']>
