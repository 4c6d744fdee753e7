import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OcspService } from '../../src-shared/api/ocsp.ts'
import type { TsaService } from '../../src-shared/api/tsa.ts'
import type { DoctorReport, TokenKeyView, TokenView } from '../../src-shared/model/token.ts'
import { softPin, softTokens, type SoftTokens } from '../../src-main/testing/soft-token.ts'
import { chancery, chanceryJson, run, serve, workFolder, type Server } from './chancery.ts'

let soft: SoftTokens
let work: ReturnType<typeof workFolder>
let data = ''
let pinFile = ''
let engine: Server | undefined
beforeAll(async () => {
  soft = softTokens()
  soft.make('house')
  work = workFolder()
  data = join(work.path, 'data')
  pinFile = join(work.path, 'pin')
  writeFileSync(pinFile, `${softPin}\n`, { mode: 0o600 })
  const ran = await chancery('init', '--data', data, '--operator', 'alice', '--passphrase-file', work.passphraseFile)
  expect(ran.code, ran.err).toBe(0)
})
afterAll(async () => {
  await engine?.stop()
  work.remove()
  soft.remove()
})

const here = (): string[] => ['--data', data, '--passphrase-file', work.passphraseFile]
/** The engine was opened at its start in the name of alice, and takes us for her. */
const at = (): string[] => ['--data', data]
const pin = (): string[] => ['--pin-file', pinFile]

describe('on the command line, without an engine that runs', () => {
  test('a module is looked at and examined before it is in use', async () => {
    const listed = await chanceryJson<{ tokens: TokenView[] }>('token', 'list', ...here(), '--module', soft.module)
    expect(listed.tokens.find(({ label }) => label === 'house')).toMatchObject({ state: 'locked' })
    const { reports } = await chanceryJson<{ reports: DoctorReport[] }>(
      'token',
      'doctor',
      ...here(),
      '--module',
      soft.module
    )
    expect(reports[0]).toMatchObject({ product: 'SoftHSM 2', loads: true })
    const none = await chancery('token', 'generate', ...here(), '--token', 'house', '--label', 'x', ...pin())
    expect(none).toMatchObject({ code: 17, err: expect.stringContaining('token modules add --module') })
  })

  test('a key is made, an authority stands on it, and both are there for other programs', async () => {
    await chanceryJson('token', 'modules', 'add', ...here(), '--module', soft.module)
    const unread = join(work.path, 'open-pin')
    writeFileSync(unread, softPin, { mode: 0o644 })
    const refused = await chancery(
      'token',
      'generate',
      ...here(),
      '--token',
      'house',
      '--label',
      'x',
      '--pin-file',
      unread
    )
    expect(refused.code).toBe(30)
    const { key } = await chanceryJson<{ key: TokenKeyView }>(
      ...['token', 'generate', ...here(), '--token', 'house', '--key', 'P-384', '--label', 'root', ...pin()]
    )
    expect(key).toMatchObject({ label: 'root', algorithm: 'P-384', madeOnToken: true, extractable: false })
    await chanceryJson(
      ...['authority', 'create', ...here(), '--name', 'root', '--subject', 'CN=Root', '--token', 'house'],
      ...['--key-label', 'root', ...pin()]
    )
    await chanceryJson(
      ...['authority', 'create', ...here(), '--name', 'issuing', '--subject', 'CN=Issuing', '--issuer', 'root'],
      ...['--key', 'RSA-2048', '--token', 'house', ...pin()]
    )
    const listed = await run('pkcs11-tool', [
      '--module',
      soft.module,
      '--token-label',
      'house',
      '--login',
      '--pin',
      softPin,
      '-O'
    ])
    expect(listed.out).toMatch(/Private Key Object; EC[\s\S]*label:\s+root\n\s+ID:\s+/)
    expect(listed.out).toContain(`ID:         ${key.id}`)
    expect(listed.out).toMatch(/Access:\s+sensitive, always sensitive, never extract(?:able|ractable), local/)
    const seen = await run('p11tool', ['--provider', soft.module, '--login', '--set-pin', softPin, '--list-all'])
    expect(seen.out).toContain(`id=${key.id.replaceAll(/../g, (octet) => `%${octet.toUpperCase()}`)}`)
    expect(seen.out).toMatch(/Label: issuing/)
  })

  test('the certificates that the token signed verify with OpenSSL, and its public key is the one that the token shows', async () => {
    const file = (name: string): string => join(work.path, name)
    for (const name of ['root', 'issuing'])
      await chanceryJson(
        'authority',
        'export-chain',
        ...here(),
        '--authority',
        name,
        '--format',
        'pem',
        '--out',
        file(`${name}.pem`)
      )
    const verified = await run('openssl', ['verify', '-x509_strict', '-CAfile', file('root.pem'), file('issuing.pem')])
    expect(verified.out).toContain('OK')
    const theirs = await run('p11tool', [
      '--provider',
      soft.module,
      '--export',
      'pkcs11:token=house;object=root;type=public'
    ])
    const ours = await run('openssl', ['x509', '-in', file('root.pem'), '-noout', '-pubkey'])
    expect(ours.out).toContain('BEGIN PUBLIC KEY')
    expect(theirs.out.trim()).toBe(ours.out.trim())
  })

  test('an OCSP responder and a time-stamp service have their keys there, by flags alone', async () => {
    const place = (label: string): string[] => ['--token', 'house', '--key-label', label, ...pin()]
    const { service } = await chanceryJson<{ service: OcspService }>(
      ...['ocsp', 'enable', ...here(), '--authority', 'issuing', ...place('ocsp key')]
    )
    expect(service.responder?.places).toMatchObject([{ label: 'house', keyLabel: 'ocsp key', origin: 'generated' }])
    const made = await chanceryJson<{ service: TsaService }>(
      ...[
        'tsa',
        'create',
        ...here(),
        '--name',
        'stamp',
        '--authority',
        'issuing',
        '--key',
        'Ed25519',
        ...place('stamps')
      ]
    )
    expect(made.service.certificate).toMatchObject({ key: 'Ed25519', places: [{ keyLabel: 'stamps' }] })
    const login = ['--token-label', 'house', '--login', '--pin', softPin]
    const listed = await run('pkcs11-tool', ['--module', soft.module, ...login, '-O'])
    expect(listed.out).toMatch(/Private Key Object; EC\n\s+label:\s+ocsp key/)
    expect(listed.out).toMatch(/Private Key Object; EC_EDWARDS\n\s+label:\s+stamps/)
  })
})

describe('with an engine that runs', () => {
  test('a token is unlocked, its authority signs, and a token that is away is said to be', async () => {
    const unlockFile = join(work.path, 'unlock')
    await chanceryJson('system', 'make-unlock-secret', ...here(), '--out', unlockFile)
    engine = await serve('--data', data, '--unlock-file', unlockFile)
    const offline = await chancery(
      'crl',
      'issue',
      ...at(),
      '--authority',
      'root',
      '--out',
      join(work.path, 'early.crl')
    )
    expect(offline.code).toBe(25)
    const opened = await chanceryJson<{ token: TokenView }>('token', 'unlock', ...at(), '--token', 'house', ...pin())
    expect(opened.token).toMatchObject({ state: 'unlocked', authorities: ['root', 'issuing'] })
    const crl = join(work.path, 'root.crl')
    await chanceryJson('crl', 'issue', ...at(), '--authority', 'root', '--out', crl)
    const verified = await run('openssl', [
      'crl',
      '-inform',
      'DER',
      '-in',
      crl,
      '-noout',
      '-CAfile',
      join(work.path, 'root.pem')
    ])
    expect(verified.err + verified.out).toContain('verify OK')
    soft.unplug()
    const { tokens } = await chanceryJson<{ tokens: TokenView[] }>('token', 'list', ...at(), '--fresh')
    expect(tokens.find(({ label }) => label === 'house')).toMatchObject({ state: 'absent' })
    soft.plugIn()
    const back = await chanceryJson<{ tokens: TokenView[] }>('token', 'list', ...at(), '--fresh')
    expect(back.tokens.find(({ label }) => label === 'house')).toMatchObject({ state: 'unlocked' })
    const wrong = join(work.path, 'wrong-pin')
    writeFileSync(wrong, '0000', { mode: 0o600 })
    await chanceryJson('token', 'lock', ...at(), '--token', 'house')
    const refused = await chancery('token', 'unlock', ...at(), '--token', 'house', '--pin-file', wrong)
    expect(refused).toMatchObject({ code: 15, err: expect.stringContaining('PIN') })
  })

  test('no PIN stands in the list of processes, the log or the database', async () => {
    await chanceryJson('token', 'unlock', ...at(), '--token', 'house', ...pin())
    const processes = await run('ps', ['-eo', 'args'])
    expect(processes.out).not.toContain(softPin)
    const found = await run('grep', ['-rl', softPin, data])
    expect(found).toMatchObject({ code: 1, out: '' })
  })
})
