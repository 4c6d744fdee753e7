import type { AskedContent, WantedValidity } from '../../../src-shared/model/request.ts'
import { cmpBound } from '../../../src-shared/model/cmp.ts'
import type { CertTemplate } from '../../pki/crmf.ts'
import type { Certificate } from '../../pki/model.ts'
import { emptyName } from '../../pki/name.ts'
import { cmpTransactionOf } from '../../store/cmp.ts'
import { reader } from '../../store/store.ts'
import { askedFromCertificate } from '../certificates/asked-from-certificate.ts'
import type { CaContext } from '../context.ts'
import { askedFromCsr } from '../profile/asked-from-csr.ts'
import { boundValidity } from '../profiles/bound-validity.ts'
import type { Peer } from './peer.ts'
import { CmpRefusal } from './refusal.ts'

/** @returns what a template asks for. @throws ChanceryError `malformed`, `too-large` */
export function askedFromTemplate(template: CertTemplate): AskedContent {
  const { extensions, validity } = template
  const asked = askedFromCsr({
    subject: template.subject ?? emptyName,
    extensions,
    extension: (oid) => extensions.find((one) => one.oid === oid)
  })
  const { notBefore = null, notAfter = null } = validity ?? {}
  if (notAfter === null) return asked
  return { ...asked, validity: notBefore === null ? { notAfter } : { notBefore, notAfter } }
}

/**
 * Applies what a client is bound to, and what a holder of a certificate of ours may ask for.
 * @param previous the certificate that is updated: its names are those of the new one where the template names none
 * @param profileId of the service
 * @param validity span that the certificate is to hold, as `boundSpan` says
 * @throws CmpRefusal `notAuthorized` for names that the holder does not have; `badCertTemplate` where the profile lets
 *   nobody choose the validity any more to which the client is bound
 */
export function askedBy(
  ca: CaContext,
  profileId: number,
  peer: Peer,
  asked: AskedContent,
  {
    previous,
    sameNames,
    validity
  }: { readonly previous: Certificate | null; readonly sameNames: boolean; readonly validity: string | null }
): AskedContent {
  const kept = previous === null ? {} : askedFromCertificate(previous)
  const span = validity === null ? {} : { validity: stillChoosable(ca, profileId, validity) }
  const whole = { ...kept, ...asked, ...span }
  const bound = cmpBound.nullable().parse(peer.client?.bound ?? null)
  if (bound !== null)
    return {
      ...whole,
      ...(bound.subject === undefined ? {} : { subject: bound.subject }),
      ...(bound.alternativeNames === undefined ? {} : { alternativeNames: bound.alternativeNames })
    }
  if (sameNames && peer.client === null && peer.record !== null && peer.certificate !== null)
    requireSameNames(whole, askedFromCertificate(peer.certificate))
  return whole
}

/**
 * @returns the validity of certificates of who asks: that to which a client is bound; for a certificate alone, that under
 *   which it was got; null for none
 */
export function boundSpan(ca: CaContext, { client, record }: Peer): string | null {
  if (client !== null) return cmpBound.nullable().parse(client.bound)?.validity ?? null
  return record === null ? null : (cmpTransactionOf(reader(ca.store), record.id)?.validity ?? null)
}

function stillChoosable(ca: CaContext, profileId: number, validity: string): WantedValidity {
  const bound = boundValidity(ca, profileId, validity)
  if (bound.kind === 'given') return bound.validity
  throw new CmpRefusal('badCertTemplate', bound.message, `${bound.message} ${bound.advice}`)
}

function requireSameNames(asked: AskedContent, own: AskedContent): void {
  const text = (value: unknown): string => JSON.stringify(value)
  const names = new Set((own.alternativeNames ?? []).map(text))
  const strange = (asked.alternativeNames ?? []).find((name) => !names.has(text(name)))
  const otherSubject = asked.subject !== undefined && text(asked.subject) !== text(own.subject ?? [])
  if (!otherSubject && strange === undefined) return
  throw new CmpRefusal(
    'notAuthorized',
    `With its own certificate a device gets certificates for the same names only; ${
      strange === undefined ? 'another subject was asked for' : `${strange.type} ${strange.value} is not one of them`
    }. A registration authority may ask for others.`
  )
}
