import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { softPin, softTokens, type SoftTokens } from '../../src-main/testing/soft-token.ts'
import { chancery, chanceryJson, command, environment, run, workFolder } from '../cli/chancery.ts'

let soft: SoftTokens
let work: ReturnType<typeof workFolder>
let data = ''
const at = (name: string): string => join(work.path, name)
const here = (): string[] => ['--data', data, '--passphrase-file', work.passphraseFile]

beforeAll(async () => {
  soft = softTokens()
  soft.make('safe')
  soft.make('desk')
  work = workFolder()
  data = at('data')
  const made = await chancery('init', '--data', data, '--operator', 'alice', '--passphrase-file', work.passphraseFile)
  expect(made.code, made.err).toBe(0)
  await chanceryJson('token', 'modules', 'add', ...here(), '--module', soft.module)
  copyFileSync(
    join(import.meta.dirname, '..', '..', 'resources', 'ceremonies', 'root-generation.yaml'),
    at('root.yaml')
  )
  writeFileSync(at('pin'), softPin, { mode: 0o600 })
  for (const name of ['anna', 'wilma', 'walter']) {
    const key = await run('openssl', [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30'],
      ...['-subj', `/CN=${name}`, '-keyout', at(`${name}.key`), '-out', at(`${name}.pem`)]
    ])
    expect(key.code, key.err).toBe(0)
  }
  writeFileSync(
    at('answers.yaml'),
    `variables: { token: safe, algorithm: P-384 }
tokens: { safe: desk }
participants:
  - { role: administrator, person: Anna, certificate: anna.pem }
  - { role: keyHolder, person: Alice, account: alice }
  - { role: witness, person: Wilma, certificate: wilma.pem }
  - { role: witness, person: Walter, certificate: walter.pem }
clock: a radio clock
bags: [T-1001, T-1002]
pin: pin
signOffs:
  Alice: { passphrase: ${work.passphraseFile} }
  Anna: { key: anna.key }
  Wilma: { key: wilma.key }
  Walter: { key: walter.key }
steps:
  people: { answer: 'yes' }
  paper: { answer: 'yes' }
  bag: { answer: T-1003 }
`
  )
})
afterAll(() => {
  work.remove()
  soft.remove()
})

/** Without a network, as in the safe: a network namespace of its own, with nothing but a loopback that is down. */
const offLine = ['unshare', '--net', '--']

const ceremony = (verb: string, ...more: string[]): string[] => [
  ...['ceremony', verb, at('root.yaml'), ...here(), '--answers', at('answers.yaml'), ...more]
]

/** Runs a ceremony until it says a line, and ends it by SIGKILL. @returns what it said */
async function killedAfter(line: string): Promise<string> {
  const [program = '', ...words] = [...offLine, process.execPath, command, ...ceremony('run')]
  const child: ChildProcess = spawn(program, words, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environment(),
    detached: true
  })
  const ended = once(child, 'close')
  let said = ''
  let problem = ''
  child.stderr?.on('data', (chunk: Buffer) => (problem += chunk.toString()))
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes(line)) resolve()
    })
    void ended.then(() => reject(new Error(`ended before "${line}": ${said}${problem}`)))
  })
  // The whole group: the command and the process of the token's module.
  process.kill(-(child.pid ?? 0), 'SIGKILL')
  await ended
  return said
}

const keysOn = async (token: string): Promise<number> => {
  const listed = await run('pkcs11-tool', [
    ...['--module', soft.module, '--token-label', token, '--login', '--pin', softPin],
    ...['-O', '--type', 'privkey']
  ])
  return listed.out.match(/Private Key Object/g)?.length ?? 0
}

describe('a root on a token, with two witnesses', () => {
  test('is refused before its rehearsal', async () => {
    const ran = await chancery(...ceremony('run'))
    expect(ran.code).not.toBe(0)
    expect(ran.err).toContain('This script was not rehearsed.')
  })

  test('is rehearsed at a desk with the network up: on another token, with everything marked', async () => {
    const ran = await chancery(...ceremony('rehearse', '--to', at('rehearsed'), '--out', at('rehearsal.zip')))
    expect(ran.code, ran.err).toBe(0)
    const [pem] = readdirSync(at('rehearsed')).filter((name) => name.endsWith('certificateFile.pem'))
    expect(pem).toContain('REHEARSAL-')
    const seen = await run('openssl', ['x509', '-in', join(at('rehearsed'), pem ?? ''), '-noout', '-subject'])
    expect(seen.out).toContain('REHEARSAL Example Root CA 1')
    expect(await keysOn('desk')).toBe(1)
    expect(await keysOn('safe')).toBe(0)
    const { authorities } = await chanceryJson<{ authorities: unknown[] }>('authority', 'list', ...here())
    expect(authorities).toEqual([])
  }, 240_000)

  test('is killed in the middle, three times, and goes on to its end', async () => {
    expect(await killedAfter('begun: key')).toContain('passed        network-down')
    expect(await killedAfter('done: key')).toContain('Going on with the ceremony')
    await killedAfter('begun: root')
    const [program = '', ...words] = [
      ...offLine,
      process.execPath,
      command,
      ...ceremony('run', '--to', at('out'), '--out', at('evidence.zip'))
    ]
    const ran = await run(program, words)
    expect(ran.code, ran.err).toBe(0)
    expect(ran.out).toContain('Closed. Transcript of')
    expect(await keysOn('safe')).toBe(1)
    const { authorities } = await chanceryJson<{
      authorities: { name: string; state: string; keyAlgorithm: string }[]
    }>('authority', 'list', ...here())
    expect(authorities).toMatchObject([{ name: 'root', keyAlgorithm: 'P-384' }])
  }, 240_000)

  test('leaves a certificate and a CRL that OpenSSL verifies, by the key that the token shows', async () => {
    const names = readdirSync(at('out'))
    const file = (end: string): string => join(at('out'), names.find((name) => name.endsWith(end)) ?? end)
    const root = file('-certificateFile.pem')
    const verified = await run('openssl', ['verify', '-x509_strict', '-CAfile', root, root])
    expect(verified.out).toContain('OK')
    const crl = await run('openssl', [
      ...['crl', '-inform', 'DER', '-in', file('-crlFile.crl'), '-noout', '-text', '-CAfile', root]
    ])
    expect(crl.out + crl.err).toContain('verify OK')
    expect(crl.out).toContain('Issuer: CN = Example Root CA 1, O = Example')
    const theirs = await run('p11tool', [
      ...['--provider', soft.module, '--export', 'pkcs11:token=safe;object=root-key-1;type=public']
    ])
    const ours = await run('openssl', ['x509', '-in', root, '-noout', '-pubkey'])
    expect(ours.out.trim()).toBe(theirs.out.trim())
  })

  test('leaves a transcript that holds together: every step once, each signed off by both witnesses', async () => {
    const { ceremonies } = await chanceryJson<{ ceremonies: { id: number; mode: string; state: string }[] }>(
      'ceremony',
      'list',
      ...here()
    )
    const real = ceremonies.find(({ mode }) => mode === 'real')
    expect(real).toMatchObject({ state: 'closed' })
    const { entries, broken } = await chanceryJson<{
      entries: { kind: string; step: string | null; by: { role: string; person: string }[] }[]
      broken: number | null
    }>('ceremony', 'transcript', ...here(), '--ceremony', String(real?.id))
    expect(broken).toBeNull()
    const steps = entries.filter(({ kind }) => kind === 'step-done').map(({ step }) => step)
    expect(steps).toHaveLength(10)
    expect(new Set(steps).size).toBe(10)
    expect(entries.filter(({ kind }) => kind === 'step-began')).toHaveLength(10)
    expect(entries.filter(({ kind }) => kind === 'resumed')).toHaveLength(3)
    for (const person of ['Wilma', 'Walter'])
      expect(entries.filter(({ kind, by }) => kind === 'witnessed' && by[0]?.person === person)).toHaveLength(10)
  })

  test('leaves an archive that is proved from its bytes, and not with one bit changed', async () => {
    expect(existsSync(at('evidence.zip'))).toBe(true)
    const unpacked = at('unpacked')
    mkdirSync(unpacked)
    const unzip = await run('unzip', ['-q', at('evidence.zip'), '-d', unpacked])
    expect(unzip.code, unzip.err).toBe(0)
    const signatures = readdirSync(join(unpacked, 'signatures'))
    expect(signatures).toHaveLength(4)
    for (const [name, file] of [
      ['wilma', signatures.find((one) => one.startsWith('3-'))],
      ['walter', signatures.find((one) => one.startsWith('4-'))]
    ] as const) {
      const verified = await run('openssl', [
        ...['cms', '-verify', '-binary', '-inform', 'DER', '-in', join(unpacked, 'signatures', file ?? '')],
        ...['-content', join(unpacked, 'manifest.json'), '-CAfile', at(`${name}.pem`), '-purpose', 'any'],
        ...['-out', '/dev/null']
      ])
      expect(verified.err).toContain('Verification successful')
    }
    const { signers } = await chanceryJson<{ signers: { name: string; certificate: string }[] }>(
      ...['anchor', 'signers', ...here()]
    )
    writeFileSync(at('installation.pem'), signers.find(({ name }) => name === 'Ceremonies')?.certificate ?? '')
    const trust = ['anna', 'wilma', 'walter', 'installation'].flatMap((name) => ['--trust', at(`${name}.pem`)])
    const good = await chancery('ceremony', 'verify', at('evidence.zip'), ...trust)
    expect(good.code, good.out + good.err).toBe(0)
    const rehearsal = await chancery('ceremony', 'verify', at('rehearsal.zip'), ...trust)
    expect(rehearsal.code).not.toBe(0)
    const bytes = readFileSync(at('evidence.zip'))
    const place = bytes.indexOf('T-1003')
    bytes.writeUInt8((bytes[place] ?? 0) ^ 1, place)
    writeFileSync(at('altered.zip'), bytes)
    const bad = await chancery('ceremony', 'verify', at('altered.zip'), ...trust)
    expect(bad.code).not.toBe(0)
    expect(bad.out + bad.err).toMatch(/transcript|attachments|report/)
  })

  test('is made once: the same ceremony again finds the name taken before a key is made', async () => {
    writeFileSync(at('again.yaml'), readFileSync(at('answers.yaml'), 'utf8'))
    const ran = await run(offLine[0] ?? '', [
      ...offLine.slice(1),
      process.execPath,
      command,
      ...['ceremony', 'run', at('root.yaml'), ...here(), '--answers', at('again.yaml')]
    ])
    expect(ran.code).not.toBe(0)
    expect(ran.err).toContain('There is a key with the label root-key-1 already')
    expect(await keysOn('safe')).toBe(1)
  })
})
