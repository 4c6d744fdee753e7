import type { Certificate } from '../model.ts'
import { readExtensions } from './certificate-extensions.ts'
import type { PathInput } from './verdict.ts'

/** Longest chain that is followed; public hierarchies stay below five. */
const MAX_DEPTH = 16
/** Partial paths that are looked at before the search gives up: bounds hostile meshes of cross certificates. */
const MAX_STEPS = 2000

export interface CandidatePath {
  readonly anchor: Certificate
  /** From the certificate that the anchor issued down to the target. */
  readonly chain: readonly Certificate[]
}

/** @returns every path by name from the target up to an anchor, likeliest first, within fixed limits. */
export function* candidatePaths(
  input: Pick<PathInput, 'target' | 'anchors' | 'intermediates'>
): Generator<CandidatePath> {
  const bySubject = group(input.intermediates)
  const anchorsBySubject = group(input.anchors)
  let steps = 0

  function* climb(chain: readonly Certificate[]): Generator<CandidatePath> {
    const top = chain[0]
    if (top === undefined || chain.length > MAX_DEPTH || ++steps > MAX_STEPS) return
    for (const anchor of ranked(anchorsBySubject.get(top.issuer.key) ?? [], top)) yield { anchor, chain }
    for (const candidate of ranked(bySubject.get(top.issuer.key) ?? [], top)) {
      if (!chain.some((member) => sameNameAndKey(member, candidate))) yield* climb([candidate, ...chain])
    }
  }
  yield* climb([input.target])
}

function group(certificates: readonly Certificate[]): Map<string, Certificate[]> {
  const groups = new Map<string, Certificate[]>()
  for (const certificate of certificates) {
    const list = groups.get(certificate.subject.key)
    if (list === undefined) groups.set(certificate.subject.key, [certificate])
    else list.push(certificate)
  }
  return groups
}

/** Those whose key identifier is the one that `child` names come first (RFC 4158 3.5.12). */
function ranked(certificates: readonly Certificate[], child: Certificate): Certificate[] {
  const wanted = readExtensions(child).authorityKeyIdentifier?.keyId ?? null
  const rank = (certificate: Certificate): number => {
    const own = readExtensions(certificate).subjectKeyIdentifier
    if (wanted === null || own === null) return 1
    return Buffer.compare(wanted, own) === 0 ? 0 : 2
  }
  return certificates
    .map((certificate) => ({ certificate, rank: rank(certificate) }))
    .sort((a, b) => a.rank - b.rank)
    .map((entry) => entry.certificate)
}

/** The same name and key twice in a path is a loop (RFC 4158 2.4.2). */
function sameNameAndKey(a: Certificate, b: Certificate): boolean {
  return a.subject.key === b.subject.key && Buffer.compare(a.publicKey.der, b.publicKey.der) === 0
}
