/*
 * A server of its own process for bench/tsa.ts.
 *
 *   node bench/tsa-server.ts chancery FOLDER KEY    the public listener of an engine with a time-stamp service
 *   node bench/tsa-server.ts bare-sign FOLDER KEY   node:http that reads the body and makes one signature for each request
 *
 * Tells its parent the port. `chancery` writes a request body in hex to query.hex, and root.pem to verify an answer with.
 */
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { answerTimeStamp } from '../src-main/ca/time-stamps/answer.ts'
import { createTsa } from '../src-main/ca/time-stamps/service.ts'
import { buildTimeStampRequest } from '../src-main/pki/tsp.ts'
import { tsaProtocol } from '../src-main/protocols/tsa/routes.ts'
import { startPublicListener } from '../src-main/protocols/server.ts'
import { reader } from '../src-main/store/store.ts'
import { authority, startLife } from '../src-main/testing/life.ts'
import { isKeyAlgorithmId } from '../src-shared/model/algorithm.ts'

const [mode, folder = '.', key = 'P-256'] = process.argv.slice(2)

async function chancery(): Promise<void> {
  if (!isKeyAlgorithmId(key)) throw new RangeError(`There is no key ${key}.`)
  const life = await startLife({ path: join(folder, `tsa-${process.pid}.db`), now: Date.now() })
  await authority(life, 'root', { subject: 'CN=Bench CA' })
  await createTsa(life.ca, { name: 'stamp', authority: 'root', settings: { key, perMinute: 0 } }, life.alice, [])
  const hashed = createHash('sha256').update('A contract.\n').digest()
  const query = buildTimeStampRequest({ hash: 'sha256', hashed, nonce: '1234567890abcdef', certificateWanted: true })
  writeFileSync(join(folder, 'query.hex'), Buffer.from(query).toString('hex'))
  const { ca } = life
  const listener = await startPublicListener(
    { host: '127.0.0.1', port: 0 },
    [
      tsaProtocol({
        rfc3161: (service, request, client) => answerTimeStamp(ca, service, request, client),
        authenticode: () => Promise.reject(new Error('not measured')),
        chores: []
      })
    ],
    { reader: () => reader(ca.store), clock: ca.clock, log: ca.log }
  )
  process.send?.({ port: listener.port })
}

/** What a server cannot do without: the request read, a signature made, the answer written. */
function bareSign(): void {
  const { privateKey } =
    key === 'P-256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: Number(key.slice(4)) })
  const body = Buffer.alloc(1100, 7)
  const headers = ['Content-Type', 'application/timestamp-reply', 'Content-Length', '1100', 'Cache-Control', 'no-store']
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      sign('sha256', chunks[0] ?? body, privateKey)
      response.writeHead(200, headers)
      response.end(body)
    })
  })
  server.listen(0, '127.0.0.1', () => {
    const at = server.address()
    process.send?.({ port: typeof at === 'object' && at !== null ? at.port : 0 })
  })
}

process.on('disconnect', () => process.exit(0))
if (mode === 'chancery') await chancery()
else bareSign()
