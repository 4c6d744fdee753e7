import { ChanceryError } from '../../../src-shared/errors.ts'
import { isKeyAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import type { TsaSettings } from '../../../src-shared/model/tsa.ts'
import { encodeGeneralName } from '../../pki/general-name.ts'
import { getKey } from '../../store/keys.ts'
import { reader } from '../../store/store.ts'
import { getTsaCertificate } from '../../store/time-stamps.ts'
import { chainOf, endsInRoot } from '../certificates/chain.ts'
import { requireParsed } from '../certificates/find.ts'
import type { CaContext } from '../context.ts'
import type { StampSigner } from './memory.ts'
import { stampSignature } from './settings.ts'

/** Signers kept ready; far more than there are services. */
const MAX_KEPT = 100

/**
 * @param rowId row of the service's certificate. @param version version of the service, whose settings choose hash and chain
 * @returns who stamps. @throws ChanceryError `key-unavailable`
 */
export function signerOf(ca: CaContext, rowId: number, version: number, settings: TsaSettings): StampSigner {
  const { signers } = ca.memory.tsa
  const name = `${rowId}:${version}`
  const known = signers.get(name)
  if (known !== undefined) return known
  const from = reader(ca.store)
  const row = getTsaCertificate(from, rowId)
  const key = row === undefined ? undefined : getKey(from, row.keyId)
  if (row === undefined || key === undefined || !isKeyAlgorithmId(key.algorithm))
    throw new ChanceryError('key-unavailable', 'The key of the time-stamp service is not here.')
  const certificate = requireParsed(from, row.certificateId)
  const signer: StampSigner = {
    keyId: row.keyId,
    certificateId: row.certificateId,
    certificate,
    signatureAlgorithm: stampSignature(settings, key.algorithm),
    authority: encodeGeneralName({ kind: 'directory', value: certificate.subject.value }),
    chain: chainFor(ca, certificate, settings.chain)
  }
  if (signers.size >= MAX_KEPT) signers.clear()
  signers.set(name, signer)
  return signer
}

function chainFor(
  ca: CaContext,
  certificate: StampSigner['certificate'],
  wanted: TsaSettings['chain']
): readonly Uint8Array[] {
  if (wanted === 'own') return [certificate.der]
  const chain = chainOf(reader(ca.store), certificate)
  const sent = wanted === 'intermediates' && chain.length > 1 && endsInRoot(chain) ? chain.slice(0, -1) : chain
  return sent.map((member) => member.certificate.der)
}
