import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chancery, chanceryJson, run, serve, workFolder, type Server } from '../cli/chancery.ts'

interface Row {
  readonly id: number
  readonly protocol: string
  readonly operation: string
  readonly outcome: string
  readonly reason: string | null
}
interface Shown {
  readonly steps: readonly { readonly kind: string; readonly side: string; readonly outcome: string }[]
}

/**
 * openssl (3.0) speaks CMP, OCSP and time-stamps to `chancery serve` while it is recorded, curl EST, strongSwan's pki (5.9.8)
 * SCEP, certbot (2.1) ACME; the engine is killed in between.
 */
const folder = workFolder()
const data = join(folder.path, 'data')
const file = (name: string): string => join(folder.path, name)
let server: Server | undefined
const start = (...more: string[]): Promise<Server> =>
  serve('--data', data, '--unlock-file', folder.passphraseFile, ...more)
const act = async (...args: string[]): Promise<void> => {
  const ran = await chancery(...args, '--data', data)
  if (ran.code !== 0) throw new Error(`chancery ${args.join(' ')} ended with ${ran.code}: ${ran.err}`)
}
const must = async (program: string, ...args: string[]): Promise<string> => {
  const ran = await run(program, args)
  if (ran.code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${ran.code}: ${ran.err}${ran.out}`)
  return ran.out + ran.err
}
/** Runs a program that is refused. @returns what it said */
const refused = async (program: string, ...args: string[]): Promise<string> => {
  const ran = await run(program, args)
  expect(ran.code, `${program} ${args.join(' ')}`).not.toBe(0)
  return ran.out + ran.err
}
// An exchange is kept after its answer has gone, so that nobody waits for the recording.
const kept = async (): Promise<readonly Row[]> =>
  (await chanceryJson<{ rows: readonly Row[] }>('wire', 'list', '--limit', '100', '--data', data)).rows
const protocols = async (): Promise<readonly string[]> =>
  [...new Set((await kept()).map(({ protocol }) => protocol))].toSorted()
/** Names of the files of the database in which a text stands. */
const filesWith = (text: string): readonly string[] =>
  readdirSync(data).filter((name) => /\.(?:db|sqlite)/.test(name) && readFileSync(join(data, name)).includes(text))
interface Replayed {
  readonly replay: { readonly outcome: string; readonly code: string | null; readonly reason: string | null }
}
const replayed = async (id: number, ...more: string[]): Promise<Replayed['replay']> =>
  (await chanceryJson<Replayed>('wire', 'replay', String(id), ...more, '--data', data)).replay

let made: { readonly client: { readonly reference: string }; readonly secret: string }

beforeAll(async () => {
  await chancery('init', '--data', data, '--operator', 'alice', '--passphrase-file', folder.passphraseFile)
  server = await start()
  await act('authority', 'create', '--name', 'root', '--subject', 'CN=Root', '--key', 'RSA-2048')
  await act('authority', 'export-chain', '--authority', 'root', '--format', 'pem', '--out', file('root.pem'))
  await act('profile', 'create', '--name', 'auto', '--starter', 'device', '--approval', 'auto', '--authority', 'root')
  await act('cmp', 'create', '--name', 'plc', '--profile', 'auto', '--protection', 'both')
  await act('tsa', 'create', '--name', 'stamp', '--authority', 'root')
  await act('ocsp', 'enable', '--authority', 'root')
  made = await chanceryJson('cmp', 'client', 'create', '--service', 'plc', '--name', 'one', '--data', data)
  for (const protocol of ['cmp', 'ocsp', 'tsa']) await act('wire', 'start', '--protocol', protocol)
}, 60_000)
afterAll(async () => {
  await server?.stop()
  folder.remove()
})

test('messages of real clients are taken apart without a layer that fails, and no secret is in the database', async () => {
  const http = server?.http ?? ''
  await must('openssl', 'ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', file('dev.key'))
  const to = ['-server', http.replace('http://', ''), '-path', '.well-known/cmp/p/plc', '-recipient', '/CN=Root']
  const secret = ['-ref', made.client.reference, '-secret', `pass:${made.secret}`]
  const asked = ['-newkey', file('dev.key'), '-subject', '/CN=plc-1', '-sans', 'plc-1.example.test']
  const out = ['-certout', file('dev.pem')]
  await must('openssl', 'cmp', '-config', '', '-batch', '-cmd', 'ir', ...to, ...secret, ...asked, ...out)
  const cas = ['-issuer', file('root.pem'), '-cert', file('dev.pem'), '-CAfile', file('root.pem')]
  await must('openssl', 'ocsp', ...cas, '-url', `${http}/ocsp`)
  writeFileSync(file('text'), 'A contract.\n')
  await must('openssl', 'ts', '-query', '-data', file('text'), '-cert', '-sha256', '-out', file('q.tsq'))
  const type = ['-H', 'Content-Type: application/timestamp-query']
  await must('curl', '-sf', ...type, '--data-binary', `@${file('q.tsq')}`, `${http}/tsa/stamp`, '-o', file('r.tsr'))
  await expect.poll(protocols, { timeout: 10_000 }).toEqual(['cmp', 'ocsp', 'tsa'])
  await server?.kill()
  server = await start()
  expect(await protocols()).toEqual(['cmp', 'ocsp', 'tsa'])
  const rows = await kept()
  expect(rows.map(({ outcome }) => outcome)).toEqual(rows.map(() => 'answered'))
  for (const { id } of rows) {
    const { steps } = await chanceryJson<Shown>('wire', 'show', String(id), '--data', data)
    expect(steps.filter(({ outcome }) => outcome === 'failed')).toEqual([])
    expect(steps.length).toBeGreaterThan(3)
  }
  expect(readdirSync(data).some((name) => /\.(?:db|sqlite)/.test(name))).toBe(true)
  expect(filesWith(made.secret)).toEqual([])
  // The same messages at the test authority: a transaction id of CMP was used, the others are answered again.
  for (const { id, protocol, operation } of rows.filter((row) => row.protocol !== 'cmp' || row.operation === '')) {
    const { outcome, code, reason } = await replayed(id)
    if (protocol === 'cmp') expect(outcome, operation).toBe('refused')
    else expect([protocol, outcome, code, reason]).toEqual([protocol, 'answered', code, reason])
  }
}, 90_000)

test('refusals of curl (EST), strongSwan (SCEP), openssl (CMP) and certbot (ACME) are explained, their secrets masked, and replayed', async () => {
  await server?.stop()
  server = await start('--https', '127.0.0.1:0', '--tls-authority', 'root')
  const { http, https } = server
  await act('est', 'create', '--name', 'office', '--label', 'office', '--profile', 'auto')
  const est = await chanceryJson<{ password: string }>(
    ...['est', 'client', 'create', '--service', 'office', '--name', 'printer', '--data', data]
  )
  await act('scep', 'create', '--name', 'gate', '--profile', 'auto', '--challenge', 'one-time')
  await act('acme', 'create', '--name', 'web', '--profile', 'auto', '--eab', 'random')
  for (const protocol of ['est', 'scep', 'acme']) await act('wire', 'start', '--protocol', protocol)
  const before = (await kept()).length
  writeFileSync(file('password'), `printer:${est.password}\n`, { mode: 0o600 })
  const wrong = 'not-the-secret-of-anybody'

  const key = ['-newkey', 'rsa:2048', '-nodes', '-keyout', file('est.key'), '-subj', '/CN=est-1']
  await must('openssl', 'req', '-new', ...key, '-outform', 'DER', '-out', file('est.csr'))
  await must('openssl', 'base64', '-in', file('est.csr'), '-out', file('est.b64'))
  const est64 = ['--data-binary', `@${file('est.b64')}`, '-H', 'Content-Type: application/pkcs10']
  const asked = ['-s', '--cacert', file('root.pem'), ...est64, `${https ?? ''}/.well-known/est/office/simpleenroll`]
  const status = ['-o', '/dev/null', '-w', '%{http_code}']
  expect(await must('curl', ...status, '-u', `printer:${wrong}`, ...asked)).toBe('401')
  expect(await must('curl', ...status, '-u', `printer:${est.password}`, ...asked)).toBe('200')
  const at = ['--url', `${http}/scep/gate`]
  const files = ['--caout', file('ca.pem'), '--raout', file('ra.pem'), '--outform', 'pem', '--force']
  await must('pki', '--scepca', ...at, ...files)
  const device = ['--in', file('est.key'), '--dn', 'CN=scep-1', '--password', wrong, '--outform', 'pem']
  const trust = ['--cacert-enc', file('ra.pem'), '--cacert-sig', file('ra.pem'), '--cacert', file('root.pem')]
  await refused('pki', '--scep', ...at, ...device, ...trust)
  const cmp = ['-server', http.replace('http://', ''), '-path', '.well-known/cmp/p/plc', '-recipient', '/CN=Root']
  const as = [
    '-ref',
    made.client.reference,
    '-secret',
    `pass:${wrong}`,
    '-newkey',
    file('est.key'),
    '-subject',
    '/CN=x'
  ]
  await refused('openssl', 'cmp', '-config', '', '-batch', '-cmd', 'ir', ...cmp, ...as, '-certout', file('x.pem'))
  const folders = ['c', 'w', 'l'].flatMap((one, at_) => [
    ['--config-dir', '--work-dir', '--logs-dir'][at_] ?? '',
    file(one)
  ])
  const eab = ['--eab-kid', 'nobody', '--eab-hmac-key', Buffer.alloc(32, 7).toString('base64url')]
  const account = ['--agree-tos', '--register-unsafely-without-email', '--server', `${https ?? ''}/acme/web/directory`]
  await refused(
    'env',
    `REQUESTS_CA_BUNDLE=${file('root.pem')}`,
    'certbot',
    'register',
    '-n',
    ...folders,
    ...account,
    ...eab
  )

  const failures = async (): Promise<readonly Row[]> =>
    (await kept()).slice(0, -before).filter(({ outcome }) => outcome === 'refused')
  await expect
    .poll(async () => [...new Set((await failures()).map(({ protocol }) => protocol))].toSorted(), { timeout: 10_000 })
    .toEqual(['acme', 'cmp', 'est', 'scep'])
  for (const { id, protocol, reason } of await failures()) {
    expect(reason, protocol).toMatch(
      { est: /password is wrong/, scep: /secret/, cmp: /secret/, acme: /credential|account/i }[protocol] ?? /^$/
    )
    const { steps } = await chanceryJson<Shown>('wire', 'show', String(id), '--data', data)
    // Every layer of what was asked can be read; the answer says why not.
    expect(steps.filter(({ side, outcome }) => side === 'request' && outcome === 'failed')).toEqual([])
    expect(
      steps.filter(({ side, kind }) => side === 'answer' && kind === 'refusal'),
      protocol
    ).toHaveLength(1)
    expect(new Set(steps.map(({ side }) => side)), protocol).toEqual(new Set(['request', 'answer']))
    const again = await replayed(id, ...(protocol === 'est' ? ['--authorization-file', file('password')] : []))
    // With the right password the device would be let in.
    expect([protocol, again.outcome]).toEqual([protocol, protocol === 'est' ? 'answered' : 'refused'])
  }
  for (const secret of [wrong, est.password]) expect(filesWith(secret)).toEqual([])
}, 120_000)
