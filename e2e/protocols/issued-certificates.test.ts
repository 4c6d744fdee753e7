import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chancery, chanceryJson, run, serve, workFolder, type Ran, type Server } from '../cli/chancery.ts'
import { connect, startCharon, type Charon } from '../world/ipsec-world.ts'
import { freePort, startServer, until, type Server as Program } from '../world/programs.ts'
import { knock, radiusServer, type Admission } from '../world/radius-world.ts'

/** Program and the Debian package that brings it. */
const needed: Readonly<Record<string, string>> = {
  '/usr/sbin/freeradius': 'freeradius',
  eapol_test: 'eapoltest',
  '/usr/sbin/nginx': 'nginx-light',
  '/usr/sbin/swanctl': 'strongswan-swanctl',
  '/usr/sbin/charon-systemd': 'charon-systemd',
  pki: 'strongswan-pki',
  curl: 'curl',
  openssl: 'openssl'
}

function missingPackages(): readonly string[] {
  const path = (process.env['PATH'] ?? '').split(delimiter)
  const found = (program: string): boolean =>
    isAbsolute(program) ? existsSync(program) : path.some((folder) => existsSync(join(folder, program)))
  return Object.entries(needed).flatMap(([program, from]) => (found(program) ? [] : [from]))
}

interface Enrolled {
  /** Of the inventory. */
  readonly id: number
  /** PEM files; the chain is the certificate and its issuer. */
  readonly certificate: string
  readonly chain: string
  readonly key: string
}

/**
 * What was issued, as devices use it: enrolled by SCEP (strongSwan's pki) or EST (curl), then let into a network by
 * FreeRADIUS, to a web server by nginx and through a gateway by strongSwan, and by none of them once it is revoked.
 */
describe('devices with their certificates at the servers of others', () => {
  const folder = workFolder()
  const data = join(folder.path, 'data')
  const file = (name: string): string => join(folder.path, name)
  const programs: Program[] = []
  let server: Server | undefined
  let password = ''

  const act = async (...args: string[]): Promise<Ran> => {
    const ran = await chancery(...args, '--data', data)
    if (ran.code !== 0) throw new Error(`chancery ${args.join(' ')} ended with ${ran.code}: ${ran.err}`)
    return ran
  }
  const asked = <T>(...args: string[]): Promise<T> => chanceryJson<T>(...args, '--data', data)
  const must = async (program: string, ...args: string[]): Promise<string> => {
    const ran = await run(program, args)
    if (ran.code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${ran.code}: ${ran.err}${ran.out}`)
    return ran.out + ran.err
  }
  const text = (...names: string[]): string => names.map((name) => readFileSync(file(name), 'latin1')).join('')
  const running = <T extends Program>(program: T): T => {
    programs.push(program)
    return program
  }

  /** @returns files and number of a certificate that lies in `<name>.pem`, with its key in `<name>.key` */
  const enrolled = async (name: string): Promise<Enrolled> => {
    writeFileSync(file(`${name}.chain.pem`), text(`${name}.pem`, 'issuing.pem'))
    const serial = (await must('openssl', 'x509', '-in', file(`${name}.pem`), '-noout', '-serial'))
      .trim()
      .replace('serial=', '')
    const { rows } = await asked<{ rows: { id: number }[] }>('certificate', 'find', '--text', serial)
    const [row] = rows
    if (row === undefined) throw new Error(`The certificate of ${name} is not in the inventory.`)
    const files = { certificate: file(`${name}.pem`), chain: file(`${name}.chain.pem`), key: file(`${name}.key`) }
    return { id: row.id, ...files }
  }
  const enrolByScep = async (name: string): Promise<Enrolled> => {
    const { secret } = await asked<{ secret: string }>('scep', 'challenge', '--service', 'office')
    const url = ['--url', `${server?.http ?? ''}/scep/office`]
    const fetched = ['--caout', file('ca.pem'), '--raout', file('ra.pem'), '--outform', 'pem', '--force']
    await must('pki', '--scepca', ...url, ...fetched)
    await must('openssl', 'genrsa', '-out', file(`${name}.key`), '2048')
    const who = ['--in', file(`${name}.key`), '--dn', `CN=${name}`, '--san', `${name}.example.test`]
    const trust = ['--cacert-enc', file('ra.pem'), '--cacert-sig', file('ra.pem')]
    const chain = ['--cacert', file('issuing.pem'), '--cacert', file('root.pem'), '--outform', 'pem']
    const out = await must('pki', '--scep', ...url, ...who, '--password', secret, ...trust, ...chain)
    writeFileSync(file(`${name}.pem`), out.slice(out.indexOf('-----BEGIN')))
    return enrolled(name)
  }
  const csr = async (name: string): Promise<void> => {
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', file(`${name}.key`)]
    const names = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}.example.test`]
    await must('openssl', 'req', '-new', ...key, ...names, '-out', file(`${name}.csr`))
  }
  const enrolByEst = async (name: string): Promise<Enrolled> => {
    await csr(name)
    const der = ['-in', file(`${name}.csr`), '-outform', 'DER', '-out', file(`${name}.csr.der`)]
    await must('openssl', 'req', ...der)
    await must('openssl', 'base64', '-in', file(`${name}.csr.der`), '-out', file(`${name}.b64`))
    await must(
      ...(['curl', '-sSf', '--cacert', file('root.pem'), '-u', `device:${password}`] as const),
      ...['-H', 'Content-Type: application/pkcs10', '--data-binary', `@${file(`${name}.b64`)}`],
      ...['-o', file(`${name}.p7.b64`), `${server?.https ?? ''}/.well-known/est/office/simpleenroll`]
    )
    writeFileSync(file(`${name}.p7`), Buffer.from(text(`${name}.p7.b64`), 'base64'))
    const out = await must('openssl', 'pkcs7', '-inform', 'DER', '-in', file(`${name}.p7`), '-print_certs')
    writeFileSync(file(`${name}.pem`), /-----BEGIN[^]*?-----END CERTIFICATE-----\n/.exec(out)?.[0] ?? out)
    return enrolled(name)
  }
  /** A certificate for a server, by a CSR at the desk. */
  const serverCertificate = async (name: string): Promise<Enrolled> => {
    await csr(name)
    const { certificateId } = await asked<{ certificateId: number }>(
      ...['request', 'submit', '--profile', 'server', '--csr', file(`${name}.csr`)]
    )
    await act('certificate', 'export', '--id', String(certificateId), '--out', file(`${name}.pem`), '--force')
    return enrolled(name)
  }
  /** Signs CRLs and puts them beside the root, for those who read files: `anchors.pem` and `crls.pem`. */
  const takeCrls = async (): Promise<void> => {
    for (const authority of ['root', 'issuing']) {
      await act('crl', 'issue', '--authority', authority)
      const { rows } = await asked<{ rows: { id: number }[] }>('crl', 'list', '--authority', authority, '--limit', '1')
      const out = ['--format', 'pem', '--out', file(`${authority}.crl`), '--force']
      await act('crl', 'export', '--id', String(rows[0]?.id), ...out)
    }
    writeFileSync(file('crls.pem'), text('root.crl', 'issuing.crl'))
    writeFileSync(file('anchors.pem'), text('root.pem', 'crls.pem'))
  }
  const revoke = async (device: Enrolled): Promise<void> => {
    await act('certificate', 'revoke', '--id', String(device.id), '--reason', 'keyCompromise')
    await takeCrls()
  }

  beforeAll(async () => {
    const missing = missingPackages()
    if (missing.length > 0) throw new Error(`This test needs programs of Debian: apt-get install ${missing.join(' ')}`)
    if (process.getuid?.() !== 0) throw new Error('This test needs root: charon opens sockets of the kernel for IPsec.')
    await chancery('init', '--data', data, '--operator', 'alice', '--passphrase-file', folder.passphraseFile)
    const http = `127.0.0.1:${await freePort()}`
    const unlocked = ['--data', data, '--unlock-file', folder.passphraseFile, '--http', http]
    server = await serve(...unlocked)
    await act('settings', 'update', '--settings.public-base-address', server.http)
    await act('authority', 'create', '--name', 'root', '--subject', 'CN=Root', '--key', 'RSA-2048')
    const below = ['--issuer', 'root', '--validity', '8y', '--key', 'RSA-2048']
    await act('authority', 'create', '--name', 'issuing', '--subject', 'CN=Issuing', ...below)
    for (const authority of ['root', 'issuing'])
      await act(
        ...['authority', 'export-chain', '--authority', authority, '--format', 'pem', '--out', file(`${authority}.pem`)]
      )
    for (const [name, starter] of [
      ['device', 'device'],
      ['server', 'tls-server']
    ] as const)
      await act(
        ...['profile', 'create', '--name', name, '--starter', starter, '--authority', 'issuing', '--approval', 'auto']
      )
    await server.stop()
    server = await serve(...unlocked, '--https', '127.0.0.1:0', '--tls-authority', 'issuing')
    await act('scep', 'create', '--name', 'office', '--profile', 'device', '--challenge', 'one-time')
    await act('est', 'create', '--name', 'office', '--profile', 'device', '--auth', 'basic')
    const made = await asked<{ password: string }>('est', 'client-create', '--service', 'office', '--name', 'device')
    password = made.password
    await takeCrls()
  })
  afterAll(async () => {
    for (const program of programs) await program.stop()
    await server?.stop()
    folder.remove()
  })

  test('FreeRADIUS lets a device into the network by EAP-TLS until its revocation is on the CRL', async () => {
    const radius = await serverCertificate('radius')
    const phone = await enrolByScep('phone')
    const laptop = await enrolByEst('laptop')
    const files = { chain: radius.chain, key: radius.key, anchors: file('anchors.pem') }
    const expected = { root: file('root.pem'), serverName: 'radius.example.test' }
    const before = running(await radiusServer(folder.path, files))
    const admission = (at: typeof before, identity: string, device: Enrolled): Promise<Admission> =>
      knock(folder.path, at, { identity, chain: device.chain, key: device.key, ...expected })
    const first = await admission(before, 'phone', phone)
    expect(first.admitted, first.said.slice(-3000)).toBe(true)
    expect((await admission(before, 'laptop', laptop)).admitted).toBe(true)
    await before.stop()
    await revoke(phone)
    const after = running(await radiusServer(folder.path, files))
    expect((await admission(after, 'phone', phone)).admitted).toBe(false)
    expect(after.said()).toContain('certificate revoked')
    expect((await admission(after, 'laptop', laptop)).admitted).toBe(true)
    await after.stop()
  })

  test('eapol_test turns away from a RADIUS server that shows the certificate of a device', async () => {
    const radius = await serverCertificate('radius')
    const rogue = await enrolByEst('rogue')
    const files = { chain: rogue.chain, key: rogue.key, anchors: file('anchors.pem') }
    const at = running(await radiusServer(folder.path, files))
    const names = { root: file('root.pem'), serverName: 'rogue.example.test' }
    const { admitted, said } = await knock(folder.path, at, { identity: 'rogue', ...radius, ...names })
    expect(admitted).toBe(false)
    expect(said).toMatch(/unsuitable certificate purpose|unsupported certificate purpose/)
    await at.stop()
  })

  test('nginx lets curl in with the certificate of a device until its revocation is on the CRL', async () => {
    const web = await serverCertificate('web')
    const device = await enrolByEst('sensor')
    const port = await freePort()
    const own = file('nginx')
    mkdirSync(own)
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
      .map((one) => `${one}_temp_path ${own}/${one};`)
      .join(' ')
    writeFileSync(
      join(own, 'nginx.conf'),
      `daemon off; master_process off; pid ${own}/pid; error_log ${own}/error.log info; events {}
      http { access_log off; ${temporary}
        server {
          listen 127.0.0.1:${port} ssl; server_name web.example.test;
          ssl_certificate ${web.chain}; ssl_certificate_key ${web.key};
          ssl_client_certificate ${file('root.pem')}; ssl_verify_client on; ssl_verify_depth 2; ssl_crl ${file('crls.pem')};
          location / { default_type text/plain; return 200 "$ssl_client_s_dn"; }
        }
      }`
    )
    const curl = (...args: string[]): Promise<Ran> =>
      run('curl', [
        ...[
          '-sS',
          '--cacert',
          file('root.pem'),
          '-w',
          ' %{http_code}',
          '--resolve',
          `web.example.test:${port}:127.0.0.1`
        ],
        ...[...args, `https://web.example.test:${port}/`]
      ])
    const start = async (): Promise<Program> => {
      const nginx = startServer('/usr/sbin/nginx', ['-c', join(own, 'nginx.conf'), '-e', join(own, 'error.log')], own)
      await until(
        async () => (await curl()).code === 0,
        () => nginx.said()
      )
      return running(nginx)
    }
    const presented = ['--cert', device.chain, '--key', device.key]
    const before = await start()
    expect(await curl(...presented)).toMatchObject({ code: 0, out: 'CN=sensor 200' })
    expect((await curl()).out).toContain('No required SSL certificate was sent')
    await before.stop()
    await revoke(device)
    const after = await start()
    const refused = await curl(...presented)
    expect(refused.out).toContain('The SSL certificate error')
    expect(refused.out).toMatch(/ 400$/)
    expect(readFileSync(join(own, 'error.log'), 'utf8')).toContain('certificate revoked')
    await after.stop()
  })

  test('strongSwan pki verifies chain and CRL of a device, and says when and why it was revoked', async () => {
    const device = await enrolByScep('router')
    const verify = (): Promise<Ran> =>
      run('pki', [
        ...['--verify', '--in', device.certificate, '--cacert', file('issuing.pem'), '--cacert', file('root.pem')],
        ...['--crl', file('issuing.crl'), '--crl', file('root.crl')]
      ])
    const before = await verify()
    expect([before.code, before.out], before.err).toEqual([0, expect.stringContaining('certificate trusted')])
    await revoke(device)
    const after = await verify()
    expect(after.code).not.toBe(0)
    expect(after.out + after.err).toMatch(/revoked.*key compromise/)
  })

  test('a strongSwan gateway authenticates a device by IKEv2 until the CRL that it fetches names it', async () => {
    const gate = await serverCertificate('gateway')
    const device = await enrolByScep('branch')
    const authorities = [file('root.pem'), file('issuing.pem')]
    const end = (name: string, { certificate, key }: Enrolled): Promise<Charon> =>
      startCharon(folder.path, { name, identity: `${name}.example.test`, certificate, key, authorities })
    const gateway = running(await end('gateway', gate))
    const branch = running(await end('branch', device))
    const before = await connect(branch, gateway)
    expect(before).toContain('initiate completed successfully')
    const log = (): string => readFileSync(join(gateway.folder, 'log'), 'utf8')
    expect(log()).toContain(`fetching crl from '${server?.http ?? ''}/`)
    const established = await gateway.swanctl('--list-sas')
    expect(established).toMatch(/ESTABLISHED, IKEv2/)
    expect(established).toContain("remote 'branch.example.test'")
    await branch.swanctl('--terminate', '--ike', 'tunnel')
    await revoke(device)
    // It keeps a CRL until nextUpdate, like every verifier.
    await gateway.swanctl('--flush-certs', '--type', 'x509_crl')
    const after = await connect(branch, gateway)
    expect(after).toContain('AUTHENTICATION_FAILED')
    expect(await gateway.swanctl('--list-sas')).not.toContain('ESTABLISHED')
    expect(log()).toMatch(/certificate was revoked.*key compromise/)
    for (const charon of [branch, gateway]) {
      await charon.stop()
      rmSync(charon.folder, { recursive: true, force: true })
    }
  })
})
