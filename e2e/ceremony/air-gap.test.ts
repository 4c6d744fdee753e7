import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createHash } from 'node:crypto'
import jsqr from 'jsqr'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Output } from '../../src-shared/api/index.ts'
import { blockSizes, frameCollector, frameSource } from '../../src-shared/model/qr-frames.ts'
import { qrOf, qrPixels } from '../../src-renderer/features/air-gap/qr-draw.ts'
import { chancery, chanceryJson, run, workFolder } from '../cli/chancery.ts'

/** Two data folders that share nothing: what goes from one to the other is a file. */
const work = workFolder()
const file = (name: string): string => join(work.path, name)
const at = (side: 'safe' | 'office'): string[] => ['--data', file(side), '--passphrase-file', work.passphraseFile]
const said = async (side: 'safe' | 'office', ...args: string[]): Promise<string> => {
  const ran = await chancery(...args, ...at(side))
  if (ran.code !== 0) throw new Error(`chancery ${args.join(' ')} ended with ${ran.code}: ${ran.err}`)
  return ran.out
}
const safe = <T>(...args: string[]): Promise<T> => chanceryJson<T>(...args, ...at('safe'))
const office = <T>(...args: string[]): Promise<T> => chanceryJson<T>(...args, ...at('office'))

beforeAll(async () => {
  for (const side of ['safe', 'office'])
    expect(
      (await chancery('init', '--data', file(side), '--operator', 'alice', '--passphrase-file', work.passphraseFile))
        .code
    ).toBe(0)
  await said('safe', 'authority', 'create', '--name', 'R1', '--subject', 'CN=Root R1,O=Example', '--validity', '20y')
})
afterAll(() => work.remove())

test('the two are paired by a file and a fingerprint', async () => {
  await said('safe', 'bundle', 'identity', '--name', 'Root safe', '--out', file('safe.chpeer'))
  await said('office', 'bundle', 'identity', '--name', 'Issuing office', '--out', file('office.chpeer'))
  const refused = await chancery('bundle', 'pair', '--card', file('safe.chpeer'), ...at('office'))
  expect(refused).toMatchObject({
    code: expect.not.toSatisfy((code: number) => code === 0),
    err: expect.stringMatching(/Compare first/)
  })
  const { identity } = await safe<Output<'bundle.identity'>>('bundle', 'identity')
  await said('office', 'bundle', 'pair', '--card', file('safe.chpeer'), '--fingerprint', identity.words.join(' '))
  const other = await office<Output<'bundle.identity'>>('bundle', 'identity')
  await said('safe', 'bundle', 'pair', '--card', file('office.chpeer'), '--fingerprint', other.identity.fingerprint)
})

test('the root is mirrored with twelve CRLs, the first out, the rest waiting for their days', async () => {
  const out = ['--crls', '12', '--out', file('root.chbundle')]
  await said('safe', 'bundle', 'hand-over', '--peer', 'Issuing office', '--authority', 'R1', ...out)
  const shown = await office<Output<'bundle.inspect'>>('bundle', 'inspect', '--bundle', file('root.chbundle'))
  expect(shown.inspection).toMatchObject({ acceptable: true, sender: { name: 'Root safe' } })
  await said('office', 'bundle', 'accept', '--bundle', file('root.chbundle'), '--trust-root')
  const { rows } = await office<Output<'crl.list'>>('crl', 'list', '--authority', 'R1')
  expect(rows.map(({ state }) => state).toSorted()).toEqual(['released', ...Array<string>(11).fill('waiting')])
  await said('office', 'authority', 'export-chain', '--authority', 'R1', '--format', 'pem', '--out', file('root.pem'))
  for (const { id } of [rows[0], rows[5], rows[11]].flatMap((row) => row ?? [])) {
    await said('office', 'crl', 'export', '--id', String(id), '--format', 'pem', '--out', file(`${id}.crl`))
    const verified = await run('openssl', [
      'crl',
      '-in',
      file(`${id}.crl`),
      '-CAfile',
      file('root.pem'),
      '-noout',
      '-verify'
    ])
    expect(verified.err + verified.out).toContain('verify OK')
  }
})

test('a subordinate is signed over the gap: CSR in a bundle file, certificate in the answer, and openssl verifies', async () => {
  await said(
    'office',
    'authority',
    'create',
    '--name',
    'Issuing',
    '--subject',
    'CN=Issuing,O=Example',
    '--csr-only',
    '--path-length',
    '0'
  )
  await said(
    'office',
    'bundle',
    'create',
    '--peer',
    'Root safe',
    '--crls',
    '0',
    '--reason',
    'first visit',
    '--out',
    file('ask')
  )
  const accepted = await safe<Output<'bundle.accept'>>('bundle', 'accept', '--bundle', file('ask'))
  expect(accepted.taken).toEqual({ csr: 1 })
  await said('safe', 'bundle', 'answer', '--request', String(accepted.bundle.id), '--out', file('answer'))

  const damaged = Uint8Array.from(readFileSync(file('answer')))
  damaged[700] = (damaged[700] ?? 0) ^ 1
  writeFileSync(file('damaged'), damaged)
  expect((await chancery('bundle', 'accept', '--bundle', file('damaged'), ...at('office'))).code).not.toBe(0)
  writeFileSync(file('short'), readFileSync(file('answer')).subarray(0, 900))
  expect((await chancery('bundle', 'inspect', '--bundle', file('short'), ...at('office'))).err).toMatch(/cut off/)

  await said('office', 'bundle', 'accept', '--bundle', file('answer'))
  expect((await chancery('bundle', 'accept', '--bundle', file('answer'), ...at('office'))).err).toMatch(/already/)
  await said(
    'office',
    'authority',
    'export-chain',
    '--authority',
    'Issuing',
    '--format',
    'pem',
    '--out',
    file('issuing.pem')
  )
  const verified = await run('openssl', ['verify', '-x509_strict', '-CAfile', file('root.pem'), file('issuing.pem')])
  expect(verified.out).toContain(': OK')
})

test('the same by QR codes of which some are lost: the next request is read from their pictures', async () => {
  await said(
    'office',
    'bundle',
    'create',
    '--peer',
    'Root safe',
    '--authorities',
    'Issuing',
    '--crls',
    '2',
    '--out',
    file('ask2')
  )
  const bundle = new Uint8Array(readFileSync(file('ask2')))
  const source = frameSource(bundle, new Uint8Array(createHash('sha256').update(bundle).digest()), blockSizes.usual)
  const collector = frameCollector()
  for (let shown = 0; collector.content() === null && shown < 100; shown++) {
    if (shown % 4 === 2) continue
    const { side, pixels } = qrPixels(qrOf(source.frame(shown)), 3)
    const found = jsqr.default(pixels, side, side)
    if (found !== null) collector.add(Uint8Array.from(found.binaryData))
  }
  const read = collector.content()?.bytes ?? new Uint8Array()
  expect(Buffer.from(read).equals(Buffer.from(bundle))).toBe(true)
  writeFileSync(file('read'), read)
  const { taken } = await safe<Output<'bundle.accept'>>('bundle', 'accept', '--bundle', file('read'))
  expect(taken).toEqual({ csr: 1, 'crl-series': 1 })
})

test('what the root must do is there as a list, for the calendar and on paper', async () => {
  const { duties } = await office<Output<'duty.list'>>('duty', 'list')
  expect(duties.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['crl-series', 'subordinate-renewal', 'root-renewal', 'algorithm'])
  )
  await said('office', 'duty', 'calendar', '--out', file('duties.ics'))
  expect(readFileSync(file('duties.ics'), 'utf8')).toMatch(/BEGIN:VEVENT[\s\S]*Root|R1: sign the next series/)
  await said('office', 'duty', 'card', '--out', file('duties.pdf'))
  expect(readFileSync(file('duties.pdf')).subarray(0, 5).toString()).toBe('%PDF-')
})
