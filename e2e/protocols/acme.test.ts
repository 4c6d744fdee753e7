import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lacksForAcme, startAcmeWorld, type AcmeWorld } from '../world/acme-world.ts'
import type { Ran } from '../cli/chancery.ts'

/** Real ACME clients over HTTPS, with the authority's root as their only trust, on the real ports 80, 443 and 53. */
const lack = lacksForAcme(['certbot', 'lego', 'dehydrated', 'uacme', 'acme-tiny', 'ruby', 'openssl'])

let world: AcmeWorld
beforeAll(async () => {
  if (lack === null) world = await startAcmeWorld()
})
afterAll(async () => {
  if (lack === null) await world.stop()
})

/** @returns what a client said, for the message of a test that fails */
const said = ({ code, out, err }: Ran): string => `ended with ${code}\n${out}\n${err}`
const leafOf = (file: string): X509Certificate => new X509Certificate(readFileSync(file))
const states = async (name: string): Promise<readonly string[]> =>
  (await world.certificates(name)).map(({ state }) => state)

describe.skipIf(lack !== null)(`ACME clients${lack === null ? '' : ` (left out: ${lack})`}`, () => {
  test('certbot: registers with a credential, http-01 with P-384, renews, revokes with the key of the certificate', async () => {
    const { keyId, hmacKey } = await world.credential('certbot')
    const env = { REQUESTS_CA_BUNDLE: world.root }
    const folders = ['--config-dir', 'cb/c', '--work-dir', 'cb/w', '--logs-dir', 'cb/l', '-n']
    const common = [...folders, '--agree-tos', '-m', 'a@interop.test', '--server', world.boundDirectory]
    const issued = await world.run(
      'certbot',
      [
        'certonly',
        '--standalone',
        ...common,
        '--eab-kid',
        keyId,
        '--eab-hmac-key',
        hmacKey,
        '-d',
        'cb1.interop.test',
        '--key-type',
        'ecdsa',
        '--elliptic-curve',
        'secp384r1'
      ],
      env
    )
    expect(issued.code, said(issued)).toBe(0)
    const live = join(world.path, 'cb/c/live/cb1.interop.test')
    const first = leafOf(join(live, 'cert.pem'))
    expect(first.subjectAltName).toBe('DNS:cb1.interop.test')
    const renewed = await world.run(
      'certbot',
      ['renew', ...folders, '--force-renewal', '--no-random-sleep-on-renew', '--cert-name', 'cb1.interop.test'],
      env
    )
    expect(renewed.code, said(renewed)).toBe(0)
    expect(leafOf(join(live, 'cert.pem')).serialNumber).not.toBe(first.serialNumber)
    const revoked = await world.run(
      'certbot',
      [
        'revoke',
        ...folders,
        '--server',
        world.boundDirectory,
        '--cert-path',
        join(live, 'cert.pem'),
        '--key-path',
        join(live, 'privkey.pem'),
        '--reason',
        'keycompromise',
        '--no-delete-after-revoke'
      ],
      env
    )
    expect(revoked.code, said(revoked)).toBe(0)
    expect(await states('cb1.interop.test')).toEqual(['revoked', 'active'])
  })

  test('certbot: a wildcard by dns-01, with the chain up to the root when it prefers it', async () => {
    const env = { REQUESTS_CA_BUNDLE: world.root }
    const issued = await world.run(
      'certbot',
      [
        'certonly',
        '--config-dir',
        'cb2/c',
        '--work-dir',
        'cb2/w',
        '--logs-dir',
        'cb2/l',
        '-n',
        '--agree-tos',
        '--register-unsafely-without-email',
        '--server',
        world.directory,
        '--manual',
        '--preferred-challenges',
        'dns',
        '--manual-auth-hook',
        world.hook,
        '--manual-cleanup-hook',
        world.hook,
        '--preferred-chain',
        'Interop Root',
        '-d',
        '*.cb2.interop.test',
        '-d',
        'cb2.interop.test',
        '--key-type',
        'rsa',
        '--rsa-key-size',
        '3072'
      ],
      env
    )
    expect(issued.code, said(issued)).toBe(0)
    const names = leafOf(join(world.path, 'cb2/c/live/cb2.interop.test/cert.pem')).subjectAltName
    expect(names?.split(', ').toSorted()).toEqual(['DNS:*.cb2.interop.test', 'DNS:cb2.interop.test'])
  })

  test('lego: tls-alpn-01 with a credential, http-01, renews with the same key, dns-01 wildcard, revokes', async () => {
    const { keyId, hmacKey } = await world.credential('lego')
    const env = {
      LEGO_CA_CERTIFICATES: world.root,
      EXEC_PATH: world.hook,
      EXEC_SEQUENCE_INTERVAL: '1',
      EXEC_POLLING_INTERVAL: '1'
    }
    const common = ['--accept-tos', '--email', 'a@interop.test']
    const bound = ['--server', world.boundDirectory, ...common, '--path', 'lego1']
    const byTls = await world.run(
      'lego',
      [
        ...bound,
        '--eab',
        '--kid',
        keyId,
        '--hmac',
        hmacKey,
        '--tls',
        '-d',
        'lego1.interop.test',
        '-k',
        'rsa2048',
        'run'
      ],
      env
    )
    expect(byTls.code, said(byTls)).toBe(0)
    const open = ['--server', world.directory, ...common, '--path', 'lego2']
    const byHttp = await world.run('lego', [...open, '--http', '-d', 'lego2.interop.test', 'run'], env)
    expect(byHttp.code, said(byHttp)).toBe(0)
    const file = join(world.path, 'lego2/certificates/lego2.interop.test.crt')
    const first = leafOf(file)
    const renewed = await world.run(
      'lego',
      [...open, '--http', '-d', 'lego2.interop.test', 'renew', '--days', '9999', '--reuse-key', '--no-random-sleep'],
      env
    )
    expect(renewed.code, said(renewed)).toBe(0)
    expect([leafOf(file).serialNumber !== first.serialNumber, leafOf(file).publicKey.equals(first.publicKey)]).toEqual([
      true,
      true
    ])
    const wild = await world.run(
      'lego',
      [
        ...open,
        '--dns',
        'exec',
        '--dns.disable-cp',
        '--dns.resolvers',
        '127.0.0.1:53',
        '-d',
        '*.lego3.interop.test',
        'run'
      ],
      env
    )
    expect(wild.code, said(wild)).toBe(0)
    const revoked = await world.run('lego', [...open, '-d', 'lego2.interop.test', 'revoke'], env)
    expect(revoked.code, said(revoked)).toBe(0)
    expect(await states('lego2.interop.test')).toEqual(['revoked', 'active'])
  })

  test('lego: an address as a DNS name is answered with a problem, not with a crash', async () => {
    const ran = await world.run(
      'lego',
      [
        '--server',
        world.directory,
        '--accept-tos',
        '--email',
        'a@interop.test',
        '--path',
        'lego4',
        '--http',
        '-d',
        '127.0.0.1',
        'run'
      ],
      { LEGO_CA_CERTIFICATES: world.root }
    )
    expect(ran.code).not.toBe(0)
    expect(ran.err).toContain('urn:ietf:params:acme:error:malformed')
  })

  test('dehydrated: http-01 from a webroot with P-384, dns-01, renews, revokes', async () => {
    const { keyId, hmacKey } = await world.credential('dehydrated')
    const config = join(world.path, 'dehydrated.conf')
    const account = (directory: string, folder: string, more: string): void =>
      writeFileSync(
        config,
        `CA="${directory}"\nBASEDIR="${join(world.path, folder)}"\nWELLKNOWN="${world.webroot}"\nKEY_ALGO=secp384r1\nCURL_OPTS="--cacert ${world.root}"\nHOOK="${world.hook}"\nCONTACT_EMAIL=a@interop.test\n${more}`
      )
    account(world.boundDirectory, 'dehydrated', `EAB_KID=${keyId}\nEAB_HMAC_KEY=${hmacKey}\n`)
    mkdirSync(join(world.path, 'dehydrated'))
    const run = (...args: string[]): Promise<Ran> => world.run('dehydrated', ['-f', config, ...args])
    const closeWebroot = await world.serveWebroot()
    try {
      const steps = [
        ['--register', '--accept-terms'],
        ['-c', '-d', 'dh1.interop.test'],
        ['-c', '-x', '-d', 'dh1.interop.test'],
        ['-c', '-t', 'dns-01', '-d', 'dh2.interop.test'],
        ['-r', join(world.path, 'dehydrated/certs/dh1.interop.test/cert.pem')]
      ]
      for (const step of steps) {
        const ran = await run(...step)
        expect(ran.code, said(ran)).toBe(0)
      }
      expect(await states('dh1.interop.test')).toEqual(['revoked', 'active'])
    } finally {
      await closeWebroot()
    }
  })

  test('uacme: http-01 by hook, an IP address (RFC 8738), another account key, revokes, deactivates', async () => {
    const closeWebroot = await world.serveWebroot()
    const common = ['-y', '-a', world.directory, '-c', 'uacme']
    try {
      const steps = [
        [...common, 'new'],
        [...common, '-h', world.hook, '-t', 'EC', 'issue', 'ua1.interop.test'],
        [...common, '-h', world.hook, '-t', 'EC', 'issue', '127.0.0.1'],
        [...common, 'newkey'],
        [...common, '-r', '4', 'revoke', join(world.path, 'uacme/ua1.interop.test/cert.pem')],
        [...common, 'deactivate']
      ]
      for (const step of steps) {
        const ran = await world.run('uacme', step)
        expect(ran.code, said(ran)).toBe(0)
      }
      expect(leafOf(join(world.path, 'uacme/127.0.0.1/cert.pem')).subjectAltName).toBe('IP Address:127.0.0.1')
      expect(await states('ua1.interop.test')).toEqual(['revoked'])
    } finally {
      await closeWebroot()
    }
  })

  test('acme-tiny: http-01 with an RSA account key', async () => {
    const closeWebroot = await world.serveWebroot()
    try {
      for (const args of [
        ['genrsa', '-out', 'tiny.account.key', '3072'],
        [
          'req',
          '-newkey',
          'rsa:2048',
          '-nodes',
          '-keyout',
          'tiny.key',
          '-out',
          'tiny.csr',
          '-subj',
          '/CN=tiny.interop.test',
          '-addext',
          'subjectAltName=DNS:tiny.interop.test'
        ]
      ])
        expect((await world.run('openssl', args)).code).toBe(0)
      const ran = await world.run(
        'acme-tiny',
        [
          '--account-key',
          'tiny.account.key',
          '--csr',
          'tiny.csr',
          '--acme-dir',
          world.webroot,
          '--directory-url',
          world.directory,
          '--contact',
          'mailto:a@interop.test'
        ],
        { SSL_CERT_FILE: world.root }
      )
      expect(ran.code, said(ran)).toBe(0)
      writeFileSync(join(world.path, 'tiny.pem'), ran.out)
      const verified = await world.run('openssl', [
        'verify',
        '-CAfile',
        world.root,
        '-untrusted',
        'tiny.pem',
        'tiny.pem'
      ])
      expect(verified.out).toContain('tiny.pem: OK')
    } finally {
      await closeWebroot()
    }
  })

  test('the Ruby library acme-client: http-01 with an EC account key, revokes', async () => {
    const closeWebroot = await world.serveWebroot()
    try {
      const script = join(import.meta.dirname, '../fixtures/acme-client.rb')
      const ran = await world.run('ruby', [script, world.directory, world.root, world.webroot, 'rb1.interop.test'])
      expect(ran.code, said(ran)).toBe(0)
      expect(new X509Certificate(ran.out).subjectAltName).toBe('DNS:rb1.interop.test')
      expect(await states('rb1.interop.test')).toEqual(['revoked'])
    } finally {
      await closeWebroot()
    }
  })
})
