import { certificatesIn, type ReadCertificate } from './certificate.ts'
import { Unreadable } from './der.ts'
import type { Findings } from './finding.ts'
import { checkStamp } from './stamp.ts'

/** @returns the certificates of files that a person gave; what cannot be read is told */
export async function readAnchors(
  trusted: readonly Uint8Array[],
  report: Findings
): Promise<readonly ReadCertificate[]> {
  const anchors: ReadCertificate[] = []
  for (const one of trusted) {
    try {
      anchors.push(...(await certificatesIn(one)))
    } catch {
      report.wrong('anchor-unreadable', '')
    }
  }
  return anchors
}

/** Checks a time-stamp over bytes and tells what was found. @returns its time where it holds */
export async function reportStamp(
  path: string,
  answer: Uint8Array,
  signed: Uint8Array,
  anchors: readonly ReadCertificate[],
  report: Findings,
  entry: number | null = null
): Promise<number | null> {
  try {
    const stamp = await checkStamp(answer, signed, anchors)
    const what = {
      time: new Date(stamp.time).toISOString(),
      name: stamp.authority.name,
      serial: stamp.serial,
      sha256: stamp.authority.sha256
    }
    if (stamp.problem === 'weak') report.open('stamp-unknown', path, what, entry)
    else if (stamp.problem !== null) report.wrong(`stamp-${stamp.problem}`, path, what, entry)
    else if (stamp.trusted) report.good('stamp-good', path, what, entry)
    else report.open('stamp-untrusted', path, what, entry)
    return stamp.problem === null ? stamp.time : null
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    report.wrong('stamp-unreadable', path, { why: error.message }, entry)
    return null
  }
}
