import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mutatedArchives } from '../../testing/archive-mutations.ts'
import { mutate, random } from '../../testing/mutations.ts'
import { opensslFolder, type OpensslFolder } from '../../testing/openssl.ts'
import { sampleCeremony, sampleKeys, sampleSigner } from '../../testing/sample-ceremony.ts'
import { sampleStamp, type SampleStamp } from '../../testing/sample-stamp.ts'
import { verifyCeremonyArchive } from '../verify/archive.ts'
import { findings } from '../verify/finding.ts'
import { placeOf, sentenceOf } from '../verify/texts.ts'
import { readZip } from '../verify/zip.ts'
import type { ArchiveSigner } from './input.ts'
import { writeCeremonyArchive } from './write.ts'
import { writeStoredZip } from './zip.ts'

let folder: OpensslFolder
let stamp: SampleStamp
let witness: ArchiveSigner
let auditor: ArchiveSigner
let good: Uint8Array
let trusted: readonly Uint8Array[]

beforeAll(async () => {
  folder = opensslFolder()
  stamp = await sampleStamp()
  witness = sampleSigner(folder, 'wilma', 'p-256')
  auditor = sampleSigner(folder, 'arno', 'rsa', 'auditor')
  const at = stamp.life.clock.now()
  good = await writeCeremonyArchive(sampleCeremony([witness, auditor], { stamp: stamp.ask, nonce: '0badcafe', at }))
  trusted = [witness.certificate, auditor.certificate, stamp.root]
})
afterAll(async () => {
  folder.remove()
  await stamp.close()
})

const unpacked = (bytes: Uint8Array): ReadonlyMap<string, Uint8Array> =>
  new Map(readZip(bytes, findings()).map((file) => [file.path, file.bytes]))

describe('the archive of a ceremony', () => {
  test('is accepted with everything that it claims', async () => {
    const result = await verifyCeremonyArchive(good, trusted)
    expect(result.findings.filter(({ weight }) => weight !== 'good')).toEqual([])
    expect(result.verdict).toBe('accepted')
    expect(result.findings.map(({ code }) => code)).toEqual([
      'files-good',
      'transcript-good',
      'stamp-good',
      'signature-good',
      'signature-good'
    ])
  })

  test('is opened by unzip, and OpenSSL agrees with signatures and time-stamp', () => {
    for (const [path, bytes] of unpacked(good)) folder.write(path.replaceAll('/', '_'), bytes)
    for (const [name, path] of [
      ['wilma', 'signatures_1-witness.p7s'],
      ['arno', 'signatures_2-auditor.p7s']
    ] as const)
      folder.run(
        ...['cms', '-verify', '-binary', '-inform', 'DER', '-in', path, '-content', 'manifest.json'],
        ...['-CAfile', `${name}.pem`, '-purpose', 'any', '-no_check_time', '-out', 'out']
      )
    folder.write('tsa.der', stamp.root)
    folder.run('x509', '-inform', 'DER', '-in', 'tsa.der', '-out', 'tsa.pem')
    const at = String(Math.floor(stamp.life.clock.now() / 1000))
    const verified = folder.run(
      ...['ts', '-verify', '-data', 'manifest.json', '-in', 'signatures_manifest.tsr'],
      ...['-CAfile', 'tsa.pem', '-attime', at]
    )
    expect(verified).toContain('Verification: OK')
  })

  test('is the same octet by octet when it is made again', async () => {
    const rsa = sampleSigner(folder, 'rosa', 'rsa')
    const [one, two] = [
      await writeCeremonyArchive(sampleCeremony([rsa])),
      await writeCeremonyArchive(sampleCeremony([rsa]))
    ]
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true)
  })

  test.each(sampleKeys)('signed by a key of the kind %s is verified', async (kind) => {
    const signer = sampleSigner(folder, `by-${kind}`, kind)
    const { verdict, findings: found } = await verifyCeremonyArchive(
      await writeCeremonyArchive(sampleCeremony([signer])),
      [signer.certificate]
    )
    expect(found.filter(({ weight }) => weight === 'wrong' || weight === 'open')).toEqual([])
    expect(verdict).toBe('accepted')
  })

  test('is left open where nobody says whose certificates they are, and refused where they are others', async () => {
    const alone = await verifyCeremonyArchive(good)
    expect(alone.verdict).toBe('open')
    const other = await verifyCeremonyArchive(good, [stamp.root])
    expect(other.verdict).toBe('refused')
    expect(other.findings.filter(({ weight }) => weight === 'wrong').map(({ code }) => code)).toEqual([
      'signer-untrusted',
      'signer-untrusted'
    ])
  })

  test('of a rehearsal is never accepted as a ceremony', async () => {
    const rehearsal = await writeCeremonyArchive(sampleCeremony([witness], { mode: 'rehearsal' }))
    const result = await verifyCeremonyArchive(rehearsal, [witness.certificate])
    expect(result.verdict).toBe('open')
    expect(result.findings.map(({ code }) => code)).toContain('rehearsal')
  })

  test('is not made without signers or with a name that no archive may have', async () => {
    await expect(writeCeremonyArchive(sampleCeremony([]))).rejects.toMatchObject({ code: 'invalid-input' })
    const crls = [{ name: '../up.crl', bytes: new Uint8Array(1) }]
    await expect(writeCeremonyArchive(sampleCeremony([witness], { crls }))).rejects.toMatchObject({
      code: 'invalid-input'
    })
  })
})

describe('an archive that was altered', () => {
  test('in more than twenty ways is refused each time, and the place is named', async () => {
    const mutations = await mutatedArchives(good)
    expect(mutations.length).toBeGreaterThan(25)
    for (const { what, bytes, code, file, entry } of mutations) {
      const { verdict, findings: found } = await verifyCeremonyArchive(bytes, trusted)
      expect(verdict, what).toBe('refused')
      const wrong = found.filter(({ weight }) => weight === 'wrong')
      expect(
        wrong.map((one) => `${one.code} ${placeOf(one, 'en')}`),
        what
      ).toContain(`${code} ${placeOf({ code: 'files-good', file, entry: entry ?? null }, 'en')}`)
      for (const one of wrong)
        for (const language of ['en', 'de'] as const) expect(sentenceOf(one, language)).not.toMatch(/[{}]|undefined/)
    }
  })

  test('at any octet of a signature, the time-stamp or the manifest is refused also where the checksums were made anew', async () => {
    const files = unpacked(good)
    const next = random(31)
    const places = [...files.keys()].filter((path) => path.startsWith('signatures/') || path === 'manifest.json')
    for (let n = 0; n < 1200; n++) {
      const path = places[n % places.length] ?? ''
      const bytes = Uint8Array.from(files.get(path) ?? [])
      const at = next(bytes.length)
      bytes[at] = (bytes[at] ?? 0) ^ (1 << next(8))
      const list = [...files].map(([name, content]) => ({ path: name, bytes: name === path ? bytes : content }))
      const { verdict } = await verifyCeremonyArchive(await writeStoredZip(list), trusted)
      expect(verdict, `${path} octet ${at}`).toBe('refused')
    }
  })

  test('at any single octet is never accepted', async () => {
    const next = random(20261120)
    const tried = 500
    for (let n = 0; n < tried; n++) {
      const bytes = Uint8Array.from(good)
      const at = next(bytes.length)
      bytes[at] = (bytes[at] ?? 0) ^ (1 << next(8))
      const { verdict } = await verifyCeremonyArchive(bytes, trusted)
      expect(verdict, `octet ${at}`).toBe('refused')
    }
  })

  test('ten thousand times at random never makes the check fail or accept', async () => {
    const small = await writeCeremonyArchive({ ...sampleCeremony([witness]), lint: [], crls: [], requests: [] })
    const next = random(7)
    for (let n = 0; n < 10_000; n++) {
      const bytes = mutate(small, next)
      if (Buffer.from(bytes).equals(Buffer.from(small))) continue
      const { verdict } = await verifyCeremonyArchive(bytes, [witness.certificate])
      if (verdict !== 'refused') throw new Error(`mutation ${n} was not refused`)
    }
  })
})
