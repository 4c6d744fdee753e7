import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deviceCsr, deviceKey } from '../../src-main/testing/est-client.ts'
import { chancery, chanceryJson, run, serve, workFolder, type Ran, type Server } from '../cli/chancery.ts'

interface Made {
  readonly password: string
}
interface Line {
  readonly message: string
}

/** @returns a DER element */
function element(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const inside = Buffer.concat(content)
  const octets = inside.length < 256 ? [0x81, inside.length] : [0x82, inside.length >> 8, inside.length & 0xff]
  const length = inside.length < 128 ? [inside.length] : octets
  return Buffer.concat([Buffer.from([tag, ...length]), inside])
}

/** curl with openssl, strongSwan's pki and Bouncy Castle enrol at `chancery serve`, over several starts of the engine. */
describe('EST as devices meet it', () => {
  const folder = workFolder()
  const data = join(folder.path, 'data')
  const file = (name: string): string => join(folder.path, name)
  let server: Server | undefined
  let password = ''

  const act = async (...args: string[]): Promise<Ran> => {
    const ran = await chancery(...args, '--data', data)
    if (ran.code !== 0) throw new Error(`chancery ${args.join(' ')} ended with ${ran.code}: ${ran.err}`)
    return ran
  }
  const must = async (program: string, ...args: string[]): Promise<string> => {
    const ran = await run(program, args)
    if (ran.code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${ran.code}: ${ran.err}${ran.out}`)
    return ran.out + ran.err
  }
  /** strongSwan writes DER and PEM to its standard output. */
  const pki = async (out: string, ...args: string[]): Promise<void> => {
    const child = spawn('pki', args, { stdio: ['ignore', 'pipe', 'pipe'] })
    const chunks: Buffer[] = []
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => void (said += chunk.toString()))
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', resolve)
    })
    if (code !== 0) throw new Error(`pki ${args.join(' ')} ended with ${String(code)}: ${said}`)
    writeFileSync(file(out), Buffer.concat(chunks))
  }
  const base = (): string => server?.https ?? ''
  const at = (operation: string): string => `${base()}/.well-known/est/printers/${operation}`
  const start = (): Promise<Server> =>
    serve(
      '--data',
      data,
      '--unlock-file',
      folder.passphraseFile,
      '--https',
      '127.0.0.1:0',
      '--tls-authority',
      'issuing'
    )

  /** Asks with curl. @returns status; the body lies in `answer`, headers in `head` */
  const curl = async (operation: string, ...args: string[]): Promise<number> => {
    const common = ['-s', '--cacert', file('root.pem'), '-o', file('answer'), '-D', file('head'), '-w', '%{http_code}']
    return Number(await must('curl', ...common, ...args, at(operation)))
  }
  const post = (operation: string, body: string, type: string, ...args: string[]): Promise<number> =>
    curl(operation, '-H', `Content-Type: ${type}`, '--data-binary', `@${body}`, ...args)
  const user = (): string[] => ['-u', `printer:${password}`]
  const answer = (): Buffer => Buffer.from(readFileSync(file('answer'), 'latin1'), 'base64')
  /** Takes the certificates out of the answer with openssl. */
  const certificates = async (out: string): Promise<string> => {
    writeFileSync(file('answer.der'), answer())
    await must('openssl', 'pkcs7', '-inform', 'DER', '-in', file('answer.der'), '-print_certs', '-out', file(out))
    return readFileSync(file(out), 'utf8')
  }
  const verified = (certificate: string): Promise<string> =>
    must('openssl', 'verify', '-CAfile', file('root.pem'), '-untrusted', file('issuing.pem'), file(certificate))
  /** A key and a CSR by openssl, the CSR as base64 with line ends in `<name>.b64`. */
  const openssl = async (name: string, subject: string, ...args: string[]): Promise<void> => {
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', file(`${name}.key`)]
    const san = ['-addext', `subjectAltName=DNS:${name}.example.test`]
    const out = ['-outform', 'DER', '-out', file(`${name}.csr`)]
    await must('openssl', 'req', '-new', ...key, '-subj', subject, ...san, ...out, ...args)
    await must('openssl', 'base64', '-in', file(`${name}.csr`), '-out', file(`${name}.b64`))
  }
  const lines = async (): Promise<readonly string[]> => {
    const { rows } = await chanceryJson<{ rows: readonly Line[] }>('est', 'log', '--service', 'office', '--data', data)
    return rows.map(({ message }) => message)
  }
  /** Approves what waits. */
  const approve = async (): Promise<void> => {
    const { rows } = await chanceryJson<{ rows: readonly { id: number; state: string }[] }>(
      ...['request', 'list', '--data', data]
    )
    for (const { id, state } of rows)
      if (state === 'pending-approval') await act('request', 'approve', '--id', String(id), '--comment', 'seen')
  }
  /** Lets requests through, or makes them wait for somebody. */
  const approval = (wanted: 'auto' | 'one'): Promise<Ran> =>
    act('est', 'update', '--service', 'office', '--profile', wanted === 'auto' ? 'device' : 'device-seen')

  beforeAll(async () => {
    await chancery('init', '--data', data, '--operator', 'alice', '--passphrase-file', folder.passphraseFile)
    server = await serve('--data', data, '--unlock-file', folder.passphraseFile)
    await act('authority', 'create', '--name', 'root', '--subject', 'CN=Root', '--key', 'P-256')
    await act(
      ...['authority', 'create', '--name', 'issuing', '--subject', 'CN=Issuing'],
      '--issuer',
      'root',
      '--key',
      'P-256'
    )
    await act('authority', 'export-chain', '--authority', 'root', '--format', 'pem', '--out', file('root.pem'))
    await act('authority', 'export-chain', '--authority', 'issuing', '--format', 'pem', '--out', file('issuing.pem'))
    await act(
      ...[
        'profile',
        'create',
        '--name',
        'device',
        '--starter',
        'device',
        '--authority',
        'issuing',
        '--approval',
        'auto'
      ]
    )
    const seen = ['--name', 'device-seen', '--starter', 'device', '--authority', 'issuing', '--approval', 'one']
    await act('profile', 'create', ...seen)
    await server.stop()
    server = await start()
    const more = ['--settings.server-keys', '--settings.per-minute', '0', '--default']
    const { service } = await chanceryJson<{ service: { address: string; missing: string | null } }>(
      ...['est', 'create', '--name', 'office', '--profile', 'device', '--auth', 'basic', '--label', 'printers'],
      ...[...more, '--data', data]
    )
    expect(service).toMatchObject({
      address: at('').slice(0, -1),
      missing: expect.stringContaining('est client create')
    })
    const made = await chanceryJson<Made>(
      ...['est', 'client', 'create', '--service', 'office', '--name', 'printer', '--data', data]
    )
    password = made.password
  }, 60_000)
  afterAll(async () => {
    await server?.stop()
    folder.remove()
  })

  describe('curl with openssl', () => {
    test('gets the CA certificates, enrols with a password, and re-enrols with the certificate', async () => {
      expect(await curl('cacerts')).toBe(200)
      expect((await certificates('ca.pem')).match(/subject=/g)).toHaveLength(2)
      await openssl('raw', '/CN=raw')
      expect(await post('simpleenroll', file('raw.b64'), 'application/pkcs10')).toBe(401)
      expect(readFileSync(file('head'), 'utf8')).toContain('WWW-Authenticate: Basic')
      expect(await post('simpleenroll', file('raw.b64'), 'application/pkcs10', ...user())).toBe(200)
      expect(await certificates('raw.pem')).toMatch(/issuer=CN ?= ?Issuing/)
      await verified('raw.pem')
      const mutual = ['--cert', file('raw.pem'), '--key', file('raw.key')]
      expect(await post('simplereenroll', file('raw.b64'), 'application/pkcs10', ...mutual)).toBe(200)
      expect(await certificates('raw2.pem')).not.toBe(readFileSync(file('raw.pem'), 'utf8'))
      await openssl('other', '/CN=other')
      expect(await post('simplereenroll', file('other.b64'), 'application/pkcs10', ...mutual)).toBe(403)
      expect((await lines())[0]).toContain('Subject and alternative names have to stay the same')
      for (const version of ['--tlsv1.3', '--tls-max'])
        expect(await curl('cacerts', version, ...(version === '--tls-max' ? ['1.2'] : []))).toBe(200)
    }, 30_000)

    test('has a key made here, and it belongs to the certificate', async () => {
      await openssl('made', '/CN=made')
      expect(await post('serverkeygen', file('made.b64'), 'application/pkcs10', ...user())).toBe(200)
      const parts = readFileSync(file('answer'), 'latin1')
        .split(/--est-[0-9a-f]+/)
        .map((part) => Buffer.from(part.split('\r\n\r\n')[1] ?? '', 'base64'))
      writeFileSync(file('made.p8'), parts[1] ?? '')
      writeFileSync(file('made.p7'), parts[2] ?? '')
      await must('openssl', 'pkcs7', '-inform', 'DER', '-in', file('made.p7'), '-print_certs', '-out', file('made.pem'))
      const ofKey = await must('openssl', 'pkey', '-inform', 'DER', '-in', file('made.p8'), '-pubout')
      expect(await must('openssl', 'x509', '-in', file('made.pem'), '-noout', '-pubkey')).toBe(ofKey)
    })

    test('reads a key that was encrypted to its RSA certificate, and signed by the service', async () => {
      const rsa = ['-newkey', 'rsa:2048', '-nodes', '-keyout', file('rsa.key'), '-subj', '/CN=rsa']
      await must('openssl', 'req', '-new', ...rsa, '-outform', 'DER', '-out', file('rsa.csr'))
      await must('openssl', 'base64', '-in', file('rsa.csr'), '-out', file('rsa.b64'))
      expect(await post('simpleenroll', file('rsa.b64'), 'application/pkcs10', ...user())).toBe(200)
      await certificates('rsa.pem')
      const text = await must('openssl', 'x509', '-in', file('rsa.pem'), '-noout', '-ext', 'subjectKeyIdentifier')
      const keyId = /(?:[0-9A-F]{2}:){19}[0-9A-F]{2}/.exec(text)?.[0].replaceAll(':', '') ?? ''
      const named = { oid: '1.2.840.113549.1.9.16.2.54', values: [Buffer.from(`0414${keyId}`, 'hex')] }
      const csr = deviceCsr(deviceKey(), { subject: 'CN=sealed', attributes: [named] })
      writeFileSync(file('sealed.b64'), Buffer.from(csr).toString('base64'))
      expect(await post('serverkeygen', file('sealed.b64'), 'application/pkcs10', ...user())).toBe(200)
      const [, part = ''] = readFileSync(file('answer'), 'latin1').split(/--est-[0-9a-f]+/)
      expect(part).toContain('smime-type=server-generated-key')
      writeFileSync(file('key.p7'), Buffer.from(part.split('\r\n\r\n')[1] ?? '', 'base64'))
      const own = ['-recip', file('rsa.pem'), '-inkey', file('rsa.key'), '-out', file('signed')]
      await must('openssl', 'cms', '-decrypt', '-inform', 'DER', '-in', file('key.p7'), ...own)
      const inside = readFileSync(file('signed'))
      writeFileSync(
        file('signed.p7'),
        element(0x30, Buffer.from('06092a864886f70d010702', 'hex'), element(0xa0, inside))
      )
      const trust = ['-CAfile', file('root.pem'), '-certfile', file('issuing.pem'), '-purpose', 'any', '-binary']
      await must(
        ...(['openssl', 'cms', '-verify', '-inform', 'DER', '-in', file('signed.p7')] as const),
        ...trust,
        '-out',
        file('package')
      )
      // AsymmetricKeyPackage: a SEQUENCE OF one key.
      const keys = readFileSync(file('package'))
      writeFileSync(file('sealed.p8'), keys.subarray(keys.indexOf(0x30, 1)))
      expect(await must('openssl', 'pkey', '-inform', 'DER', '-in', file('sealed.p8'), '-noout', '-text')).toContain(
        'P-256'
      )
    }, 20_000)

    test('enrols by full CMC, signed with openssl cms', async () => {
      await openssl('cmc', '/CN=cmc')
      const csr = readFileSync(file('cmc.csr'))
      const empty = Buffer.from([0x30, 0])
      const tagged = element(0xa0, Buffer.from([2, 1, 1]), csr)
      writeFileSync(file('pkidata'), element(0x30, empty, element(0x30, tagged), empty, empty))
      // A certificate for the key of the CSR, by itself: openssl signs with nothing else.
      const own = ['-x509', '-key', file('cmc.key'), '-subj', '/CN=cmc', '-days', '1', '-out', file('cmc.pem')]
      await must('openssl', 'req', '-new', ...own)
      const signer = ['-signer', file('cmc.pem'), '-inkey', file('cmc.key'), '-nodetach', '-binary']
      const out = ['-econtent_type', '1.3.6.1.5.5.7.12.2', '-outform', 'DER', '-out', file('cmc.p7')]
      await must('openssl', 'cms', '-sign', '-in', file('pkidata'), ...signer, ...out)
      await must('openssl', 'base64', '-in', file('cmc.p7'), '-out', file('cmc.b64'))
      const type = 'application/pkcs7-mime; smime-type=CMC-request'
      expect(await post('fullcmc', file('cmc.b64'), type, ...user())).toBe(200)
      expect(await certificates('cmc-issued.pem')).toMatch(/subject=CN ?= ?cmc/)
      // What is no CMC is refused in CMC's terms, with a signature that openssl verifies.
      expect(await post('fullcmc', file('cmc.b64').replace('cmc.b64', 'raw.b64'), type, ...user())).toBe(400)
      writeFileSync(file('refused.der'), answer())
      const check = [
        '-CAfile',
        file('root.pem'),
        '-certfile',
        file('issuing.pem'),
        '-purpose',
        'any',
        '-out',
        file('refused')
      ]
      await must('openssl', 'cms', '-verify', '-inform', 'DER', '-in', file('refused.der'), ...check)
    })

    test('is refused with ten megabytes, half a body, and random bytes, and the service goes on', async () => {
      writeFileSync(file('large'), 'A'.repeat(10 * 1024 * 1024))
      expect(await post('simpleenroll', file('large'), 'application/pkcs10', ...user())).toBe(413)
      writeFileSync(file('half'), readFileSync(file('raw.b64'), 'utf8').slice(0, 101))
      expect(await post('simpleenroll', file('half'), 'application/pkcs10', ...user())).toBe(400)
      writeFileSync(file('random'), randomBytes(500).toString('base64'))
      expect(await post('simpleenroll', file('random'), 'application/pkcs10', ...user())).toBe(400)
      expect(await curl('cacerts')).toBe(200)
    })

    test('polls one request through the queue, over a restart that kills the engine', async () => {
      await approval('one')
      await openssl('queued', '/CN=queued')
      expect(await post('simpleenroll', file('queued.b64'), 'application/pkcs10', ...user())).toBe(202)
      expect(readFileSync(file('head'), 'utf8')).toMatch(/^Retry-After: 60/m)
      await server?.kill()
      server = await start()
      expect(await post('simpleenroll', file('queued.b64'), 'application/pkcs10', ...user())).toBe(202)
      await approve()
      expect(await post('simpleenroll', file('queued.b64'), 'application/pkcs10', ...user())).toBe(200)
      const first = createHash('sha256')
        .update(readFileSync(file('answer')))
        .digest('hex')
      expect(await post('simpleenroll', file('queued.b64'), 'application/pkcs10', ...user())).toBe(200)
      expect(
        createHash('sha256')
          .update(readFileSync(file('answer')))
          .digest('hex')
      ).toBe(first)
      await approval('auto')
    }, 40_000)
  })

  describe('strongSwan (pki of 5.9.8 and newer, which has --est)', () => {
    test('fetches the authorities, enrols with a password, and re-enrols with its certificate', async () => {
      await pki('swan.key', '--gen', '--type', 'ecdsa', '--size', '256', '--outform', 'pem')
      const name = ['--dn', 'CN=swan', '--san', 'swan.example.test']
      await pki('swan.csr', '--req', '--in', file('swan.key'), '--type', 'priv', ...name, '--outform', 'der')
      const out = ['--caout', file('swan-ca.pem'), '--outform', 'pem', '--force']
      await must('pki', '--estca', '--url', base(), '--cacert', file('root.pem'), ...out)
      const trust = ['--cacert', file('root.pem'), '--cacert', file('issuing.pem'), '--outform', 'pem']
      const asking = ['--est', '--url', base(), '--in', file('swan.csr'), ...trust]
      await pki('swan.pem', ...asking, '--userpass', `printer:${password}`)
      await verified('swan.pem')
      await pki('swan2.pem', ...asking, '--cert', file('swan.pem'), '--key', file('swan.key'))
      await verified('swan2.pem')
      expect(readFileSync(file('swan2.pem'), 'utf8')).not.toBe(readFileSync(file('swan.pem'), 'utf8'))
    }, 30_000)

    test('polls until the request is approved', async () => {
      await approval('one')
      await act('est', 'update', '--service', 'office', '--settings.retry-after-seconds', '1')
      const name = ['--dn', 'CN=patient', '--san', 'patient.example.test']
      await pki('patient.csr', '--req', '--in', file('swan.key'), '--type', 'priv', ...name, '--outform', 'der')
      const trust = ['--cacert', file('root.pem'), '--cacert', file('issuing.pem'), '--outform', 'pem']
      const polling = ['--interval', '1', '--maxpolltime', '20', '--userpass', `printer:${password}`]
      const waiting = pki('patient.pem', '--est', '--url', base(), '--in', file('patient.csr'), ...trust, ...polling)
      await pause(1500)
      await approve()
      await waiting
      await verified('patient.pem')
      await approval('auto')
    }, 40_000)

    test('is told when it is refused', async () => {
      const trust = ['--cacert', file('root.pem'), '--cacert', file('issuing.pem')]
      const wrong = ['--est', '--url', base(), '--in', file('swan.csr'), ...trust, '--userpass', 'printer:wrong']
      await expect(pki('no.pem', ...wrong)).rejects.toThrow('pki --est')
      expect((await lines())[0]).toContain('The password is wrong')
    })
  })

  test('Bouncy Castle fetches authorities and CSR attributes under the label, and enrols', async () => {
    const jars = ['bcprov', 'bcpkix', 'bcutil'].map((name) => `/usr/share/java/${name}.jar`).join(':')
    const client = join(import.meta.dirname, '..', 'fixtures', 'EstClient.java')
    const where = base().replace('https://', '')
    const said = await must('java', '-cp', jars, client, file('root.pem'), where, 'printers', 'printer', password)
    expect(said.trim().split('\n').toSorted()).toEqual([
      'authority CN=Issuing',
      'authority CN=Root',
      'issued CN=castle by CN=Issuing',
      'wanted 1.2.840.113549.1.9.16.2.61'
    ])
  }, 40_000)
})
