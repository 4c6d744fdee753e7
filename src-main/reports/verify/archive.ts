import { archiveManifest, type ArchiveManifest } from '../../../src-shared/model/transcript.ts'
import { certificatesIn, leadsTo, type ReadCertificate } from './certificate.ts'
import { checkCms, dataOid } from './cms.ts'
import { Unreadable } from './der.ts'
import { findings, verdictOf, type Finding, type Findings } from './finding.ts'
import { canonical, sha256, textOf } from './octets.ts'
import { readAnchors, reportStamp } from './trust.ts'
import { checkTranscript } from './transcript.ts'
import { readZip, type ZipFile } from './zip.ts'

/** What a check of an archive says. */
export interface ArchiveVerdict {
  readonly verdict: ReturnType<typeof verdictOf>
  /** Null where it could not be read. */
  readonly manifest: ArchiveManifest | null
  /** SHA-256 of the manifest, hex: what is read aloud and compared. Null where there is none. */
  readonly manifestSha256: string | null
  readonly findings: readonly Finding[]
}

const manifestPath = 'manifest.json'
const stampPath = 'signatures/manifest.tsr'
const transcriptPath = 'transcript.jsonl'
const scriptPath = 'script.yaml'
const reportPath = 'report.pdf'
/** Bytes of an archive that is looked at: scripts, certificates, some hundred photographs. */
export const MAX_ARCHIVE = 1024 * 1024 * 1024

/**
 * Verifies the archive of a ceremony: its form, every file against the manifest, the chain of the transcript, each
 * signature and the time-stamp. It asks nobody and opens nothing but the bytes given, so that it says the same in ten
 * years as today.
 * @param trusted certificates, PEM or DER, to which signers and time-stamp must lead; without any, who signed is shown
 *   and left open
 */
export async function verifyCeremonyArchive(
  bytes: Uint8Array,
  trusted: readonly Uint8Array[] = []
): Promise<ArchiveVerdict> {
  const report = findings()
  const anchors = await readAnchors(trusted, report)
  if (bytes.length > MAX_ARCHIVE) {
    report.wrong('too-large', '', { bytes: bytes.length, most: MAX_ARCHIVE })
    return { verdict: 'refused', manifest: null, manifestSha256: null, findings: report.list }
  }
  const files = new Map(readZip(bytes, report).map((file) => [file.path, file]))
  const manifestFile = files.get(manifestPath)
  const manifest = readManifest(manifestFile, report)
  if (manifestFile === undefined || manifest === null)
    return { verdict: 'refused', manifest: null, manifestSha256: null, findings: report.list }
  await checkFiles(manifest, files, report)
  await checkContents(manifest, files, report)
  await checkSignatures(manifest, manifestFile.bytes, files, anchors, report)
  if (manifest.mode === 'rehearsal') report.open('rehearsal', manifestPath)
  return {
    verdict: verdictOf(report.list),
    manifest,
    manifestSha256: await sha256(manifestFile.bytes),
    findings: report.list
  }
}

function readManifest(file: ZipFile | undefined, report: Findings): ArchiveManifest | null {
  if (file === undefined) {
    report.wrong('file-missing', manifestPath)
    return null
  }
  try {
    const text = textOf(file.bytes) ?? ''
    const value: unknown = JSON.parse(text)
    const parsed = archiveManifest.safeParse(value)
    if (parsed.success && text === `${canonical(value)}\n`) return parsed.data
  } catch {
    // Said below.
  }
  report.wrong('manifest-unreadable', manifestPath)
  return null
}

async function checkFiles(
  manifest: ArchiveManifest,
  files: ReadonlyMap<string, ZipFile>,
  report: Findings
): Promise<void> {
  let good = 0
  const listed = new Set<string>()
  for (const { path, sha256: expected, bytes } of manifest.files) {
    if (listed.has(path)) report.wrong('listed-twice', manifestPath, { path })
    listed.add(path)
    const file = files.get(path)
    if (file === undefined) report.wrong('file-missing', path)
    else if (file.bytes.length !== bytes)
      report.wrong('file-length', path, { expected: bytes, found: file.bytes.length })
    else if ((await sha256(file.bytes)) !== expected) report.wrong('file-altered', path)
    else good++
  }
  const signed = new Set(manifest.signatures.map(({ path }) => path))
  if (manifest.stamp === 'rfc3161') signed.add(stampPath)
  for (const path of files.keys())
    if (path !== manifestPath && !listed.has(path) && !signed.has(path)) report.wrong('file-unlisted', path)
  for (const path of [scriptPath, transcriptPath, reportPath]) if (!listed.has(path)) report.wrong('file-missing', path)
  report.good('files-good', manifestPath, { count: good })
}

/** What the files say about each other. */
async function checkContents(
  manifest: ArchiveManifest,
  files: ReadonlyMap<string, ZipFile>,
  report: Findings
): Promise<void> {
  const script = files.get(scriptPath)
  if (script !== undefined && (await sha256(script.bytes)) !== manifest.scriptSha256)
    report.wrong('script-other', scriptPath)
  const file = files.get(transcriptPath)
  if (file === undefined) return
  const { entries, head } = await checkTranscript(transcriptPath, file.bytes, report)
  const last = entries.at(-1)
  if (entries.length < manifest.transcriptEntries)
    report.wrong(
      'transcript-short',
      transcriptPath,
      { found: entries.length, expected: manifest.transcriptEntries },
      (last?.seq ?? 0) + 1
    )
  else if (entries.length > manifest.transcriptEntries)
    report.wrong(
      'transcript-long',
      transcriptPath,
      { expected: manifest.transcriptEntries },
      manifest.transcriptEntries + 1
    )
  else if (head !== manifest.transcriptHead) report.wrong('transcript-head', transcriptPath, {}, last?.seq ?? null)
  else report.good('transcript-good', transcriptPath, { count: entries.length })
  if (last?.kind === 'abandoned') report.open('abandoned', transcriptPath, {}, last.seq)
  else if (last !== undefined && last.kind !== 'closed') report.wrong('not-closed', transcriptPath, {}, last.seq)
  for (const entry of entries)
    for (const { name, sha256: expected } of entry.attachments) {
      const path = `attachments/${name}`
      const attachment = files.get(path)
      if (attachment === undefined) report.wrong('attachment-missing', path, {}, entry.seq)
      else if ((await sha256(attachment.bytes)) !== expected) report.wrong('attachment-other', path, {}, entry.seq)
    }
}

async function checkSignatures(
  manifest: ArchiveManifest,
  signed: Uint8Array,
  files: ReadonlyMap<string, ZipFile>,
  anchors: readonly ReadCertificate[],
  report: Findings
): Promise<void> {
  if (manifest.signatures.length === 0) report.wrong('nobody-signed', manifestPath)
  const between = await certificatesOf(files)
  const stamped = await checkManifestStamp(manifest, signed, files, anchors, report)
  for (const { path, role, person, certificateSha256 } of manifest.signatures) {
    const file = files.get(path)
    if (file === undefined) {
      report.wrong('signature-missing', path, { role, person })
      continue
    }
    try {
      const cms = await checkCms(file.bytes, signed)
      const who = { role, person, name: cms.signer.name, sha256: cms.signer.sha256 }
      if (cms.verdict === 'broken' || cms.contentType !== dataOid || cms.namesSigner === false)
        report.wrong('signature-broken', path, who)
      else if (cms.signer.sha256 !== certificateSha256) report.wrong('signature-other', path, who)
      else if (cms.verdict === 'unknown') report.open('signature-unknown', path, who)
      else if (cms.certificates.length !== 1) report.wrong('signature-more', path, who)
      else if (anchors.length === 0) report.open('signer-unknown', path, who)
      else if (await leadsTo(cms.signer, anchors, between, stamped ?? cms.signingTime ?? cms.signer.notBefore))
        report.good('signature-good', path, who)
      else report.wrong('signer-untrusted', path, who)
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      report.wrong('signature-unreadable', path, { role, person, why: error.message })
    }
  }
}

/** @returns when the manifest was stamped, Unix ms; null where that is not known */
async function checkManifestStamp(
  manifest: ArchiveManifest,
  signed: Uint8Array,
  files: ReadonlyMap<string, ZipFile>,
  anchors: readonly ReadCertificate[],
  report: Findings
): Promise<number | null> {
  if (manifest.stamp === 'not-performed') {
    report.note('stamp-not-performed', manifestPath)
    return null
  }
  const file = files.get(stampPath)
  if (file === undefined) {
    report.wrong('stamp-missing', stampPath)
    return null
  }
  return reportStamp(stampPath, file.bytes, signed, anchors, report)
}

/** Certificates that the archive holds: a path may go through them; none of them is trusted for being there. */
async function certificatesOf(files: ReadonlyMap<string, ZipFile>): Promise<readonly ReadCertificate[]> {
  const found: ReadCertificate[] = []
  for (const { path, bytes } of files.values()) {
    if (!path.startsWith('certificates/')) continue
    try {
      found.push(...(await certificatesIn(bytes)))
    } catch {
      // A file that is no certificate leads nowhere; whether it is the one that was put in, its digest says.
    }
  }
  return found
}
