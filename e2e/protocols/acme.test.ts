import { mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lacksForAcme, startAcmeWorld, type AcmeWorld } from '../world/acme-world.ts'
import type { Ran } from '../cli/chancery.ts'

/** Real ACME clients over HTTPS, with the authority's root as their only trust, on the real ports 80, 443 and 53. */
const lack = lacksForAcme(['certbot', 'lego', 'dehydrated', 'uacme', 'acme-tiny', 'acmetool', 'lacme', 'openssl'])

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

describe.skipIf(lack !== null)(
  `ACME clients${lack === null ? '' : ` (left out: ${lack})`}`,
  { concurrent: true },
  () => {
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
          '--http-01-address',
          '127.0.0.2',
          ...common,
          '--eab-kid',
          keyId,
          '--eab-hmac-key',
          hmacKey,
          '-d',
          'cb1.a2.interop.test',
          '--key-type',
          'ecdsa',
          '--elliptic-curve',
          'secp384r1'
        ],
        env
      )
      expect(issued.code, said(issued)).toBe(0)
      const live = join(world.path, 'cb/c/live/cb1.a2.interop.test')
      const first = leafOf(join(live, 'cert.pem'))
      expect(first.subjectAltName).toBe('DNS:cb1.a2.interop.test')
      const renewed = await world.run(
        'certbot',
        ['renew', ...folders, '--force-renewal', '--no-random-sleep-on-renew', '--cert-name', 'cb1.a2.interop.test'],
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
      expect(await states('cb1.a2.interop.test')).toEqual(['revoked', 'active'])
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
          '--tls.port',
          '127.0.0.3:443',
          '-d',
          'lego1.a3.interop.test',
          '-k',
          'rsa2048',
          'run'
        ],
        env
      )
      expect(byTls.code, said(byTls)).toBe(0)
      const open = ['--server', world.directory, ...common, '--path', 'lego2']
      const byHttp = await world.run(
        'lego',
        [...open, '--http', '--http.port', '127.0.0.3:80', '-d', 'lego2.a3.interop.test', 'run'],
        env
      )
      expect(byHttp.code, said(byHttp)).toBe(0)
      const file = join(world.path, 'lego2/certificates/lego2.a3.interop.test.crt')
      const first = leafOf(file)
      const renewed = await world.run(
        'lego',
        [
          ...open,
          '--http',
          '--http.port',
          '127.0.0.3:80',
          '-d',
          'lego2.a3.interop.test',
          'renew',
          '--days',
          '9999',
          '--reuse-key',
          '--no-random-sleep'
        ],
        env
      )
      expect(renewed.code, said(renewed)).toBe(0)
      expect([
        leafOf(file).serialNumber !== first.serialNumber,
        leafOf(file).publicKey.equals(first.publicKey)
      ]).toEqual([true, true])
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
      const revoked = await world.run('lego', [...open, '-d', 'lego2.a3.interop.test', 'revoke'], env)
      expect(revoked.code, said(revoked)).toBe(0)
      expect(await states('lego2.a3.interop.test')).toEqual(['revoked', 'active'])
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
    })

    test('uacme: http-01 by hook, renews with the alternate chain, an IP address (RFC 8738), another account key, revokes, deactivates', async () => {
      const common = ['-y', '-a', world.directory, '-c', 'uacme']
      const steps = [
        [...common, 'new'],
        [...common, '-h', world.hook, '-t', 'EC', 'issue', 'ua1.interop.test'],
        [...common, '-f', '-l', '1', '-h', world.hook, '-t', 'EC', 'issue', 'ua1.interop.test'],
        [...common, '-h', world.hook, '-t', 'EC', 'issue', '127.0.0.1'],
        [...common, 'newkey'],
        [...common, '-r', '4', 'revoke', join(world.path, 'uacme/ua1.interop.test/cert.pem')],
        [...common, 'deactivate']
      ]
      for (const step of steps) {
        const ran = await world.run('uacme', step)
        expect(ran.code, said(ran)).toBe(0)
      }
      const folder = join(world.path, 'uacme/ua1.interop.test')
      const lengths = readdirSync(folder).map(
        (file) => readFileSync(join(folder, file), 'utf8').match(/BEGIN CERTIFICATE/g)?.length
      )
      expect(lengths).toContain(3)
      expect(leafOf(join(world.path, 'uacme/127.0.0.1/cert.pem')).subjectAltName).toBe('IP Address:127.0.0.1')
      expect(await states('ua1.interop.test')).toEqual(['revoked', 'active'])
    })

    test('acme-tiny: http-01 with an RSA account key, once more with the same CSR; certbot revokes by its key', async () => {
      const subject = ['-subj', '/CN=tiny.interop.test', '-addext', 'subjectAltName=DNS:tiny.interop.test']
      for (const args of [
        ['genrsa', '-out', 'tiny.account.key', '3072'],
        ['req', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'tiny.key', '-out', 'tiny.csr', ...subject]
      ])
        expect((await world.run('openssl', args)).code).toBe(0)
      const keys = ['--account-key', 'tiny.account.key', '--csr', 'tiny.csr', '--acme-dir', world.webroot]
      const where = ['--directory-url', world.directory, '--contact', 'mailto:a@interop.test']
      for (const file of ['tiny1.pem', 'tiny2.pem']) {
        const ran = await world.run('acme-tiny', [...keys, ...where], { SSL_CERT_FILE: world.root })
        expect(ran.code, said(ran)).toBe(0)
        writeFileSync(join(world.path, file), ran.out)
        const verified = await world.run('openssl', ['verify', '-CAfile', world.root, '-untrusted', file, file])
        expect(verified.out).toContain(`${file}: OK`)
      }
      const revoked = await world.revokeByKey('tiny2.pem', 'tiny.key')
      expect(revoked.code, said(revoked)).toBe(0)
      expect(await states('tiny.interop.test')).toEqual(['revoked', 'active'])
    })

    test('acmetool: http-01 from a webroot, and another when its certificate is gone; certbot revokes by its key', async () => {
      const state = join(world.path, 'acmetool')
      mkdirSync(join(state, 'conf'), { recursive: true })
      const challenge = `  challenge:\n    webroot-paths:\n    - ${world.webroot}\n    http-self-test: false\n`
      const key = '  key:\n    type: ecdsa\n    ecdsa-curve: nistp256\n'
      writeFileSync(join(state, 'conf/target'), `request:\n  provider: ${world.directory}\n${challenge}${key}`)
      writeFileSync(join(state, 'conf/responses'), '"acme-enter-email": "at@interop.test"\n')
      const run = async (...args: string[]): Promise<void> => {
        const common = ['--batch', `--state=${state}`, `--hooks=${join(state, 'hooks')}`]
        const ran = await world.run('acmetool', [...common, ...args], { SSL_CERT_FILE: world.root })
        expect(ran.code, said(ran)).toBe(0)
      }
      const live = join(state, 'live/at1.interop.test')
      await run('want', 'at1.interop.test')
      expect(leafOf(join(live, 'cert')).subjectAltName).toBe('DNS:at1.interop.test')
      // Its own renewal begins in the last third of a life, and its `revoke` leaves a mark that nothing reads (0.2.2).
      rmSync(realpathSync(live), { recursive: true })
      await run('reconcile')
      const revoked = await world.revokeByKey(join(live, 'fullchain'), join(live, 'privkey'))
      expect(revoked.code, said(revoked)).toBe(0)
      expect(await states('at1.interop.test')).toEqual(['revoked', 'active'])
    })

    test('lacme: http-01 by its own web server with an RSA account key, renews, revokes', async () => {
      const [config, certificates] = [join(world.path, 'lacme.conf'), join(world.path, 'lacme-certs.conf')]
      const [accountd, file] = [join(world.path, 'lacme-accountd.conf'), join(world.path, 'lacme.crt')]
      for (const [bits, name] of [
        ['2048', 'lacme.account.pem'],
        ['3072', 'lacme.key']
      ] as const)
        expect((await world.run('openssl', ['genrsa', '-out', name, bits])).code).toBe(0)
      writeFileSync(accountd, `privkey = file:${join(world.path, 'lacme.account.pem')}\n`)
      writeFileSync(
        config,
        `[client]\nuser =\ngroup =\nserver = ${world.directory}\n[webserver]\nlisten = 127.0.0.7:80\nuser =\ngroup =\n[accountd]\nconfig = ${accountd}\n`
      )
      writeFileSync(
        certificates,
        `[www]\ncertificate-key = ${join(world.path, 'lacme.key')}\ncertificate-chain = ${file}\nCAfile = ${world.root}\nsubject = /CN=lc1.a7.interop.test\nsubjectAltName = DNS:lc1.a7.interop.test\n`
      )
      for (const step of [
        ['account', '--register', '--tos-agreed', 'mailto:l@interop.test'],
        ['newOrder', `--config-certs=${certificates}`],
        ['newOrder', '--force', `--config-certs=${certificates}`],
        ['revokeCert', file]
      ]) {
        const ran = await world.run('lacme', [`--config=${config}`, ...step])
        expect(ran.code, said(ran)).toBe(0)
      }
      expect(await states('lc1.a7.interop.test')).toEqual(['revoked', 'active'])
    })
  }
)
