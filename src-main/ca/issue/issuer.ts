import { ChanceryError } from '../../../src-shared/errors.ts'
import { isKeyAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import { authoritySettings } from '../../../src-shared/model/authority.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { tryDecode } from '../../pki/describe/certificate.ts'
import type { Certificate } from '../../pki/model.ts'
import { addConstraints, unconstrained, type NameConstraintState } from '../../pki/name-constraints.ts'
import { parseName } from '../../pki/name.ts'
import { keyIdSha256, parsePublicKeyInfo } from '../../pki/spki.ts'
import {
  findChainCertificates,
  getAuthority,
  getAuthorityHead,
  type AuthorityHead,
  type AuthorityRow
} from '../../store/authorities.ts'
import { getCertificateDer } from '../../store/certificates.ts'
import type { Reader } from '../../store/connection.ts'
import { getKey } from '../../store/keys.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'
import type { Issuer } from './issuer-type.ts'

/** Longest chain that is walked for name constraints; longer ones are loops. */
const MAX_CHAIN = 20

/** @throws ChanceryError `not-found`; `damaged` where what is stored does not parse. */
export function loadIssuer(ca: CaContext, authorityId: number): Issuer {
  const database = reader(ca.store)
  const known = ca.memory.issuers.get(authorityId)
  const head = known === undefined ? undefined : getAuthorityHead(database, authorityId)
  if (known !== undefined && head !== undefined && unchanged(known.row, head)) return known
  const row = getAuthority(database, authorityId)
  if (row === undefined) throw new ChanceryError('not-found', `There is no authority with number ${authorityId}.`)
  const issuer = readIssuer(database, row)
  // Others may stand below this one and carry what it said before; they are read again with their next use.
  if (known !== undefined) ca.memory.issuers.clear()
  ca.memory.issuers.set(authorityId, issuer)
  return issuer
}

function unchanged(a: AuthorityHead, b: AuthorityHead): boolean {
  return (
    a.version === b.version &&
    a.updatedAt === b.updatedAt &&
    a.state === b.state &&
    a.certificateId === b.certificateId &&
    a.keyId === b.keyId &&
    a.name === b.name
  )
}

function readIssuer(database: Reader, row: AuthorityRow): Issuer {
  const key = getKey(database, row.keyId)
  if (key === undefined || !isKeyAlgorithmId(key.algorithm))
    throw new ChanceryError('damaged', `The key of the authority ${row.name} is not in the database.`)
  const der = row.certificateId === null ? undefined : getCertificateDer(database, row.certificateId)
  const certificate = der === undefined ? null : parseCertificate(der)
  const publicKey = parsePublicKeyInfo(key.spki)
  const subject = certificate === null ? parseName(row.subjectDer) : certificate.subject
  const ski = certificate === null ? undefined : tryDecode(certificate, '2.5.29.14')
  const basic = certificate === null ? undefined : tryDecode(certificate, '2.5.29.19')
  return {
    row,
    settings: authoritySettings.parse(row.settings),
    certificate,
    keyId: key.id,
    keyAlgorithm: key.algorithm,
    publicKey,
    subjectDer: subject.der,
    subjectText: subject.text,
    keyIdentifier: ski?.kind === 'subjectKeyIdentifier' ? ski.value : keyIdSha256(publicKey),
    validity: certificate === null ? null : { notBefore: certificate.notBefore, notAfter: certificate.notAfter },
    constraints: constraintsAbove(database, row, certificate),
    pathLength: basic?.kind === 'basicConstraints' ? basic.value.pathLength : null
  }
}

/** RFC 5280 6.1.4 (g): constraints of the issuer and of every authority above it that is known here. */
function constraintsAbove(database: Reader, row: AuthorityRow, certificate: Certificate | null): NameConstraintState {
  let state = unconstrained
  let current = certificate
  let authority: AuthorityRow | undefined = row
  for (let depth = 0; current !== null && depth < MAX_CHAIN; depth++) {
    const found = tryDecode(current, '2.5.29.30')
    if (found?.kind === 'nameConstraints') state = addConstraints(state, found.value)
    if (current.issuer.key === current.subject.key) break
    authority =
      authority?.issuerId === null || authority === undefined ? undefined : getAuthority(database, authority.issuerId)
    current =
      authority?.certificateId == null
        ? outside(database, current)
        : parsed(getCertificateDer(database, authority.certificateId))
  }
  return state
}

function outside(database: Reader, below: Certificate): Certificate | null {
  return parsed(findChainCertificates(database, below.issuer.der)[0]?.der)
}

function parsed(der: Uint8Array | undefined): Certificate | null {
  return der === undefined ? null : parseCertificate(der)
}
