import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chancery, chanceryJson, run, serve, workFolder, type Server } from '../cli/chancery.ts'

interface Made {
  readonly client: { readonly reference: string }
  readonly secret: string
}
interface Line {
  readonly state: string
  readonly requestId: number | null
  readonly message: string
}

/** Java classes of Bouncy Castle as Debian installs them. */
const classes = ['bcpkix', 'bcprov', 'bcutil'].map((name) => `/usr/share/java/${name}.jar`).join(':')

/** Devices and their tools ask `chancery serve` over CMP: openssl cmp (OpenSSL 3.0), Bouncy Castle 1.72. */
describe('CMP as devices meet it', () => {
  const folder = workFolder()
  const data = join(folder.path, 'data')
  const file = (name: string): string => join(folder.path, name)
  let server: Server | undefined
  const start = (): Promise<Server> => serve('--data', data, '--unlock-file', folder.passphraseFile)

  const act = async (...args: string[]): Promise<string> => {
    const ran = await chancery(...args, '--data', data)
    if (ran.code !== 0) throw new Error(`chancery ${args.join(' ')} ended with ${ran.code}: ${ran.err}`)
    return ran.out
  }
  const made = (service: string, name: string, ...more: string[]): Promise<Made> =>
    chanceryJson<Made>('cmp', 'client', 'create', '--service', service, '--name', name, ...more, '--data', data)
  /** What `openssl cmp` says. @param path of the service, with an operation where one is wanted */
  const cmp = async (path: string, ...args: string[]): Promise<string> => {
    const to = ['-server', (server?.http ?? '').replace('http://', ''), '-path', `.well-known/cmp/p/${path}`]
    const ran = await run('openssl', ['cmp', '-config', '', '-batch', ...to, '-recipient', '/CN=Issuing', ...args])
    return ran.out + ran.err
  }
  const key = async (name: string): Promise<string> => {
    await run('openssl', ['ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', file(name)])
    return file(name)
  }
  const shown = async (name: string, ...what: string[]): Promise<string> =>
    (await run('openssl', ['x509', '-in', file(name), '-noout', ...what])).out
  const withSecret = ({ client, secret }: Made): string[] => ['-ref', client.reference, '-secret', `pass:${secret}`]
  const signed = (name: string): string[] => [
    ...['-cert', file(`${name}.pem`), '-key', file(`${name}.key`), '-trusted', file('root.pem')]
  ]
  const log = async (...filter: string[]): Promise<readonly Line[]> =>
    (await chanceryJson<{ rows: readonly Line[] }>('cmp', 'log', ...filter, '--data', data)).rows

  let one: Made
  let queued: Made

  beforeAll(async () => {
    await chancery('init', '--data', data, '--operator', 'alice', '--passphrase-file', folder.passphraseFile)
    server = await start()
    await act('authority', 'create', '--name', 'root', '--subject', 'CN=Root')
    await act(
      'authority',
      'create',
      '--name',
      'issuing',
      '--subject',
      'CN=Issuing',
      '--issuer',
      'root',
      '--validity',
      '8y'
    )
    await act('authority', 'export-chain', '--authority', 'root', '--format', 'pem', '--out', file('root.pem'))
    await act('profile', 'create', '--name', 'queue', '--starter', 'device', '--authority', 'issuing')
    const { profile } = await chanceryJson<{ profile: { content: object } }>(
      'profile',
      'show',
      '--profile',
      'queue',
      '--data',
      data
    )
    const content = JSON.stringify({ ...profile.content, approval: 'auto' })
    await act('profile', 'create', '--name', 'auto', '--content', content, '--authority', 'issuing')
    await act('cmp', 'create', '--name', 'plc', '--profile', 'auto', '--protection', 'both')
    await act('cmp', 'create', '--name', 'hall', '--profile', 'queue', '--settings.poll-seconds', '1')
    one = await made('plc', 'one')
    queued = await made('hall', 'press')
    const asked = ['-newkey', await key('dev.key'), '-subject', '/CN=plc-1', '-sans', 'plc-1.example.test']
    const said = await cmp(
      'plc',
      '-cmd',
      'ir',
      ...withSecret(one),
      ...asked,
      '-certout',
      file('dev.pem'),
      '-cacertsout',
      file('ca.pem')
    )
    expect(said).toContain('received PKICONF')
  })
  afterAll(async () => {
    await server?.stop()
    folder.remove()
  })

  test('openssl cmp enrols with a secret and learns which root to trust', async () => {
    expect(await shown('dev.pem', '-subject', '-ext', 'subjectAltName')).toMatch(
      /CN = plc-1[^]*DNS:plc-1\.example\.test/
    )
    expect(await shown('ca.pem', '-subject')).toContain('CN = Root')
  })

  test('openssl cmp sends p10cr with a secret, and leaves the confirmation out', async () => {
    await run('openssl', ['req', '-new', '-key', await key('p10.key'), '-subj', '/CN=plc-2', '-out', file('p10.csr')])
    const said = await cmp(
      'plc/pkcs10',
      '-cmd',
      'p10cr',
      ...withSecret(one),
      '-csr',
      file('p10.csr'),
      '-implicit_confirm',
      '-certout',
      file('p10.pem')
    )
    expect(said).not.toContain('CERTCONF')
    expect(await shown('p10.pem', '-subject')).toContain('CN = plc-2')
  })

  test('openssl cmp signs cr, kur, rr and genm with its certificate and verifies what comes back', async () => {
    const cr = [
      '-newkey',
      await key('cr.key'),
      '-subject',
      '/CN=plc-1',
      '-certout',
      file('cr.pem'),
      '-out_trusted',
      file('root.pem')
    ]
    expect(await cmp('plc/certification', '-cmd', 'cr', ...signed('dev'), ...cr)).toContain('received PKICONF')
    expect(await cmp('plc', '-cmd', 'genm', ...signed('cr'), '-infotype', 'caProtEncCert')).toContain(
      'id-it-caProtEncCert'
    )
    const kur = ['-newkey', await key('kur.key'), '-certout', file('kur.pem')]
    expect(await cmp('plc/keyupdate', '-cmd', 'kur', ...signed('cr'), ...kur)).toContain('received PKICONF')
    const rr = ['-oldcert', file('kur.pem'), '-revreason', '1']
    expect(await cmp('plc/revocation', '-cmd', 'rr', ...signed('kur'), ...rr)).toContain('revocation accepted')
    expect(await cmp('plc', '-cmd', 'cr', ...signed('kur'), ...cr)).toContain('certRevoked')
  })

  test('openssl cmp polls while a person decides, over a restart of the engine', async () => {
    const asked = [
      '-newkey',
      await key('press.key'),
      '-subject',
      '/CN=press',
      '-certout',
      file('press.pem'),
      '-total_timeout',
      '60'
    ]
    const port = (server?.http ?? '').split(':').at(-1) ?? ''
    const waiting = cmp('hall', '-cmd', 'ir', ...withSecret(queued), ...asked)
    let id: number | null = null
    while (id === null) id = (await log('--service', 'hall', '--state', 'waiting'))[0]?.requestId ?? null
    await act('request', 'approve', '--id', String(id), '--comment', 'seen')
    expect(await waiting).toContain('received PKICONF')
    expect(await shown('press.pem', '-subject')).toContain('CN = press')
    // Another one begins now, and its engine is killed while it waits.
    const again = cmp(
      'hall',
      '-cmd',
      'ir',
      ...withSecret(queued),
      '-newkey',
      await key('second.key'),
      '-subject',
      '/CN=press',
      '-certout',
      file('second.pem'),
      '-reqout',
      file('begun.der'),
      '-total_timeout',
      '2'
    )
    await again
    await server?.kill()
    server = await serve('--data', data, '--unlock-file', folder.passphraseFile, '--http', `127.0.0.1:${port}`)
    const replay = await cmp(
      'hall',
      '-cmd',
      'ir',
      ...withSecret(queued),
      '-newkey',
      file('second.key'),
      '-subject',
      '/CN=press',
      '-certout',
      file('x.pem'),
      '-reqin',
      file('begun.der')
    )
    expect(replay).toContain('transactionIdInUse')
    expect(await log('--service', 'hall', '--state', 'waiting')).toHaveLength(1)
  })

  test.each([
    ['a wrong secret', ['-ref', 'REF', '-secret', 'pass:wrong', '-unprotected_errors'], 'badMessageCheck'],
    ['no protection', ['-unprotected_requests', '-unprotected_errors'], 'badMessageCheck'],
    ['no proof of possession', ['MAC', '-popo', '-1'], 'badPOP'],
    ['the word of a registration authority that is none', ['MAC', '-popo', '0'], 'badPOP'],
    ['a proof by encryption', ['MAC', '-popo', '2'], 'badPOP'],
    ['an empty subject', ['MAC', '-subject', '/O=nobody'], 'badCertTemplate']
  ])('openssl cmp reads why %s is refused', async (_what, options, failure) => {
    const args = options.flatMap((word) =>
      word === 'MAC' ? withSecret(one) : word === 'REF' ? [one.client.reference] : [word]
    )
    const subject = args.includes('-subject') ? [] : ['-subject', '/CN=plc-3']
    const said = await cmp(
      'plc',
      '-cmd',
      'ir',
      ...args,
      ...subject,
      '-newkey',
      file('dev.key'),
      '-certout',
      file('no.pem')
    )
    expect(said).toContain(failure)
  })

  test('a certificate that openssl cmp does not believe in is rejected and revoked', async () => {
    const asked = [
      '-newkey',
      await key('no.key'),
      '-subject',
      '/CN=plc-4',
      '-certout',
      file('no.pem'),
      '-out_trusted',
      file('dev.pem')
    ]
    expect(await cmp('plc', '-cmd', 'ir', ...withSecret(one), ...asked)).toContain('rejecting newly enrolled cert')
    expect((await log('--service', 'plc', '--state', 'rejected'))[0]?.message).toContain('did not want its certificate')
  })

  test('Bouncy Castle enrols with a secret, confirms, and goes on with its certificate', async () => {
    const program = join(import.meta.dirname, '..', 'fixtures', 'cmp', 'BouncyCastleCmp.java')
    const to = [
      `${server?.http ?? ''}/.well-known/cmp/p/plc`,
      one.client.reference,
      one.secret,
      'CN=bc-1',
      file('bc.der')
    ]
    const ran = await run('java', ['-cp', classes, program, ...to])
    expect(ran.err + ran.out).toBe('ir CN=bc-1\ncertConf true\ngenm 1\ncr CN=bc-1\n')
    expect(readFileSync(file('bc.der')).length).toBeGreaterThan(300)
  })

  test('ten million octets, and what is no CMP, are turned away at the door', async () => {
    writeFileSync(file('large'), Buffer.alloc(10_000_000, 0x30))
    const post = async (type: string, name: string): Promise<string> =>
      (
        await run('curl', [
          '-s',
          '-o',
          '/dev/null',
          '-w',
          '%{http_code}',
          '-H',
          `Content-Type: ${type}`,
          '--data-binary',
          `@${name}`,
          `${server?.http ?? ''}/.well-known/cmp/p/plc`
        ])
      ).out
    expect(await post('application/pkixcmp', file('large'))).toBe('413')
    expect(await post('text/plain', file('dev.pem'))).toBe('415')
    expect(await post('application/pkixcmp', file('dev.pem'))).toBe('200')
  })
})
