import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { lacksForAcme, startAcmeWorld, type AcmeWorld } from '../world/acme-world.ts'

/** Web servers that get their certificates themselves, and the libraries that others are built on. */
const lack = lacksForAcme(['caddy', 'apache2', 'ruby', 'certbot', 'openssl'])

let world: AcmeWorld
beforeAll(async () => {
  if (lack === null) world = await startAcmeWorld()
})
afterAll(async () => {
  if (lack === null) await world.stop()
})

/** @returns what OpenSSL sees of a server on port 443 */
const shown = async (name: string): Promise<string> => {
  const ran = await world.run('sh', [
    '-c',
    `echo | openssl s_client -connect ${name}:443 -servername ${name} -CAfile ${world.root} -verify_return_error -verify_hostname ${name}`
  ])
  return ran.out
}
const verified = 'Verify return code: 0 (ok)'

const states = async (name: string): Promise<readonly string[]> =>
  (await world.certificates(name)).map(({ state }) => state)

describe.skipIf(lack !== null)(
  `web servers and libraries${lack === null ? '' : ` (left out: ${lack})`}`,
  { concurrent: true },
  () => {
    test('Caddy gets a certificate by tls-alpn-01 with a credential, serves with it, renews; certbot revokes by its key', async ({
      expect
    }) => {
      const { keyId, hmacKey } = await world.credential('caddy')
      const name = 'c1.a6.interop.test'
      const file = join(world.path, 'caddy.json')
      const write = (renewal: object): void => {
        const issuer = {
          module: 'acme',
          ca: world.boundDirectory,
          email: 'c@interop.test',
          trusted_roots_pem_files: [world.root],
          external_account: { key_id: keyId, mac_key: hmacKey },
          challenges: { http: { disabled: true }, bind_host: '127.0.0.6' }
        }
        const server = {
          listen: ['127.0.0.6:443'],
          automatic_https: { disable_redirects: true },
          routes: [{ match: [{ host: [name] }], handle: [{ handler: 'static_response', body: 'ok' }] }]
        }
        const policy = { subjects: [name], issuers: [issuer], ...renewal }
        const automation = { policies: [policy], renew_interval: '2s', ocsp_interval: '1h' }
        const apps = { http: { servers: { one: server } }, tls: { automation } }
        const storage = { module: 'file_system', root: join(world.path, 'caddy') }
        writeFileSync(file, JSON.stringify({ admin: { disabled: true }, storage, apps }))
      }
      const runUntil = async (certificates: number): Promise<void> => {
        const end = world.background('caddy', 'run', '--config', file)
        try {
          await expect.poll(() => shown(name), { timeout: 60_000, interval: 1000 }).toContain(verified)
          await expect
            .poll(async () => (await states(name)).length, { timeout: 60_000, interval: 1000 })
            .toBeGreaterThanOrEqual(certificates)
        } finally {
          await end()
        }
      }
      write({})
      await runUntil(1)
      expect(await states(name)).toEqual(['active'])
      // A window as long as its life: it is always time to renew.
      write({ renewal_window_ratio: 1 })
      await runUntil(2)
      const issuers = join(world.path, 'caddy/certificates')
      const kept = join(issuers, readdirSync(issuers)[0] ?? '', name, name)
      const revoked = await world.revokeByKey(`${kept}.crt`, `${kept}.key`)
      expect(revoked.code, revoked.err).toBe(0)
      expect(await states(name)).toContain('revoked')
    })

    test('mod_md gets certificates by tls-alpn-01, http-01 with a credential and dns-01 with a wildcard, and replaces one when it hears that it is revoked (RFC 9773)', async ({
      expect
    }) => {
      const { keyId, hmacKey } = await world.credential('mod_md')
      const home = join(world.path, 'md')
      for (const folder of ['', 'logs', 'htdocs', 'store']) mkdirSync(join(home, folder), { recursive: true })
      execFileSync('chown', ['-R', 'www-data:www-data', home])
      const config = join(world.path, 'md.conf')
      const modules = ['mpm_event', 'authz_core', 'ssl', 'socache_shmcb', 'md']
      const names = ['m1.a5.interop.test', 'm2.a5.interop.test', 'm3.a5.interop.test'] as const
      writeFileSync(
        config,
        `ServerRoot ${home}
PidFile ${home}/httpd.pid
${modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
User www-data
Group www-data
ServerName ${names[0]}
ErrorLog ${home}/logs/error.log
LogLevel info md:debug
Listen 127.0.0.5:80
Listen 127.0.0.5:443
Protocols http/1.1 acme-tls/1
DocumentRoot ${home}/htdocs
DefaultRuntimeDir ${home}
Mutex file:${home} default
MDStoreDir ${home}/store
MDCertificateAuthority ${world.directory}
MDCACertificateFile ${world.root}
MDCertificateAgreement accepted
MDContactEmail md@interop.test
MDPrivateKeys secp256r1
MDRenewMode always
MDRenewViaARI on
MDCheckInterval 10s
<MDomainSet ${names[0]}>
  MDCAChallenges tls-alpn-01
</MDomainSet>
<MDomainSet ${names[1]}>
  MDCAChallenges http-01
  MDCertificateAuthority ${world.boundDirectory}
  MDExternalAccountBinding ${keyId} ${hmacKey}
</MDomainSet>
<MDomainSet ${names[2]} *.${names[2]}>
  MDCAChallenges dns-01
  MDChallengeDns01 ${world.hook}
</MDomainSet>
<VirtualHost *:80>
  ServerName ${names[1]}
</VirtualHost>
${names.map((name) => `<VirtualHost *:443>\n  ServerName ${name}\n  SSLEngine on\n</VirtualHost>`).join('\n')}
`
      )
      const end = world.background('apache2', '-f', config, '-DFOREGROUND')
      try {
        await expect
          .poll(async () => (await Promise.all(names.map(states))).map((all) => all.length), {
            timeout: 90_000,
            interval: 1000
          })
          .toEqual([1, 1, 1])
        await world.run('sleep', ['2'])
        const kept = join(home, 'store/domains', names[2])
        const folder = readdirSync(join(home, 'store/staging')).includes(names[2])
          ? join(home, 'store/staging', names[2])
          : kept
        expect(new X509Certificate(readFileSync(join(folder, 'pubcert.secp256r1.pem'))).subjectAltName).toContain(
          `DNS:*.${names[2]}`
        )
        const [first] = await world.certificates(names[0])
        // From now on the suggested window lies in the past (RFC 9773 4.2).
        await world.operate('certificate', 'revoke', '--id', String(first?.id), '--reason', 'superseded')
        const graceful = await world.run('apache2', ['-f', config, '-k', 'graceful'])
        expect(graceful.code, graceful.err).toBe(0)
        await expect.poll(() => shown(names[0]), { timeout: 30_000, interval: 1000 }).toContain(verified)
        await expect.poll(() => states(names[0]), { timeout: 60_000, interval: 1000 }).toEqual(['active', 'revoked'])
        type Orders = { readonly rows: readonly { readonly replacesCertificateId: number | null }[] }
        const { rows } = await world.operate<Orders>('acme', 'orders', '--service', 'office')
        expect(rows.map(({ replacesCertificateId }) => replacesCertificateId)).toContain(first?.id)
      } finally {
        await end()
      }
    })

    test('the Ruby library acme-client: http-01 with an EC account key, renews, revokes', async ({ expect }) => {
      const script = join(import.meta.dirname, '../fixtures/acme-client.rb')
      const where = [world.directory, world.root, world.webroot, 'rb1.interop.test']
      const ran = await world.run('ruby', [script, ...where])
      expect(ran.code, ran.err).toBe(0)
      expect(new X509Certificate(ran.out).subjectAltName).toBe('DNS:rb1.interop.test')
      expect(await states('rb1.interop.test')).toEqual(['active', 'revoked'])
    })

    test('the npm library acme-client: http-01, a wildcard by dns-01, renews, another account key, revokes, deactivates', async ({
      expect
    }) => {
      const { keyId, hmacKey } = await world.credential('npm')
      const script = join(import.meta.dirname, '../fixtures/acme-client.mjs')
      const library = createRequire(import.meta.url).resolve('acme-client')
      const name = 'n1.a4.interop.test'
      const where = [library, world.boundDirectory, keyId, hmacKey, '127.0.0.4', name, world.texts, world.path]
      const ran = await world.run(process.execPath, [script, ...where], { NODE_EXTRA_CA_CERTS: world.root })
      expect(ran.code, ran.err).toBe(0)
      expect(new X509Certificate(readFileSync(join(world.path, 'npm-renewed.pem'))).subjectAltName).toBe(
        `DNS:${name}, DNS:www.${name}`
      )
      const wildcard = new X509Certificate(readFileSync(join(world.path, 'npm-wildcard.pem')))
      expect(wildcard.subjectAltName).toBe(`DNS:*.wild.${name}`)
      expect(await states(`www.${name}`)).toEqual(['active', 'revoked'])
    })
  }
)
