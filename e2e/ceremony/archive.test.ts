import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, type Browser, type Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findChromium } from '../../scripts/chromium.mjs'
import { verifierPage } from '../../scripts/build-verifier.mjs'
import { digestWords } from '../../src-shared/model/digest-words.ts'
import { writeCeremonyArchive } from '../../src-main/reports/ceremony-archive/write.ts'
import { placeOf } from '../../src-main/reports/verify/texts.ts'
import { mutatedArchives, type MutatedArchive } from '../../src-main/testing/archive-mutations.ts'
import { mutatedLogs } from '../../src-main/testing/log-mutations.ts'
import { hasProgram, opensslFolder, type OpensslFolder } from '../../src-main/testing/openssl.ts'
import { sampleCeremony, sampleKeys, sampleSigner } from '../../src-main/testing/sample-ceremony.ts'
import { sampleStamp } from '../../src-main/testing/sample-stamp.ts'
import { startWithAlice, testPassphrase } from '../../src-main/testing/test-engine.ts'
import { runCommandLine } from '../../src-main/entry/cli/run.ts'
import { chancery, run } from '../cli/chancery.ts'

/** A file as a person drops it. */
interface Dropped {
  readonly name: string
  readonly bytes: Uint8Array
}

interface Seen {
  readonly verdict: string
  readonly findings: readonly {
    readonly weight: string
    readonly code: string
    readonly place: string
    readonly text: string
  }[]
}

let folder: string
let openssl: OpensslFolder
let browser: Browser
let page: Page
const requests: string[] = []
const complaints: string[] = []

let good: Uint8Array
let trusted: readonly Dropped[]
let mutations: readonly MutatedArchive[]

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'chancery-evidence-'))
  openssl = opensslFolder()
  const stamp = await sampleStamp()
  const signers = sampleKeys.map((kind) => sampleSigner(openssl, `by-${kind}`, kind))
  const at = stamp.life.clock.now()
  good = await writeCeremonyArchive(sampleCeremony(signers, { stamp: stamp.ask, nonce: '0badcafe', at }))
  mutations = await mutatedArchives(good)
  trusted = [
    ...signers.map(({ person, certificate }) => ({ name: `${person}.cer`, bytes: certificate })),
    { name: 'stamp-root.cer', bytes: stamp.root }
  ]
  await stamp.close()
  for (const { name, bytes } of trusted) writeFileSync(join(folder, name), bytes)
  const html = join(folder, 'verifier.html')
  writeFileSync(html, await verifierPage())
  const executablePath = findChromium()
  if (executablePath === undefined) throw new Error('Install chromium: the page of the verifier is opened in it.')
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  page = await browser.newPage({ locale: 'en-GB' })
  page.on('request', (request) => requests.push(request.url()))
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(pathToFileURL(html).href)
})
afterAll(async () => {
  await browser.close()
  openssl.remove()
  rmSync(folder, { recursive: true, force: true })
})

/** What the page says of files that are dropped into it, with nothing left from before. */
async function inBrowser(files: readonly Dropped[]): Promise<Seen> {
  await page.reload()
  const payload = files.map(({ name, bytes }) => ({ name, mimeType: '', buffer: Buffer.from(bytes) }))
  await page.locator('#files').setInputFiles(payload)
  await page.locator('#result[data-verdict]:not([data-verdict=working])').waitFor()
  return {
    verdict: (await page.locator('#result').getAttribute('data-verdict')) ?? '',
    findings: await page.locator('#findings li').evaluateAll((items) =>
      items.map((item) => ({
        weight: item.className,
        code: item.getAttribute('data-code') ?? '',
        place: item.getAttribute('data-place') ?? '',
        text: item.querySelector('span')?.textContent ?? ''
      }))
    )
  }
}

/** What the command says of the same; in this process, because starting one takes longer than the check. */
async function onCommandLine(words: readonly string[], bytes: Uint8Array): Promise<Seen & { readonly code: number }> {
  const file = join(folder, words[0] === 'ceremony' ? 'archive.zip' : 'audit.jsonl')
  writeFileSync(file, bytes)
  let out = ''
  let err = ''
  const code = await runCommandLine(
    [...words.slice(0, 2), '--file', file, ...words.slice(2), '--json'],
    { out: (text) => void (out += text), err: (text) => void (err += text) },
    new AbortController().signal
  )
  if (out === '') throw new Error(err)
  const { verdict, findings } = JSON.parse(out) as Seen
  return { verdict, findings, code }
}

const trustFlags = (): string[] => trusted.flatMap(({ name }) => ['--trust', join(folder, name)])
const wrong = ({ findings }: Seen): readonly string[] =>
  findings.filter(({ weight }) => weight === 'wrong').map(({ code, place }) => `${code} ${place}`)

describe('the archive of a ceremony', () => {
  test('signed by keys of every kind and stamped is accepted by the page and by the command, with the same findings', async () => {
    const seen = await inBrowser([{ name: 'good.zip', bytes: good }, ...trusted])
    expect(wrong(seen)).toEqual([])
    expect(seen.verdict).toBe('accepted')
    const told = await onCommandLine(['ceremony', 'verify', ...trustFlags()], good)
    expect(told).toMatchObject({ verdict: 'accepted', code: 0 })
    expect(told.findings.map(({ code, place, text }) => ({ code, place, text }))).toEqual(
      seen.findings.map(({ code, place, text }) => ({ code, place, text }))
    )
  })

  test('is proven by the program as it is installed, and no longer once a bit of it is another', async () => {
    const file = join(folder, 'installed.zip')
    writeFileSync(file, good)
    const fine = await chancery('ceremony', 'verify', file, ...trustFlags())
    expect([fine.code, fine.out.split('\n')[0], fine.err]).toEqual([
      0,
      'Accepted: everything that was checked holds.',
      ''
    ])
    const last = mutations.find(({ code }) => code === 'entry-altered')
    writeFileSync(file, last?.bytes ?? '')
    const altered = await chancery('ceremony', 'verify', file, ...trustFlags())
    expect(altered.code).toBe(3)
    expect(altered.out).toContain('transcript.jsonl, entry 3: This entry was altered')
    const page = await chancery('ceremony', 'verifier')
    expect(page.out).toContain('<title>Chancery verifier</title>')
    // The same page from a running engine, as the window saves it.
    const { alice, stop } = await startWithAlice()
    const saved = await alice.call('anchor.verifier', {})
    expect(Buffer.from(saved.file.base64, 'base64').toString()).toBe(page.out)
    await stop()
  })

  test('is shown in German as well, with the digest in words', async () => {
    await inBrowser([{ name: 'good.zip', bytes: good }, ...trusted])
    await page.getByRole('button', { name: 'Deutsch' }).click()
    expect(await page.locator('#verdict').textContent()).toBe('Angenommen: alles Geprüfte hält.')
    const hex = ((await page.locator('#digest .hex').textContent()) ?? '').replaceAll(' ', '')
    expect(await page.locator('#digest p').last().textContent()).toBe(digestWords(hex).join(' '))
    expect(await page.locator('#digest .blocks span').count()).toBe(64)
  })

  test('that was altered is refused by both, and both name the place', async () => {
    expect(mutations.length).toBeGreaterThanOrEqual(20)
    for (const { what, bytes, code, file, entry } of mutations) {
      const place = `${code} ${placeOf({ code: 'files-good', file, entry: entry ?? null }, 'en')}`
      const seen = await inBrowser([{ name: 'bad.zip', bytes }, ...trusted])
      expect(seen.verdict, what).toBe('refused')
      expect(wrong(seen), what).toContain(place)
      const told = await onCommandLine(['ceremony', 'verify', ...trustFlags()], bytes)
      expect([told.verdict, told.code], what).toEqual(['refused', 3])
      expect(wrong(told), what).toEqual(wrong(seen))
    }
  })
})

describe('an exported audit log with its anchors', () => {
  test('is accepted by both; edited, deleted, reordered, cut or written anew it is refused, and the row is named', async () => {
    const made = await startWithAlice()
    const { alice } = made
    try {
      await alice.call('session.sign-in', { operator: 'alice', passphrase: testPassphrase })
      const { signer } = await alice.call('anchor.add-signer', { name: 'Ada' })
      for (let n = 0; n < 6; n++)
        await alice.call('role.save', { name: `r${n}`, label: 'A role', permissions: ['viewer.use'] })
      const { anchor } = await alice.call('anchor.create', { signer: 'Ada' })
      const anchors = Buffer.from((await alice.call('anchor.export', {})).file.base64, 'base64')
      const log = Buffer.from((await alice.call('audit.export', {})).file.base64, 'base64')
      writeFileSync(join(folder, 'ada.pem'), signer.certificate)
      writeFileSync(join(folder, 'anchors.json'), anchors)
      const flags = ['anchor', 'verify', '--anchors', join(folder, 'anchors.json'), '--trust', join(folder, 'ada.pem')]
      const beside = [
        { name: 'anchors.json', bytes: anchors },
        { name: 'ada.pem', bytes: Buffer.from(signer.certificate) }
      ]
      const seen = await inBrowser([{ name: 'audit.jsonl', bytes: log }, ...beside])
      expect([wrong(seen), seen.verdict]).toEqual([[], 'accepted'])
      expect(await onCommandLine(flags, log)).toMatchObject({ verdict: 'accepted', code: 0 })
      for (const { what, text, code, entry } of mutatedLogs(log.toString(), anchor.seq)) {
        const bytes = Buffer.from(text)
        const shown = await inBrowser([{ name: 'audit.jsonl', bytes }, ...beside])
        expect(shown.verdict, what).toBe('refused')
        expect(wrong(shown).join('\n'), what).toMatch(new RegExp(`^${code} audit.jsonl, (?:row|entry) ${entry}$`, 'm'))
        const told = await onCommandLine(flags, bytes)
        expect([told.verdict, told.code, wrong(told)], what).toEqual(['refused', 3, wrong(shown)])
      }
      // The text alone, as a telephone reads it from the printed page: nobody signed it there, so that it stays open.
      const scanned = await inBrowser([
        { name: 'audit.jsonl', bytes: log },
        { name: 'scanned.txt', bytes: Buffer.from(anchor.text) }
      ])
      expect([wrong(scanned), scanned.verdict]).toEqual([[], 'open'])
    } finally {
      await made.stop()
    }
  })
})

test('the page asks nobody for anything and breaks none of its own rules', async () => {
  expect(requests.length).toBeGreaterThan(0)
  expect(requests.filter((url) => !url.startsWith('file:'))).toEqual([])
  expect(complaints).toEqual([])
  const html = readFileSync(join(folder, 'verifier.html'), 'utf8')
  expect(html.match(/<script[^>]*>/g)).toEqual(['<script>'])
  expect(html).not.toMatch(/<(?:link|img|iframe)\b/)
})

test('the words of a digest are those of another implementation of the list', async () => {
  if (!hasProgram('wormhole')) throw new Error('Install magic-wormhole: its word list is the second opinion.')
  const script = [
    'import sys, binascii',
    'from wormhole._wordlist import byte_to_even_word as even, byte_to_odd_word as odd',
    'data = binascii.unhexlify(sys.argv[1])',
    'print(" ".join((even, odd)[at % 2][data[at:at + 1]] for at in range(len(data))))'
  ].join('\n')
  const every = Array.from({ length: 256 }, (_, octet) => octet.toString(16).padStart(2, '0').repeat(2)).join('')
  const { out, err } = await run('/usr/bin/python3', ['-c', script, every])
  expect(err).toBe('')
  expect(out.trim().toLowerCase()).toBe(digestWords(every).join(' ').toLowerCase())
})
