import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chancery, chanceryJson, run, serve, workFolder, type Ran, type Server } from './chancery.ts'

/** The administration side and the public side over TLS, with certificates from the installation's own authority. */
const folder = workFolder()
const data = join(folder.path, 'data')
const root = join(folder.path, 'root.pem')
const flags = [
  '--data',
  data,
  '--unlock-file',
  folder.passphraseFile,
  '--admin-tls-authority',
  'issuing',
  '--admin-name',
  'admin.example.test, 192.0.2.7',
  '--https',
  '127.0.0.1:0',
  '--tls-authority',
  'issuing'
]
let server: Server
const act = async (...args: string[]): Promise<Ran> => {
  const ran = await chancery(...args, '--data', data, '--passphrase-file', folder.passphraseFile)
  if (ran.code !== 0) throw new Error(`chancery ${args.join(' ')} ended with ${ran.code}: ${ran.err}`)
  return ran
}
beforeAll(async () => {
  await act('init', '--operator', 'alice')
  await act('authority', 'create', '--name', 'root', '--subject', 'CN=TLS Root', '--key', 'P-256', '--validity', '20y')
  await act(
    'authority',
    'create',
    '--name',
    'issuing',
    '--issuer',
    'root',
    '--subject',
    'CN=TLS Issuing',
    '--key',
    'P-256'
  )
  await act('authority', 'export-chain', '--authority', 'root', '--format', 'pem', '--out', root)
  server = await serve(...flags)
})
afterAll(async () => {
  await server.stop()
  folder.remove()
})

const portOf = (address: string): string => new URL(address).port
const curl = (...args: string[]): Promise<Ran> => run('curl', ['--silent', '--show-error', '--cacert', root, ...args])
/** @returns what OpenSSL sees of the server: its verdict, its chain, its certificate */
const shown = (address: string, ...args: string[]): Promise<Ran> =>
  run('openssl', [
    's_client',
    '-connect',
    `127.0.0.1:${portOf(address)}`,
    '-CAfile',
    root,
    '-verify_return_error',
    '-showcerts',
    ...args
  ])
const serial = async (address: string): Promise<string> => {
  const { out } = await shown(address)
  return (await run('openssl', ['x509', '-noout', '-serial'], out)).out.trim()
}

describe('the administration side', () => {
  test.each(['admin.example.test', 'localhost'])(
    'is known to OpenSSL as %s, with the chain up to the root',
    async (name) => {
      const { code, out } = await shown(server.admin, '-servername', name, '-verify_hostname', name)
      expect(out).toContain('Verify return code: 0 (ok)')
      expect(code).toBe(0)
      expect(out.match(/BEGIN CERTIFICATE/g)).toHaveLength(2)
    }
  )

  test('is not known under a name that was not given', async () => {
    const { code } = await shown(server.admin, '-verify_hostname', 'other.example.test')
    expect(code).not.toBe(0)
  })

  test('carries a server certificate for its addresses and names, for ninety days', async () => {
    const { out } = await shown(server.admin)
    const text = (await run('openssl', ['x509', '-noout', '-text', '-checkend', String(88 * 86_400)], out)).out
    expect(text).toContain('TLS Web Server Authentication')
    expect(text).toMatch(/DNS:admin\.example\.test/)
    for (const address of ['192.0.2.7', '127.0.0.1', '0:0:0:0:0:0:0:1']) expect(text).toContain(`IP Address:${address}`)
    expect(text).toContain('Certificate will not expire')
    const later = await run('openssl', ['x509', '-noout', '-checkend', String(91 * 86_400)], out)
    expect(later.out).toContain('Certificate will expire')
  })

  test('speaks nothing older than TLS 1.2', async () => {
    expect((await shown(server.admin, '-tls1_1', '-cipher', 'ALL:@SECLEVEL=0')).code).not.toBe(0)
    expect((await shown(server.admin, '-tls1_2')).code).toBe(0)
  })

  test('answers curl with Strict-Transport-Security, and not where the name is that of every program here', async () => {
    const port = portOf(server.admin)
    const resolved = ['--resolve', `admin.example.test:${port}:127.0.0.1`]
    const named = await curl('--head', ...resolved, `https://admin.example.test:${port}/`)
    expect(named.out).toMatch(/strict-transport-security: max-age=63072000\r/i)
    expect((await curl('--head', `https://localhost:${port}/`)).out).not.toMatch(/strict-transport/i)
    expect((await curl('--head', '--header', 'Host: evil.example.test', `https://localhost:${port}/`)).out).toMatch(
      / 421 /
    )
  })

  test('signs in with a cookie that goes over HTTPS only', async () => {
    const answer = await curl('--head', '--request', 'GET', server.signInLink ?? '')
    expect(answer.out).toMatch(/set-cookie: [^\r]*; HttpOnly; SameSite=Strict; Secure\r/i)
  })

  test('takes calls of its own pages only', async () => {
    const port = portOf(server.admin)
    const from = (origin: string): Promise<Ran> =>
      curl(
        '-X',
        'POST',
        '--header',
        `Origin: ${origin}`,
        '--header',
        'Content-Type: application/json',
        '--data',
        '{}',
        `https://localhost:${port}/api/system.status`
      )
    expect((await from(`https://localhost:${port}`)).out).toContain('"ok":true')
    expect((await from(`http://localhost:${port}`)).out).toContain('forbidden')
  })

  test('does not answer without TLS', async () => {
    const said = await new Promise<string>((resolve) => {
      const socket = connect(Number(portOf(server.admin)), '127.0.0.1', () =>
        socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
      )
      let text = ''
      socket.on('data', (chunk) => (text += chunk.toString('latin1')))
      socket.on('close', () => resolve(text)).on('error', () => resolve(text))
    })
    expect(said).not.toContain('200 OK')
  })
})

test('the public side is served over TLS beside plain HTTP', async () => {
  const path = '/aia/root.cer'
  const over = await curl(
    '--output',
    join(folder.path, 'tls.cer'),
    '--write-out',
    '%{http_code}',
    `${server.https ?? ''}${path}`
  )
  expect(over).toMatchObject({ code: 0, out: '200' })
  expect((await curl('--write-out', '%{http_code}', '--output', '/dev/null', `${server.http}${path}`)).out).toBe('200')
})

test('a restart shows the same certificates; another name gets another one', async () => {
  const before = [await serial(server.admin), await serial(server.https ?? '')]
  expect(before[0]).not.toBe(before[1])
  await server.stop()
  server = await serve(...flags)
  expect([await serial(server.admin), await serial(server.https ?? '')]).toEqual(before)
  await server.stop()
  server = await serve(...flags, '--public-name', 'pki.example.test')
  expect(await serial(server.admin)).toBe(before[0])
  expect(await serial(server.https ?? '')).not.toBe(before[1])
})

test('the certificates are in the inventory, of their own class, and their requests in no queue', async () => {
  const { rows } = await chanceryJson<{ rows: { subject: string }[] }>(
    'certificate',
    'list',
    '--certificate-class',
    'service',
    '--data',
    data
  )
  expect(rows.map(({ subject }) => subject).toSorted()).toEqual([
    'CN=admin.example.test',
    'CN=localhost',
    'CN=pki.example.test'
  ])
  const requests = await chanceryJson<{ rows: unknown[]; total: number }>('request', 'list', '--data', data)
  expect(requests).toMatchObject({ rows: [], total: 0 })
})

describe('the start is refused, in words,', () => {
  const refused = (...args: string[]): Promise<Ran> =>
    chancery(
      'serve',
      '--http',
      'off',
      '--data',
      data,
      ...(args.includes('--admin') ? [] : ['--admin', '127.0.0.1:0']),
      ...args
    )
  beforeAll(() => server.stop())
  afterAll(async () => {
    server = await serve(...flags)
  })

  test.each([
    [['--admin', '0.0.0.0:0'], /other machines reach it.*--admin-tls-authority/s],
    [['--admin-tls-authority', 'issuing'], /Start with --unlock-file/],
    [['--unlock-file', folder.passphraseFile, '--admin-tls-authority', 'nobody'], /no authority named nobody/],
    [['--admin-name', 'a.example.test'], /give --admin-tls-authority/],
    [['--https', '127.0.0.1:0'], /go together/],
    [
      ['--unlock-file', folder.passphraseFile, '--admin-tls-authority', 'issuing', '--admin-name', 'not a name'],
      /neither a host name nor an address/
    ]
  ])('%j', async (args, words) => {
    const { code, err } = await refused(...args)
    expect(err).toMatch(words)
    expect(code).not.toBe(0)
  })
})

test('with TLS an address that other machines reach is allowed', async () => {
  await server.stop()
  server = await serve(...flags, '--admin', '0.0.0.0:0')
  const port = portOf(server.admin)
  expect(
    (
      await curl(
        '--output',
        '/dev/null',
        '--write-out',
        '%{http_code}',
        '--resolve',
        `admin.example.test:${port}:127.0.0.1`,
        `https://admin.example.test:${port}/api/x`
      )
    ).out
  ).toMatch(/^4/)
})
