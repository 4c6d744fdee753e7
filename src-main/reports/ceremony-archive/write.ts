import { hash } from 'node:crypto'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { transcriptStart, type ArchiveManifest } from '../../../src-shared/model/transcript.ts'
import { signDetached, stampBytes } from '../../ca/anchors/detached.ts'
import { canonicalJson } from '../../store/canonical-json.ts'
import { isArchivePath } from '../verify/zip.ts'
import type { CeremonyArchiveInput } from './input.ts'
import { ceremonyReport } from './report.ts'
import { writeStoredZip, type PathFile } from './zip.ts'

const stampPath = 'signatures/manifest.tsr'

/**
 * Writes the archive of a ceremony: manifest, script, transcript, what came out, the report as PDF, a detached CMS
 * signature of each signer and a time-stamp over the manifest. `verifyCeremonyArchive` proves it on any machine.
 * @throws ChanceryError `invalid-input` for a ceremony without signers or a file whose name may not stand in an archive;
 *   what the signers and the time-stamp authority throw
 */
export async function writeCeremonyArchive(input: CeremonyArchiveInput): Promise<Uint8Array> {
  if (input.signers.length === 0)
    throw new ChanceryError('invalid-input', 'An archive is signed by at least one person. Name who signs.')
  if (input.transcript.length === 0)
    throw new ChanceryError('invalid-input', 'A ceremony without a single entry leaves no evidence.')
  const files = await contentsOf(input)
  const paths = signaturePaths(input)
  const manifest: ArchiveManifest = {
    format: 'chancery-ceremony/1',
    mode: input.mode,
    title: input.title,
    scriptSha256: sha256(input.script),
    transcriptHead: input.transcript.at(-1)?.hash ?? transcriptStart,
    transcriptEntries: input.transcript.length,
    signatures: input.signers.map(({ role, person, certificate }, at) => ({
      path: paths[at] ?? '',
      role,
      person,
      certificateSha256: sha256(certificate)
    })),
    stamp: input.stamp === null ? 'not-performed' : 'rfc3161',
    files: files
      .toSorted((a, b) => (a.path < b.path ? -1 : 1))
      .map(({ path, bytes }) => ({ path, sha256: sha256(bytes), bytes: bytes.length }))
  }
  const signed = bytesOf(`${canonicalJson(manifest)}\n`)
  const all: PathFile[] = [{ path: 'manifest.json', bytes: signed }, ...files]
  // One after the other: tokens and people are asked in order.
  for (const [at, signer] of input.signers.entries())
    all.push({ path: paths[at] ?? '', bytes: await signDetached(signed, signer, input.at) })
  if (input.stamp !== null)
    all.push({ path: stampPath, bytes: (await stampBytes(signed, input.stamp, input.nonce)).answer })
  checkPaths(all)
  return writeStoredZip(all)
}

async function contentsOf(input: CeremonyArchiveInput): Promise<readonly PathFile[]> {
  const { script, transcript, attachments, certificates = [], crls = [], requests = [], lint = [] } = input
  const folders = { attachments, certificates, crls, requests, lint }
  return [
    { path: 'script.yaml', bytes: script },
    { path: 'transcript.jsonl', bytes: bytesOf(transcript.map((entry) => `${canonicalJson(entry)}\n`).join('')) },
    { path: 'report.pdf', bytes: await ceremonyReport(input) },
    ...Object.entries(folders).flatMap(([folder, list]) =>
      list.map(({ name, bytes }) => ({ path: `${folder}/${name.normalize('NFC')}`, bytes }))
    )
  ]
}

/** `signatures/1-witness.p7s`: the number keeps two of the same role apart. */
function signaturePaths({ signers }: CeremonyArchiveInput): readonly string[] {
  return signers.map(({ role }, at) => {
    const word = role
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
    return `signatures/${at + 1}-${word === '' ? 'signer' : word.slice(0, 40)}.p7s`
  })
}

function checkPaths(files: readonly PathFile[]): void {
  const seen = new Set<string>()
  for (const { path } of files) {
    if (!isArchivePath(path))
      throw new ChanceryError(
        'invalid-input',
        `A file of an archive may not be named "${path}". Use letters, digits, blanks and . _ - + ( ) in its name.`
      )
    if (seen.has(path)) throw new ChanceryError('invalid-input', `Two files of the archive are named ${path}.`)
    seen.add(path)
  }
}

const sha256 = (bytes: Uint8Array): string => hash('sha256', bytes, 'hex')
const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf8'))
