import { ZipWriter, Uint8ArrayReader, Uint8ArrayWriter } from '@zip.js/zip.js'
import { archiveManifest, transcriptEntry, type TranscriptEntry } from '../../src-shared/model/transcript.ts'
import { writeStoredZip, type PathFile } from '../reports/ceremony-archive/zip.ts'
import { findings } from '../reports/verify/finding.ts'
import { readZip } from '../reports/verify/zip.ts'
import { canonicalJson } from '../store/canonical-json.ts'
import { linked, sha256Hex } from './sample-ceremony.ts'

/** An archive that was altered, and where a check has to say so. */
export interface MutatedArchive {
  readonly what: string
  readonly bytes: Uint8Array
  /** A finding of this code at this file and entry is expected. */
  readonly code: string
  readonly file: string
  readonly entry?: number
}

type Files = Map<string, Uint8Array>
const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('utf8')
const bytesOf = (value: string): Uint8Array => new Uint8Array(Buffer.from(value, 'utf8'))
const flipped = (bytes: Uint8Array | undefined, at = -1): Uint8Array => {
  const copy = Uint8Array.from(bytes ?? [])
  const place = at < 0 ? copy.length + at : at
  copy[place] = (copy[place] ?? 0) ^ 1
  return copy
}

/** What somebody does who also puts the manifest right: only the signatures tell. */
function remade(files: Files): void {
  const manifest = archiveManifest.parse(JSON.parse(text(files.get('manifest.json'))))
  const entries = entriesOf(files)
  const listed = [...files.keys()].filter((path) => path !== 'manifest.json' && !path.startsWith('signatures/')).sort()
  const next = {
    ...manifest,
    scriptSha256: sha256Hex(files.get('script.yaml') ?? ''),
    transcriptHead: entries.at(-1)?.hash ?? '',
    transcriptEntries: entries.length,
    files: listed.map((path) => {
      const bytes = files.get(path) ?? new Uint8Array()
      return { path, sha256: sha256Hex(bytes), bytes: bytes.length }
    })
  }
  files.set('manifest.json', bytesOf(`${canonicalJson(next)}\n`))
}

const entriesOf = (files: Files): TranscriptEntry[] =>
  text(files.get('transcript.jsonl'))
    .trim()
    .split('\n')
    .map((line) => transcriptEntry.parse(JSON.parse(line)))

function withEntries(files: Files, entries: readonly TranscriptEntry[]): void {
  files.set('transcript.jsonl', bytesOf(entries.map((entry) => `${canonicalJson(entry)}\n`).join('')))
}

/** @param good an archive with a witness as first signer and a time-stamp */
export async function mutatedArchives(good: Uint8Array): Promise<readonly MutatedArchive[]> {
  const original: Files = new Map(readZip(good, findings()).map(({ path, bytes }) => [path, bytes]))
  const made: MutatedArchive[] = []
  const change = async (
    what: string,
    code: string,
    file: string,
    alter: (files: Files) => void,
    entry?: number
  ): Promise<void> => {
    const files = new Map(original)
    alter(files)
    const list: PathFile[] = [...files].map(([path, bytes]) => ({ path, bytes }))
    made.push({ what, code, file, bytes: await writeStoredZip(list), ...(entry === undefined ? {} : { entry }) })
  }
  const find = (pattern: RegExp): string => [...original.keys()].find((path) => pattern.test(path)) ?? 'missing'
  const folders = ['certificates/', 'crls/', 'requests/', 'attachments/', 'lint/']
  for (const path of ['script.yaml', 'report.pdf', ...folders.map((folder) => find(new RegExp(`^${folder}`)))])
    await change(`a bit of ${path}`, 'file-altered', path, (files) => files.set(path, flipped(files.get(path))))
  for (const path of [...original.keys()].filter((one) => one.endsWith('.p7s'))) {
    await change(`a bit of ${path}`, 'signature-broken', path, (files) => files.set(path, flipped(files.get(path))))
    await change(`${path} taken away`, 'signature-missing', path, (files) => void files.delete(path))
  }
  const [first = '', second = ''] = [...original.keys()].filter((one) => one.endsWith('.p7s'))
  await change('one signature in place of another', 'signature-other', second, (files) =>
    files.set(second, original.get(first) ?? new Uint8Array())
  )
  const stamp = 'signatures/manifest.tsr'
  await change('a bit of the time-stamp', 'stamp-signature', stamp, (files) =>
    files.set(stamp, flipped(files.get(stamp)))
  )
  await change('the time-stamp taken away', 'stamp-missing', stamp, (files) => void files.delete(stamp))
  await change('a letter of the title', 'signature-broken', first, (files) =>
    files.set('manifest.json', bytesOf(text(files.get('manifest.json')).replace('Root of', 'Root if')))
  )
  await change('a file put in', 'file-unlisted', 'attachments/extra.txt', (files) =>
    files.set('attachments/extra.txt', bytesOf('extra'))
  )
  await change('a file taken out', 'file-missing', 'crls/root.crl', (files) => void files.delete('crls/root.crl'))
  const entry = async (
    what: string,
    code: string,
    seq: number,
    alter: (list: TranscriptEntry[]) => TranscriptEntry[]
  ): Promise<void> =>
    change(
      what,
      code,
      'transcript.jsonl',
      (files) => {
        withEntries(files, alter(entriesOf(files)))
        remade(files)
      },
      seq
    )
  await entry('an entry edited', 'entry-altered', 3, (list) =>
    list.map((one) => (one.seq === 3 ? { ...one, detail: { ...one.detail, key: 'P-384' } } : one))
  )
  await entry('an entry edited and its hash made anew', 'entry-unlinked', 4, (list) => {
    const alone = linked(list.slice(0, 3).map((one) => (one.seq === 3 ? { ...one, at: one.at + 1 } : one)))
    return [...alone, ...list.slice(3)]
  })
  await entry('an entry dropped', 'entry-missing', 4, (list) => list.filter(({ seq }) => seq !== 4))
  await entry('two entries exchanged', 'entry-moved', 5, (list) => {
    const [a, b, c, d, e, f] = list
    return [a, b, c, e, d, f].filter((one) => one !== undefined)
  })
  await entry('the end cut off', 'not-closed', 4, (list) => list.slice(0, 4))
  await change(
    'the end cut off, the manifest left',
    'transcript-short',
    'transcript.jsonl',
    (files) => withEntries(files, entriesOf(files).slice(0, 4)),
    5
  )
  await entry('the whole transcript made anew', 'signature-broken', 0, (list) =>
    linked(list.map((one) => ({ ...one, at: one.at + 60_000 })))
  )
  const whole = made.pop()
  if (whole !== undefined) {
    const { entry: _entry, ...rest } = whole
    made.push({ ...rest, file: first })
  }
  made.push(
    { what: 'the archive cut in a file', code: 'zip-truncated', file: 'report.pdf', bytes: cutIn(good, 'report.pdf') },
    { what: 'the archive cut before its end', code: 'zip-truncated', file: '', bytes: good.slice(0, -10) },
    { what: 'something behind its end', code: 'zip-more', file: '', bytes: new Uint8Array([...good, 0]) },
    {
      what: 'a path that leads out',
      code: 'zip-path',
      file: '../outside.txt',
      bytes: await looseZip('../outside.txt', 0)
    },
    { what: 'an absolute path', code: 'zip-path', file: '/etc/passwd', bytes: await looseZip('/etc/passwd', 0) },
    {
      what: 'a file that unfolds',
      code: 'zip-packed',
      file: 'lint/bomb.json',
      bytes: await looseZip('lint/bomb.json', 9)
    },
    { what: 'a file twice', code: 'zip-twice', file: 'script.yaml', bytes: twice(good) }
  )
  return made
}

/** Where the local header of a file begins. */
function headerOf(good: Uint8Array, path: string): number {
  const buffer = Buffer.from(good)
  for (let at = buffer.indexOf(path); at !== -1; at = buffer.indexOf(path, at + 1))
    if (at >= 30 && buffer.readUInt32LE(at - 30) === 0x04034b50) return at - 30
  throw new Error(`no ${path} in the archive`)
}

const cutIn = (good: Uint8Array, path: string): Uint8Array =>
  good.slice(0, headerOf(good, path) + 30 + path.length + 20)

/** A ZIP with one file that the writer would not write. */
async function looseZip(path: string, level: number): Promise<Uint8Array> {
  const options = { level, lastModDate: new Date(1980, 0, 1), extendedTimestamp: false, dataDescriptor: false }
  const writer = new ZipWriter(new Uint8ArrayWriter(), { ...options, keepOrder: true, useWebWorkers: false })
  await writer.add(path, new Uint8ArrayReader(new Uint8Array(1_000_000)))
  return writer.close()
}

/** The first local header of the script once more behind itself; the directory is left as it was. */
function twice(good: Uint8Array): Uint8Array {
  const buffer = Buffer.from(good)
  const at = headerOf(good, 'script.yaml')
  const size = buffer.readUInt32LE(at + 22)
  const end = at + 30 + 'script.yaml'.length + size
  return new Uint8Array([...good.subarray(0, end), ...good.subarray(at, end), ...good.subarray(end)])
}
