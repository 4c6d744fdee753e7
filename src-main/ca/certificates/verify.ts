import type { z } from 'zod'
import type { verdict } from '../../../src-shared/api/certificates.ts'
import type { Certificate, CertificateList } from '../../pki/model.ts'
import { parseCrl } from '../../pki/crl.ts'
import { validatePath } from '../../pki/path.ts'
import { listAuthorities } from '../../store/authorities.ts'
import type { Reader } from '../../store/connection.ts'
import { getCrlDer, latestCrl } from '../../store/crls.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'
import { chainOf, currentCertificate, endsInRoot } from './chain.ts'
import { requireParsed } from './find.ts'

export type Verdict = z.infer<typeof verdict>

/**
 * What a verifier would say: path validation of RFC 5280 section 6 with the CRLs in the store. Trust anchors are the roots
 * of ours and those that came with the chain of an authority. Where no CRL is at hand, revocation is not performed.
 * @param input `at` is the moment of validation, Unix ms, now when left out; `policies` the acceptable policies (6.1.1 (c))
 * @throws ChanceryError `not-found`
 */
export function verifyCertificate(
  ca: CaContext,
  input: { id: number; at?: number | undefined; policies?: readonly string[] | undefined }
): { verdict: Verdict } {
  const from = reader(ca.store)
  const target = requireParsed(from, input.id)
  const chain = chainOf(from, target)
  const certificates = chain.map(({ certificate }) => certificate)
  const root = endsInRoot(chain) ? certificates.at(-1) : undefined
  const at = input.at ?? ca.clock.now()
  const found = validatePath({
    target,
    anchors: root === undefined ? [] : [root],
    intermediates: certificates.slice(1, root === undefined ? undefined : -1),
    at,
    revocation: 'where-known',
    crls: crlsFor(from, certificates),
    policies: input.policies === undefined || input.policies.length === 0 ? null : input.policies
  })
  return {
    verdict: {
      valid: found.valid,
      at,
      revocationChecked: found.revocationChecked,
      steps: found.steps.map(({ certificate, outcome, clause, message }) => ({
        subject: certificate.subject.text,
        outcome,
        clause,
        message
      }))
    }
  }
}

/** The newest CRL of every authority of ours in the chain. */
function crlsFor(from: Reader, chain: readonly Certificate[]): CertificateList[] {
  const names = new Set(chain.map((certificate) => certificate.subject.key))
  return listAuthorities(from).flatMap((authority) => {
    const own = currentCertificate(from, authority)
    if (own === undefined || !names.has(own.subject.key)) return []
    const latest = latestCrl(from, authority.id)
    const der = latest === undefined ? undefined : getCrlDer(from, latest.id)
    return der === undefined ? [] : [parseCrl(der)]
  })
}
