import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chancery, chanceryJson, run, serve, workFolder, type Ran, type Server } from '../cli/chancery.ts'

interface Service {
  readonly id: number
  readonly name: string
  readonly address: string
  readonly pageAddress: string | null
  readonly missing: string | null
}

/**
 * Devices of others enrol through `chancery serve`: strongSwan's pki, certmonger with its daemon, and scepclient of
 * micromdm, which knows SHA-1 and single DES alone.
 */
describe('SCEP as devices meet it', () => {
  const folder = workFolder()
  const data = join(folder.path, 'data')
  const file = (name: string): string => join(folder.path, name)
  let server: Server | undefined

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
  const refused = async (program: string, ...args: string[]): Promise<string> => {
    const ran = await run(program, args)
    expect(ran.code, `${program} ${args.join(' ')}`).not.toBe(0)
    return ran.out + ran.err
  }
  const secretOf = async (service: string, ...more: string[]): Promise<string> =>
    (await chanceryJson<{ secret: string }>(...['scep', 'challenge', '--service', service, ...more], '--data', data))
      .secret
  const address = (service: string): string => `${server?.http ?? ''}/scep/${service}`
  const said = async (service: string): Promise<string> => {
    const wanted = ['service', 'log', '--service', `scep:${service}`, '--limit', '1', '--data', data]
    const { rows } = await chanceryJson<{ rows: { message: string }[] }>(...wanted)
    return rows[0]?.message ?? ''
  }
  const text = (name: string): Promise<string> =>
    must('openssl', 'x509', '-in', file(name), '-noout', '-subject', '-issuer', '-serial', '-ext', 'subjectAltName')

  beforeAll(async () => {
    await chancery('init', '--data', data, '--operator', 'alice', '--passphrase-file', folder.passphraseFile)
    server = await serve('--data', data, '--unlock-file', folder.passphraseFile)
    await act('authority', 'create', '--name', 'root', '--subject', 'CN=Root', '--key', 'RSA-2048')
    const below = ['--issuer', 'root', '--validity', '8y', '--key', 'RSA-2048']
    await act('authority', 'create', '--name', 'issuing', '--subject', 'CN=Issuing', ...below)
    await act('authority', 'export-chain', '--authority', 'root', '--format', 'pem', '--out', file('root.pem'))
    await act('authority', 'export-chain', '--authority', 'issuing', '--format', 'pem', '--out', file('issuing.pem'))
    for (const [name, approval] of [
      ['device', 'auto'],
      ['checked', 'one']
    ] as const) {
      const profile = ['--name', name, '--starter', 'device', '--authority', 'issuing', '--approval', approval]
      await act('profile', 'create', ...profile)
    }
    const made = await chanceryJson<{ service: Service }>(
      ...['scep', 'create', '--name', 'printers', '--profile', 'device', '--challenge', 'one-time', '--data', data]
    )
    expect(made.service).toMatchObject({ address: address('printers'), missing: null })
    await act(...['scep', 'create', '--name', 'queue', '--profile', 'checked', '--challenge', 'static'])
    const old = ['--settings.sha1', '--settings.des']
    await act(...['scep', 'create', '--name', 'old', '--profile', 'device', '--challenge', 'static', ...old])
    for (const key of ['k1', 'k2', 'k3']) await must('openssl', 'genrsa', '-out', file(`${key}.pem`), '2048')
  })
  afterAll(async () => {
    await server?.stop()
    folder.remove()
  })

  describe('strongSwan pki', () => {
    /** pki writes the certificates of a service into files numbered by what they are. */
    const fetchAuthorities = async (
      service: string
    ): Promise<{ readonly encryption: string; readonly signing: string }> => {
      await must(
        ...([
          'pki',
          '--scepca',
          '--url',
          address(service),
          '--caout',
          file('ca.pem'),
          '--raout',
          file('ra.pem')
        ] as const),
        ...['--outform', 'pem', '--force']
      )
      return { encryption: file('ra.pem'), signing: file('ra.pem') }
    }
    const enrol = (service: string, key: string, name: string, secret: string, ...more: string[]): string[] => [
      ...[
        '--scep',
        '--url',
        address(service),
        '--in',
        file(key),
        '--dn',
        `CN=${name}`,
        '--san',
        `${name}.example.test`
      ],
      ...['--password', secret, '--cacert-enc', file('ra.pem'), '--cacert-sig', file('ra.pem')],
      ...['--cacert', file('issuing.pem'), '--cacert', file('root.pem'), '--outform', 'pem', ...more]
    ]

    test('enrols with a one-time secret, renews with the certificate, and is told that a secret is used', async () => {
      await fetchAuthorities('printers')
      const secret = await secretOf('printers')
      const first = await must('pki', ...enrol('printers', 'k1.pem', 'one', secret))
      writeFileSync(file('c1.pem'), first.slice(first.indexOf('-----BEGIN')))
      expect(await text('c1.pem')).toMatch(/CN ?= ?one[^]*DNS:one\.example\.test/)
      await must('openssl', 'verify', '-CAfile', file('root.pem'), '-untrusted', file('issuing.pem'), file('c1.pem'))
      const own = ['--cert', file('c1.pem'), '--key', file('k1.pem')]
      const next = await must('pki', ...enrol('printers', 'k2.pem', 'one', secret, ...own))
      writeFileSync(file('c2.pem'), next.slice(next.indexOf('-----BEGIN')))
      expect(await text('c2.pem')).toMatch(/CN ?= ?one/)
      expect(await text('c2.pem')).not.toBe(await text('c1.pem'))
      const failed = await refused('pki', ...enrol('printers', 'k3.pem', 'three', secret))
      expect(failed).toMatch(/badRequest|Transaction not permitted|fail/i)
      expect(await said('printers')).toContain('it was used before')
    })

    test('waits in the queue until somebody approves', async () => {
      await fetchAuthorities('queue')
      const secret = await secretOf('queue')
      const poll = ['--interval', '1', '--maxpolltime', '30']
      const enrolling = run('pki', enrol('queue', 'k1.pem', 'slow', secret, ...poll))
      let id: number | null = null
      for (let tries = 0; id === null && tries < 50; tries++) {
        const { rows } = await chanceryJson<{ rows: { requestId: number | null }[] }>(
          ...['scep', 'enrolments', '--service', 'queue', '--data', data]
        )
        id = rows[0]?.requestId ?? null
      }
      await act('request', 'approve', '--id', String(id))
      const ended = await enrolling
      expect([ended.code, ended.err]).toEqual([0, expect.any(String)])
      expect(ended.out).toContain('BEGIN CERTIFICATE')
    })
  })

  describe('certmonger', () => {
    test('enrols by its daemon, and again with what it has', async () => {
      const secret = await secretOf('printers')
      const home = file('certmonger')
      const script = `
set -e
export HOME=${home} XDG_RUNTIME_DIR=${home}
mkdir -p $HOME
/usr/lib/certmonger/certmonger-session -n -d 2 >${file('certmonger.log')} 2>&1 &
DAEMON=$!
trap 'kill $DAEMON' EXIT
for try in $(seq 50); do getcert list-cas -s >/dev/null 2>&1 && break; sleep 0.2; done
getcert add-scep-ca -s -c rig -u ${address('printers')} -N ${file('root.pem')}
for try in $(seq 50); do getcert list-cas -s -c rig -v | grep -q 'SCEP CA capabilities\\|needed' && break; sleep 0.2; done
sleep 1
getcert request -s -c rig -I dev -k $HOME/dev.key -f $HOME/dev.pem -g 2048 -N CN=dev -D dev.example.test -L ${secret} -w -v
openssl x509 -in $HOME/dev.pem -noout -serial -subject
getcert resubmit -s -i dev -w -v
openssl x509 -in $HOME/dev.pem -noout -serial -subject
getcert list -s -i dev
`
      const out = await must('dbus-run-session', '--', 'bash', '-c', script)
      const serials = out.match(/serial=([0-9A-F]+)/g) ?? []
      expect(serials).toHaveLength(2)
      expect(serials[0], out).not.toBe(serials[1])
      expect(out).toContain('status: MONITORING')
    })
  })

  describe('scepclient of micromdm, which knows SHA-1 and single DES alone', () => {
    /** It keeps its request and a certificate of its own beside the key: each device has a folder. */
    const client = (service: string, device: string, secret: string): string[] => {
      mkdirSync(file(device), { recursive: true })
      return [
        ...['-server-url', address(service), '-challenge', secret, '-private-key', file(`${device}/key.pem`)],
        ...[
          '-certificate',
          file(`${device}/certificate.pem`),
          '-cn',
          device,
          '-organization',
          'Example',
          '-country',
          'DE'
        ]
      ]
    }

    test('is refused with badAlg by a service that does not allow them', async () => {
      const out = await refused('scepclient', ...client('printers', 'strict', await secretOf('printers')))
      expect(out).toMatch(/badAlg|FAILURE|failInfo/)
      expect(await said('printers')).toContain('SHA-1')
    })

    test('enrols and renews where the service allows them', async () => {
      const secret = await secretOf('old')
      await must('scepclient', ...client('old', 'legacy', secret))
      expect(await text('legacy/certificate.pem')).toMatch(/CN ?= ?legacy/)
      await must('scepclient', ...client('old', 'legacy', secret))
      const { rows } = await chanceryJson<{ rows: { messageType: string; state: string }[] }>(
        ...['scep', 'enrolments', '--service', 'old', '--data', data]
      )
      expect(rows.map(({ messageType, state }) => [messageType, state])).toEqual([
        ['RenewalReq', 'issued'],
        ['PKCSReq', 'issued']
      ])
    })
  })

  test('device managers read a secret from the page, and a device enrols with it', async () => {
    const made = await chanceryJson<{ service: Service }>(
      ...['scep', 'create', '--name', 'managed', '--profile', 'device', '--challenge', 'ndes', '--data', data]
    )
    expect(made.service.missing).toContain('scep page-account')
    const { user, password, pageAddress } = await chanceryJson<{ user: string; password: string; pageAddress: string }>(
      ...['scep', 'page-account', '--service', 'managed', '--user', 'mdm', '--data', data]
    )
    expect(await must('curl', '-s', '-o', '/dev/null', '-w', '%{http_code}', pageAddress)).toBe('401')
    await must('curl', '-sf', '-u', `${user}:${password}`, pageAddress, '-o', file('page.html'))
    const page = readFileSync(file('page.html'), 'utf16le')
    const [, secret = ''] = /The enrollment challenge password is: <B> ([0-9A-F]{16}) <\/B>/.exec(page) ?? []
    expect(page).toContain('will expire within 60 minutes')
    await must(
      ...([
        'pki',
        '--scepca',
        '--url',
        `${address('managed')}/certsrv/mscep/mscep.dll`,
        '--caout',
        file('ca.pem')
      ] as const),
      ...['--raout', file('ra.pem'), '--outform', 'pem', '--force']
    )
    const out = await must(
      ...(['pki', '--scep', '--url', `${address('managed')}/certsrv/mscep/mscep.dll`, '--in', file('k3.pem')] as const),
      ...['--dn', 'CN=managed', '--password', secret, '--cacert-enc', file('ra.pem'), '--cacert-sig', file('ra.pem')],
      ...['--cacert', file('issuing.pem'), '--cacert', file('root.pem'), '--outform', 'pem']
    )
    expect(out).toContain('BEGIN CERTIFICATE')
  })
})
