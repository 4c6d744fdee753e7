import { addDuration, durationOf, durationWords } from '../../../src-shared/model/duration.ts'
import type { WantedValidity } from '../../../src-shared/model/request.ts'
import type { ServiceProfile } from '../../ca/profiles/present.ts'
import { inclusiveEnd } from '../../ca/profile/resolve-validity.ts'
import { boundValidity } from '../../ca/profiles/bound-validity.ts'
import { getAcmeEab, type AcmeAccountRow, type AcmeEabRow, type AcmeOrderRow } from '../../store/acme.ts'
import { timestamp } from './answer.ts'
import { Problem } from './problem.ts'
import type { AcmeRuntime, ServiceContext } from './runtime.ts'

type OrderedSpan = Pick<AcmeOrderRow, 'notBefore' | 'notAfter'>

/**
 * An order that says its own end (RFC 8555 7.4) stays within the validity of the credential of its account, counted as
 * the door counts: from its own beginning, or from where the profile lets a certificate of this moment begin.
 * @throws Problem `malformed`
 */
export function requireWithinCredential(
  runtime: AcmeRuntime,
  account: AcmeAccountRow,
  { backdate }: ServiceProfile,
  { notBefore, notAfter }: OrderedSpan
): void {
  if (notAfter === null || account.eabId === null) return
  const eab = getAcmeEab(runtime.parts.reader(), account.eabId)
  if (eab === undefined || eab.validity === null) return
  const start = notBefore ?? addDuration(runtime.parts.clock.now(), durationOf(backdate), -1)
  const latest = inclusiveEnd(Math.floor(start / 1000) * 1000, eab.validity)
  if (notAfter > latest)
    throw new Problem(
      'malformed',
      `Certificates under the credential "${eab.name}" are valid for ${durationWords(eab.validity)}, here until ${timestamp(latest)}. Ask for no later notAfter, or leave it out.`
    )
}

/**
 * @returns the validity of an order: what it says itself, else that of its credential, else what the profile says
 * @throws Problem `badCSR` where the credential has one and the profile lets nobody choose any more
 */
export function orderedValidity(
  runtime: AcmeRuntime,
  service: ServiceContext,
  eab: AcmeEabRow | undefined,
  { notBefore, notAfter }: OrderedSpan
): { readonly validity?: WantedValidity } {
  const own = notAfter === null ? {} : { validity: { notAfter, ...(notBefore === null ? {} : { notBefore }) } }
  if (eab === undefined || eab.validity === null) return own
  const bound = boundValidity(runtime.parts.ca, service.row.profileId, eab.validity)
  if (bound.kind === 'lost') throw new Problem('badCSR', `${bound.message} ${bound.advice}`)
  return notAfter === null ? { validity: bound.validity } : own
}
