import { parseCertificate } from '../../pki/certificate.ts'
import { readPem } from '../../pki/pem.ts'
import { listAuthorities, listChainCertificates, type AuthorityRow } from '../../store/authorities.ts'
import type { Reader } from '../../store/connection.ts'
import { publicRoots } from '../../world/public-roots.ts'

/** Steps from an issuer to a root, at most. */
const longestChain = 6

/** Says of issuers whether they lead to a root that this runtime trusts. By names alone: no signature is verified here. */
export interface PublicTrust {
  readonly ofIssuer: (subject: string) => boolean
  readonly ofAuthority: (id: number) => boolean
}

/** Reads the roots, which takes some milliseconds: only where somebody outside has signed something. */
export function publicTrust(from: Reader): PublicTrust {
  const roots = new Set(publicRoots().flatMap(subjectOf))
  const issuers = new Map(listChainCertificates(from).map(({ subject, issuer }) => [subject, issuer]))
  const authorities = new Map(listAuthorities(from).map((row) => [row.id, row]))
  const ofIssuer = (subject: string): boolean => {
    let name: string | undefined = subject
    for (let step = 0; step < longestChain && name !== undefined; step++) {
      if (roots.has(name)) return true
      name = issuers.get(name)
    }
    return false
  }
  const ofAuthority = (id: number): boolean => {
    let row: AuthorityRow | undefined = authorities.get(id)
    for (let step = 0; step < longestChain && row !== undefined; step++) {
      if (row.externalIssuer !== null) return ofIssuer(row.externalIssuer)
      row = row.issuerId === null ? undefined : authorities.get(row.issuerId)
    }
    return false
  }
  return { ofIssuer, ofAuthority }
}

/** @returns nothing for a root that cannot be read: it is not ours to refuse */
function subjectOf(pem: string): string[] {
  const der = readPem(pem)[0]?.bytes
  if (der === undefined) return []
  try {
    return [parseCertificate(der).subject.text]
  } catch {
    return []
  }
}
