import { ChanceryError } from '../../../src-shared/errors.ts'
import { getMirror } from '../../store/air-gap.ts'
import type { Reader } from '../../store/connection.ts'

/** @returns the refusal to sign with a key that is off line here, or that this installation never had: the one of a mirrored root */
export function keyAway(from: Reader, issuer: { readonly id: number; readonly name: string }): ChanceryError {
  const text =
    getMirror(from, issuer.id) === undefined
      ? `The key of ${issuer.name} is off line. Bring it back, then try again.`
      : `The key of ${issuer.name} is in another installation, across the air gap, so nothing can be signed with it here. For an authority below it, make a CSR and send it there in a bundle.`
  return new ChanceryError('key-unavailable', text)
}
