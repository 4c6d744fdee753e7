import type { AuthorityView } from '../../../src-shared/api/authorities.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { isKeyAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { buildCsrInfo } from '../../pki/csr-builder.ts'
import { extensionIds } from '../../pki/extensions/ids.ts'
import { getMirror } from '../../store/air-gap.ts'
import { updateAuthority } from '../../store/authorities.ts'
import { getKey } from '../../store/keys.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { currentCertificate } from '../certificates/chain.ts'
import type { CaContext } from '../context.ts'
import { signCsr } from '../sign.ts'
import { signatureFor } from './content.ts'
import { announce } from './create.ts'
import { requireAuthority, settingsOf } from './find.ts'
import { requireAfter } from './states.ts'
import { isRoot } from './trust.ts'
import { showAuthority } from './view.ts'

/** What the outside signer is asked for again. */
const asked: ReadonlySet<string> = new Set([extensionIds.basicConstraints, extensionIds.keyUsage])

/**
 * Makes a CSR for the present key and name of an authority whose certificate an outside signer made. It goes on working
 * meanwhile; the certificate that comes back is installed as the first one was.
 * @throws ChanceryError `conflict` where it is not active, or can be renewed here; `key-unavailable`, `locked`
 */
export async function askRenewal(
  ca: CaContext,
  input: { authority: Ref },
  actor: Actor
): Promise<{ authority: AuthorityView }> {
  const from = reader(ca.store)
  const row = requireAuthority(from, input.authority)
  requireAfter(row.state, 'certified', row.name)
  const present = currentCertificate(from, row)
  const key = getKey(from, row.keyId)
  if (present === undefined || key === undefined)
    throw new ChanceryError('conflict', `The authority ${row.name} has no certificate to renew.`)
  if (!isKeyAlgorithmId(key.algorithm))
    throw new ChanceryError('damaged', `The key of ${row.name} is stored with an unknown algorithm.`)
  if (isRoot(present) || (row.issuerId !== null && getMirror(from, row.issuerId) === undefined))
    throw new ChanceryError('conflict', `The certificate of ${row.name} was signed here. Renew it directly.`)
  const signatureAlgorithm = signatureFor(settingsOf(row).signatureAlgorithm ?? undefined, key.algorithm)
  const info = buildCsrInfo({
    subject: present.subject.der,
    publicKey: present.publicKey.der,
    extensions: present.extensions.filter(({ oid }) => asked.has(oid))
  })
  const csr = await signCsr(ca, { keyId: key.id, info, signatureAlgorithm })
  await transaction(ca.store, (tx) => {
    const now = requireAuthority(tx, row.id)
    requireAfter(now.state, 'certified', now.name)
    updateAuthority(tx, now.id, now.version, { csr, updatedAt: ca.clock.now() })
    announce(tx, ca, now.id, 'authority.ask-renewal', { name: now.name, subject: now.subject }, actor)
  })
  return showAuthority(ca, row.id)
}
