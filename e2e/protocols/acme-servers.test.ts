import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lacksForAcme, startAcmeWorld, type AcmeWorld } from '../world/acme-world.ts'

/** Web servers that get their certificates themselves. */
const lack = lacksForAcme(['caddy', 'apache2', 'openssl'])

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

describe.skipIf(lack !== null)(`web servers${lack === null ? '' : ` (left out: ${lack})`}`, () => {
  test('Caddy gets a certificate by tls-alpn-01 with a credential and serves with it', async () => {
    const { keyId, hmacKey } = await world.credential('caddy')
    const file = join(world.path, 'Caddyfile')
    writeFileSync(
      file,
      `{
  admin off
  auto_https disable_redirects
  storage file_system ${join(world.path, 'caddy')}
  email c@interop.test
}
c1.interop.test {
  bind 127.0.0.1
  tls {
    issuer acme {
      dir ${world.boundDirectory}
      trusted_roots ${world.root}
      eab ${keyId} ${hmacKey}
      disable_http_challenge
    }
  }
  respond "ok"
}
`
    )
    const end = world.background('caddy', 'run', '--config', file, '--adapter', 'caddyfile')
    try {
      await expect.poll(() => shown('c1.interop.test'), { timeout: 60_000, interval: 1000 }).toContain(verified)
    } finally {
      await end()
    }
    expect((await world.certificates('c1.interop.test')).map(({ state }) => state)).toEqual(['active'])
  })

  test('mod_md gets a certificate by tls-alpn-01, and replaces it when it hears that it is revoked (RFC 9773)', async () => {
    const home = join(world.path, 'md')
    for (const folder of ['', 'logs', 'htdocs', 'store']) mkdirSync(join(home, folder), { recursive: true })
    execFileSync('chown', ['-R', 'www-data:www-data', home])
    execFileSync('chmod', ['0755', world.path])
    const config = join(world.path, 'md.conf')
    const modules = ['mpm_event', 'authz_core', 'ssl', 'socache_shmcb', 'md']
    writeFileSync(
      config,
      `ServerRoot ${home}
PidFile ${home}/httpd.pid
${modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
User www-data
Group www-data
ServerName m1.interop.test
ErrorLog ${home}/logs/error.log
LogLevel info md:debug
Listen 127.0.0.1:80
Listen 127.0.0.1:443
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
MDCAChallenges tls-alpn-01
MDRenewMode always
MDRenewViaARI on
MDCheckInterval 10s
MDomain m1.interop.test
<VirtualHost *:443>
  ServerName m1.interop.test
  SSLEngine on
</VirtualHost>
`
    )
    const end = world.background('apache2', '-f', config, '-DFOREGROUND')
    try {
      await expect
        .poll(async () => (await world.certificates('m1.interop.test')).length, { timeout: 60_000, interval: 1000 })
        .toBe(1)
      const [first] = await world.certificates('m1.interop.test')
      // From now on the suggested window lies in the past (RFC 9773 4.2).
      await world.operate('certificate', 'revoke', '--id', String(first?.id), '--reason', 'superseded')
      await world.run('sleep', ['2'])
      const graceful = await world.run('apache2', ['-f', config, '-k', 'graceful'])
      expect(graceful.code, graceful.err).toBe(0)
      await expect.poll(() => shown('m1.interop.test'), { timeout: 30_000, interval: 1000 }).toContain(verified)
      await expect
        .poll(async () => (await world.certificates('m1.interop.test')).map(({ state }) => state), {
          timeout: 60_000,
          interval: 1000
        })
        .toEqual(['active', 'revoked'])
      type Orders = { readonly rows: readonly { readonly replacesCertificateId: number | null }[] }
      expect(
        (await world.operate<Orders>('acme', 'orders', '--service', 'office')).rows[0]?.replacesCertificateId
      ).toBe(first?.id)
    } finally {
      await end()
    }
  })
})
