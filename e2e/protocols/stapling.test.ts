import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chancery, chanceryJson, run, serve, workFolder, type Server } from '../cli/chancery.ts'

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const at = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof at === 'object' && at !== null ? at.port : 0
}

/** nginx (1.18 and newer) fetches the status of its certificate from Chancery and staples it; curl and GnuTLS look at it. */
describe('a web server that staples', () => {
  const folder = workFolder()
  const data = join(folder.path, 'data')
  const file = (name: string): string => join(folder.path, name)
  let server: Server | undefined
  let nginx: ChildProcess | undefined
  let port = 0
  let certificate = ''

  const act = async (...args: string[]): Promise<void> => {
    const ran = await chancery(...args, '--data', data)
    if (ran.code !== 0) throw new Error(`chancery ${args.join(' ')} ended with ${ran.code}: ${ran.err}`)
  }

  beforeAll(async () => {
    await chancery('init', '--data', data, '--operator', 'alice', '--passphrase-file', folder.passphraseFile)
    server = await serve('--data', data, '--unlock-file', folder.passphraseFile)
    await act('settings', 'update', '--settings.public-base-address', server.http ?? '')
    await act('authority', 'create', '--name', 'ca', '--subject', 'CN=Stapling CA', '--key', 'P-256')
    await act('authority', 'export-chain', '--authority', 'ca', '--format', 'pem', '--out', file('ca.pem'))
    await act('ocsp', 'enable', '--authority', 'ca')
    await act(
      'profile',
      'create',
      '--name',
      'web',
      '--starter',
      'tls-server',
      '--authority',
      'ca',
      '--approval',
      'auto'
    )
    // Starters leave the responder out of certificates.
    const { profile } = await chanceryJson<{ profile: { content: { pointers: object } } }>(
      ...['profile', 'show', '--profile', 'web', '--data', data]
    )
    const content = { ...profile.content, pointers: { ...profile.content.pointers, ocsp: true } }
    await act(
      'profile',
      'revise',
      '--profile',
      'web',
      '--content',
      JSON.stringify(content),
      '--note',
      'names the responder'
    )
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', file('www.key')]
    const names = ['-subj', '/CN=www.example.test', '-addext', 'subjectAltName=DNS:www.example.test']
    await run('openssl', ['req', '-new', ...key, ...names, '-out', file('www.csr')])
    const made = await chanceryJson<{ certificateId: number }>(
      ...['request', 'submit', '--profile', 'web', '--csr', file('www.csr'), '--data', data]
    )
    certificate = String(made.certificateId)
    await act('certificate', 'export', '--id', certificate, '--format', 'pem', '--out', file('www.pem'))
    // curl looks for the issuer in what the server sends.
    writeFileSync(file('chain.pem'), readFileSync(file('www.pem'), 'latin1') + readFileSync(file('ca.pem'), 'latin1'))
    port = await freePort()
    writeFileSync(
      file('nginx.conf'),
      `daemon off; pid ${file('nginx.pid')}; error_log ${file('error.log')} info; worker_processes 1;
      events {}
      http {
        access_log off;
        client_body_temp_path ${file('body')}; proxy_temp_path ${file('proxy')}; fastcgi_temp_path ${file('fastcgi')};
        uwsgi_temp_path ${file('uwsgi')}; scgi_temp_path ${file('scgi')};
        server {
          listen 127.0.0.1:${port} ssl; server_name www.example.test;
          ssl_certificate ${file('chain.pem')}; ssl_certificate_key ${file('www.key')};
          ssl_trusted_certificate ${file('ca.pem')};
          ssl_stapling on; ssl_stapling_verify on;
          location / { return 204; }
        }
      }`
    )
    nginx = spawn('/usr/sbin/nginx', ['-c', file('nginx.conf'), '-p', folder.path, '-e', file('error.log')], {
      stdio: 'ignore'
    })
  })
  afterAll(async () => {
    nginx?.kill()
    await server?.stop()
    folder.remove()
  })

  const curl = (): Promise<{ readonly code: number; readonly out: string; readonly err: string }> =>
    run('curl', [
      ...['-sS', '--cert-status', '--cacert', file('ca.pem'), '-o', file('none'), '-w', '%{http_code}'],
      ...['--resolve', `www.example.test:${port}:127.0.0.1`, `https://www.example.test:${port}/`]
    ])

  test('curl --cert-status is satisfied once nginx has fetched the answer, and its TLS says good', async () => {
    let last = { code: 1, out: '', err: '' }
    // nginx asks with the first connection and staples from the next on.
    for (let tries = 0; tries < 50 && last.code !== 0; tries++) {
      last = await curl()
      if (last.code !== 0) await pause(200)
    }
    expect([last.code, last.out, last.err]).toEqual([0, '204', ''])
    const seen = await run('openssl', [
      's_client',
      '-connect',
      `127.0.0.1:${port}`,
      '-servername',
      'www.example.test',
      '-status',
      '-CAfile',
      file('ca.pem')
    ])
    expect(seen.out).toContain('OCSP Response Status: successful')
    expect(seen.out).toContain('Cert Status: good')
  })

  test('ocsptool of GnuTLS finds the address in the certificate and verifies the answer, before and after a revocation', async () => {
    const ask = (): Promise<{ readonly out: string; readonly err: string }> =>
      run('ocsptool', ['--ask', '--load-cert', file('www.pem'), '--load-issuer', file('ca.pem')])
    const before = await ask()
    expect(before.out).toContain('Certificate Status: good')
    expect(before.out).toContain('Verifying OCSP Response: Success')
    await act('certificate', 'revoke', '--id', certificate, '--reason', 'keyCompromise')
    expect((await ask()).out).toContain('Certificate Status: revoked')
  })
})
