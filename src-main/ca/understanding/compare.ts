import type { Difference } from '../../../src-shared/model/difference.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { getCertificateByFingerprint } from '../../store/certificates.ts'
import type { Reader } from '../../store/connection.ts'
import { reader } from '../../store/store.ts'
import { fingerprintOf } from '../certificates/chain.ts'
import { requireParsed } from '../certificates/find.ts'
import type { CaContext } from '../context.ts'
import { requireIssued, requireRequest } from '../requests/find.ts'
import { contentsOf } from '../viewer/contents.ts'
import { isPrivateKey } from '../viewer/private-key.ts'
import { differenceOf, type Compared } from './difference.ts'

/**
 * Compares two things as they were dropped: PEM, or DER in base64. Of a file with several only the first counts.
 * @param knows whether the caller may learn which of them is in the inventory
 * @throws ChanceryError `malformed`, `too-large`; `invalid-input` for a private key
 */
export function compareObjects(
  ca: CaContext,
  input: { readonly before: string; readonly after: string },
  knows: boolean
): Difference {
  const from = reader(ca.store)
  return differenceOf(dropped(from, input.before, knows), dropped(from, input.after, knows))
}

/** @throws ChanceryError `not-found`, `damaged` */
export function compareCertificates(
  ca: CaContext,
  input: { readonly before: number; readonly after: number }
): Difference {
  const from = reader(ca.store)
  return differenceOf(stored(from, input.before), stored(from, input.after))
}

/** @throws ChanceryError `not-found`; `conflict` where there is no CSR or no certificate yet */
export function compareRequest(ca: CaContext, id: number): Difference {
  const from = reader(ca.store)
  const { csr } = requireRequest(from, id)
  if (csr === null)
    throw new ChanceryError('conflict', `Request ${id} came without a CSR; there is nothing to compare.`)
  return differenceOf({ der: csr, certificateId: null }, stored(from, requireIssued(ca, id)))
}

function stored(from: Reader, id: number): Compared {
  return { der: requireParsed(from, id).der, certificateId: id }
}

function dropped(from: Reader, text: string, knows: boolean): Compared {
  const block = contentsOf(text).blocks[0]
  if (block === undefined) throw new ChanceryError('malformed', 'There is nothing in one of the two.')
  if (isPrivateKey(block))
    throw new ChanceryError(
      'invalid-input',
      'Private keys are not compared. Compare their public keys or certificates.'
    )
  const known = knows ? getCertificateByFingerprint(from, fingerprintOf(block.bytes)) : undefined
  return { der: block.bytes, certificateId: known?.id ?? null }
}
