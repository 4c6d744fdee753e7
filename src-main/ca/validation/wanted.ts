import { purpose } from '../../../src-shared/model/key-purpose.ts'
import type { ProfileContent } from '../../../src-shared/model/profile.ts'
import type { CandidateCertificate } from '../profile/candidate.ts'

/** The names of a certificate that can be proven. */
export interface WantedNames {
  /** With `*.` for wildcards, as in the certificate. */
  readonly hosts: readonly string[]
  readonly addresses: readonly string[]
  readonly mailboxes: readonly string[]
}

/** @returns the names of a candidate, each once */
export function wantedNames({ names }: Pick<CandidateCertificate, 'names'>): WantedNames {
  const hosts = new Set<string>()
  const addresses = new Set<string>()
  const mailboxes = new Set<string>()
  for (const name of names) {
    if (name.kind === 'dns') hosts.add(name.value)
    else if (name.kind === 'ip') addresses.add(name.value)
    else if (name.kind === 'email' || name.kind === 'smtp-utf8') mailboxes.add(name.value)
  }
  return { hosts: [...hosts], addresses: [...addresses], mailboxes: [...mailboxes] }
}

/**
 * Which CAA properties speak about a certificate: `issue` for host names unless it is for mail alone (RFC 8659 4.2),
 * `issuemail` for mailboxes where it can protect mail (RFC 9495 2).
 */
export function caaPurposes(candidate: Pick<CandidateCertificate, 'extendedKeyUsage'>): {
  readonly hosts: boolean
  readonly mailboxes: boolean
} {
  const { extendedKeyUsage: purposes } = candidate
  const open = purposes.length === 0 || purposes.includes(purpose.any)
  const mail = open || purposes.includes(purpose.emailProtection)
  return { hosts: open || purposes.includes(purpose.serverAuth) || !mail, mailboxes: mail }
}

/** @returns whether a profile asks for nothing of this folder: the cheap look before all others */
export function asksForNothing({ proof, certificateClass }: ProfileContent, caaMode: string): boolean {
  if (certificateClass !== 'end-entity') return true
  const { domains, mailboxes, caa, mpic, mailDomain } = proof
  if (domains !== 'none' || mailboxes !== 'none' || mpic !== 'none' || mailDomain !== 'any') return false
  // An organization may ask for CAA where neither profile nor installation does; it is found by its domains.
  return caa === 'off' || (caa === 'inherit' && caaMode === 'off')
}
