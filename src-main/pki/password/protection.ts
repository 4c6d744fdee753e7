import type { DerReader } from '../der/reader.ts'
import { SEQUENCE } from '../der/tags.ts'
import { readPbes2, unsupported, type Protection } from './pbes2.ts'
import { readPkcs12Pbe } from './pkcs12-pbe.ts'

/**
 * Reads the AlgorithmIdentifier of a password-based encryption: PBES2, or one of the old schemes of PKCS#12.
 * @throws ChanceryError `malformed`, or `invalid-input` for a scheme that is not supported.
 */
export function readProtection(reader: DerReader): Protection {
  const outer = reader.enter(SEQUENCE)
  const oid = reader.oidText()
  const protection = readPbes2(oid, reader) ?? readPkcs12Pbe(oid, reader) ?? unsupported('scheme', oid)
  reader.leave(outer)
  return protection
}
