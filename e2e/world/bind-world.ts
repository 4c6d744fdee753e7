import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, run, saidBy, startServer, until, type Server } from './programs.ts'

/** BIND with zones that can be changed while a test runs: one signed, the others not. */
export interface BindWorld {
  readonly port: number
  /** DS of the signed zone as a zone file writes it. */
  readonly anchor: string
  /** Publishes records, each a line as nsupdate takes it: `_pki-validation.good.test. 60 TXT "…"`. */
  publish(zone: string, ...records: readonly string[]): Promise<void>
  stop(): Promise<void>
}

/** @param unsigned zones without signatures; `signed` is signed by BIND itself */
export async function startBindWorld(signed: string, unsigned: readonly string[]): Promise<BindWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'chancery-bind-'))
  const port = await freePort()
  for (const zone of [signed, ...unsigned])
    await writeFile(
      join(folder, `${zone}.zone`),
      `$TTL 60\n@ SOA ns hostmaster 1 3600 600 86400 60\n@ NS ns\nns A 127.0.0.1\n@ A 127.0.0.1\nwww A 127.0.0.1\n`
    )
  const zoneOf = (zone: string, more: string): string =>
    `zone "${zone}" { type primary; file "${zone}.zone"; allow-update { 127.0.0.1; }; ${more} };`
  await writeFile(
    join(folder, 'named.conf'),
    [
      `options { directory "${folder}"; listen-on port ${port} { 127.0.0.1; }; listen-on-v6 { none; }; recursion no;`,
      `  pid-file "${folder}/named.pid"; session-keyfile "${folder}/session.key"; notify no; key-directory "${folder}"; };`,
      'controls { };',
      zoneOf(signed, 'dnssec-policy default; inline-signing yes;'),
      ...unsigned.map((zone) => zoneOf(zone, ''))
    ].join('\n')
  )
  let updates = 0
  const named: Server = startServer('named', ['-g', '-c', join(folder, 'named.conf')], folder)
  const dig = (name: string, type: string): Promise<string> =>
    saidBy('dig', ['@127.0.0.1', '-p', String(port), '+dnssec', '+noall', '+answer', name, type], folder)
  try {
    await until(
      async () => (await dig(signed, 'DNSKEY')).includes('DNSKEY') && (await dig(signed, 'A')).includes('RRSIG'),
      () => named.said()
    )
    await writeFile(join(folder, 'keys'), await dig(signed, 'DNSKEY'))
    const ds = await run('dnssec-dsfromkey', ['-2', '-f', 'keys', signed], folder)
    return {
      port,
      anchor: ds.trim().split('\n')[0] ?? '',
      publish: async (zone, ...records) => {
        const lines = [
          `server 127.0.0.1 ${port}`,
          `zone ${zone}`,
          ...records.map((one) => `update add ${one}`),
          'send',
          ''
        ]
        const file = join(folder, `update${(updates += 1)}`)
        await writeFile(file, lines.join('\n'))
        await run('nsupdate', [file], folder)
        const [first = ''] = records
        const [owner = '', , type = ''] = first.split(' ')
        await until(
          async () => {
            const said = await dig(owner, type)
            return said.includes(type) && (zone !== signed || said.includes('RRSIG'))
          },
          () => named.said()
        )
      },
      stop: async () => {
        await named.stop()
        await rm(folder, { recursive: true, force: true })
      }
    }
  } catch (error) {
    await named.stop()
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}
