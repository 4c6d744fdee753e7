import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, devices, type Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findChromium } from '../../scripts/chromium.mjs'
import { chancery, chanceryJson, run, serve, workFolder, type Ran, type Server } from '../cli/chancery.ts'

interface Made {
  readonly url: string
  readonly passphrase?: string
  readonly link: { readonly id: number; readonly state: string }
}

/**
 * A phone follows a link: Chromium in the size of a phone and without JavaScript opens the page and presses the button;
 * plistlib and openssl read what comes; strongSwan's pki enrols with the values of the profile, as the phone would.
 */
describe('claim links as a phone meets them', () => {
  const folder = workFolder()
  const data = join(folder.path, 'data')
  const file = (name: string): string => join(folder.path, name)
  let server: Server | undefined
  let browser: Browser | undefined

  const act = async (...args: string[]): Promise<Ran> => {
    const ran = await chancery(...args, '--data', data)
    if (ran.code !== 0) throw new Error(`chancery ${args.join(' ')} ended with ${ran.code}: ${ran.err}`)
    return ran
  }
  const json = <T>(...args: string[]): Promise<T> => chanceryJson<T>(...args, '--data', data)
  const must = async (program: string, ...args: string[]): Promise<string> => {
    const ran = await run(program, args)
    if (ran.code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${ran.code}: ${ran.err}${ran.out}`)
    return ran.out + ran.err
  }
  /** Opens a link as a person does. @returns what the page says, and the file behind its button */
  const press = async (url: string, to: string, locale = 'en-GB'): Promise<string> => {
    if (browser === undefined) throw new Error('there is no browser')
    const context = await browser.newContext({ ...devices['iPhone 15'], javaScriptEnabled: false, locale })
    try {
      const page = await context.newPage()
      const problems: string[] = []
      page.on('console', (message) => problems.push(message.text()))
      await page.goto(url)
      const said = await page.locator('body').innerText()
      const picture = process.env['CHANCERY_SHOTS']
      if (picture !== undefined) await page.screenshot({ path: `${picture}/phone-${locale}.png`, fullPage: true })
      const download = page.waitForEvent('download')
      await page.getByRole('button').click()
      await (await download).saveAs(file(to))
      expect(problems).toEqual([])
      return said
    } finally {
      await context.close()
    }
  }

  beforeAll(async () => {
    const executablePath = findChromium()
    if (executablePath === undefined) throw new Error('Install chromium: a phone is a browser here.')
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
    await chancery('init', '--data', data, '--operator', 'alice', '--passphrase-file', folder.passphraseFile)
    server = await serve('--data', data, '--unlock-file', folder.passphraseFile)
    await act('authority', 'create', '--name', 'root', '--subject', 'CN=Root', '--key', 'RSA-2048')
    const below = ['--issuer', 'root', '--validity', '8y', '--key', 'RSA-2048']
    await act('authority', 'create', '--name', 'issuing', '--subject', 'CN=Issuing', ...below)
    await act('authority', 'export-chain', '--authority', 'root', '--format', 'pem', '--out', file('root.pem'))
    await act('authority', 'export-chain', '--authority', 'issuing', '--format', 'pem', '--out', file('issuing.pem'))
    const profile = ['profile', 'create', '--starter', 'device', '--authority', 'issuing', '--approval', 'auto']
    await act(...profile, '--name', 'phones')
    const { profile: made } = await json<{ profile: { content: object } }>('profile', 'show', '--profile', 'phones')
    const content = JSON.stringify({ ...made.content, keyByChancery: true })
    await act('profile', 'create', '--name', 'files', '--authority', 'issuing', '--content', content)
    await act('scep', 'create', '--name', 'phones', '--profile', 'phones')
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    folder.remove()
  })

  test('a phone takes its profile with one press and enrols by what stands in it; nobody does so again', async () => {
    const wanted = [
      '--service',
      'phones',
      '--device',
      'Phone 7',
      '--person',
      'Mara',
      '--key-size',
      '3072',
      '--wifi.ssid',
      'Office'
    ]
    const { url, link } = await json<Made>('apple', 'create', ...wanted, '--names', 'dns:phone.example.test')
    const said = await press(url, 'profile.mobileconfig', 'de-DE')
    expect(said).toContain('alice lädt Sie ein')
    expect(said).toContain('Profil geladen')

    const verify = ['-verify', '-inform', 'DER', '-in', file('profile.mobileconfig'), '-CAfile', file('root.pem')]
    await must('openssl', 'cms', ...verify, '-purpose', 'any', '-out', file('profile.plist'))
    const program = [
      'import json, plistlib, sys',
      'payloads = plistlib.load(open(sys.argv[1], "rb"))["PayloadContent"]',
      'scep = [p for p in payloads if p["PayloadType"] == "com.apple.security.scep"][0]["PayloadContent"]',
      'print(json.dumps(scep, default=lambda data: data.hex()))'
    ].join('\n')
    const read = await run('python3', ['-c', program, file('profile.plist')])
    const scep = JSON.parse(read.out) as { URL: string; Challenge: string; Keysize: number; CAFingerprint: string }
    const print = await must('openssl', 'x509', '-in', file('issuing.pem'), '-noout', '-fingerprint', '-sha1')
    expect(print.replaceAll(':', '').toLowerCase()).toContain(scep.CAFingerprint)

    const enrol = async (name: string): Promise<Ran> => {
      writeFileSync(
        file(`${name}.sh`),
        [
          'set -e',
          `pki --gen --type rsa --size ${scep.Keysize} --outform pem > ${name}.key`,
          `pki --scepca --url ${scep.URL} --caout root-got.pem --raout ra.pem --outform pem --force`,
          `pki --scep --url ${scep.URL} --in ${name}.key --dn "CN=Phone 7" --san phone.example.test --password "${scep.Challenge}" \\`,
          `  --cacert-enc ra.pem --cacert-sig ra.pem --cacert issuing.pem --cacert root.pem --outform pem > ${name}.pem`
        ].join('\n')
      )
      return run('sh', ['-c', `cd "${folder.path}" && sh ${name}.sh`])
    }
    const first = await enrol('phone')
    expect(first.code, first.err).toBe(0)
    expect(existsSync(file('phone.pem'))).toBe(true)
    await must('openssl', 'verify', '-CAfile', file('root.pem'), '-untrusted', file('issuing.pem'), file('phone.pem'))
    expect((await enrol('thief')).code).not.toBe(0)
    expect((await fetch(url)).status).toBe(410)
    const { link: after } = await json<Made>('claim', 'show', '--id', String(link.id))
    expect(after.state).toBe('enrolled')
  })

  test('a laptop takes its file with one press, and openssl opens it with the passphrase from the other way', async () => {
    const wanted = ['--profile', 'files', '--device', 'Chromebook 3', '--platform', 'chromeos']
    const made = await json<Made>('claim', 'create', ...wanted, '--names', 'dns:book.example.test')
    expect(await press(made.url, 'book.p12')).toContain('Import and Bind')
    const opened = ['pkcs12', '-in', file('book.p12'), '-passin', `pass:${made.passphrase ?? ''}`, '-nodes']
    expect(await must('openssl', ...opened)).toContain('PRIVATE KEY')
    expect(readFileSync(file('book.p12')).includes(Buffer.from(made.passphrase ?? ''))).toBe(false)
    expect((await fetch(made.url, { method: 'POST' })).status).toBe(410)
  })

  test('a link that was withdrawn on the command line is gone, and the list says so', async () => {
    const { url, link } = await json<Made>('apple', 'create', '--service', 'phones', '--device', 'Lost phone')
    await act('claim', 'withdraw', '--id', String(link.id))
    expect((await fetch(url, { method: 'POST' })).status).toBe(410)
    expect((await act('claim', 'list')).out).toContain('withdrawn')
  })
})
