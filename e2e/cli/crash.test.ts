import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { chanceryJson, serve, workFolder, type Server } from './chancery.ts'

const folder = workFolder()
const data = join(folder.path, 'data')
let server: Server | undefined
afterAll(async () => {
  await server?.stop()
  folder.remove()
})

interface Row {
  readonly id: number
  readonly serial: string
}

/** Calls over HTTP as a browser does, with the session of the printed link. */
async function session(on: Server): Promise<(operation: string, input: unknown) => Promise<unknown>> {
  const opened = await fetch(on.signInLink ?? '', { redirect: 'manual' })
  const cookie = opened.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  return async (operation, input) => {
    const answer = await fetch(`${on.admin}/api/${operation}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(input)
    })
    const reply = (await answer.json()) as { ok: boolean; value?: unknown; failure?: { message: string } }
    if (!reply.ok) throw new Error(reply.failure?.message)
    return reply.value
  }
}

test('an engine that is killed under load loses nothing that it answered and leaves nothing unknown', async () => {
  const own = ['--data', data, '--passphrase-file', folder.passphraseFile]
  await chanceryJson('init', '--operator', 'alice', ...own)
  await chanceryJson('authority', 'create', '--name', 'root', '--subject', 'CN=Root', '--key', 'P-256', ...own)
  await chanceryJson(
    'profile',
    'create',
    '--name',
    'web',
    '--starter',
    'tls-server',
    '--authority',
    'root',
    '--approval',
    'auto',
    ...own
  )
  const answered: number[] = []
  let asked = 0
  for (let round = 0; round < 3; round++) {
    server = await serve('--data', data, '--unlock-file', folder.passphraseFile)
    const call = await session(server)
    let stopped = false
    const worker = async (): Promise<void> => {
      while (!stopped) {
        asked += 1
        const name = `host${asked}.example.test`
        const input = {
          profile: 'web',
          keyAlgorithm: 'P-256',
          transactionId: `load-${asked}`,
          asked: { alternativeNames: [{ type: 'dns', value: name }] }
        }
        const outcome = (await call('request.submit', input)) as { certificateId: number }
        answered.push(outcome.certificateId)
      }
    }
    const workers = Array.from({ length: 8 }, () => worker().catch(() => undefined))
    const wanted = answered.length + 40
    await expect.poll(() => answered.length, { timeout: 30_000, interval: 2 }).toBeGreaterThan(wanted)
    await server.kill()
    stopped = true
    await Promise.all(workers)
  }

  server = await serve('--data', data, '--unlock-file', folder.passphraseFile)
  const call = await session(server)
  const found: Row[] = []
  let cursor: string | undefined
  do {
    const page = (await call('certificate.list', { limit: 500, ...(cursor === undefined ? {} : { cursor }) })) as {
      rows: Row[]
      next: string | null
    }
    found.push(...page.rows)
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  const ids = new Set(found.map((row) => row.id))
  expect(answered.filter((id) => !ids.has(id))).toEqual([])
  expect(new Set(found.map((row) => row.serial)).size).toBe(found.length)

  // What was under way is either recorded, or reserved and listed; one call each of eight workers in three rounds.
  const { openReservations } = (await call('dashboard.summary', {})) as { openReservations: { serial: string }[] }
  expect(found.length - 1 + openReservations.length).toBeLessThanOrEqual(asked)
  expect(openReservations.length).toBeLessThanOrEqual(24)
  for (const { serial } of openReservations) await call('reservation.resolve', { authority: 'root', serial })
  expect(await call('dashboard.summary', {})).toMatchObject({ openReservations: [] })
  expect(await call('audit.verify', {})).toMatchObject({ intact: true })
})
