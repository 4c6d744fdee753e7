/*
 * A server of its own process for bench/ocsp.ts; runs under Node and under Electron as Node.
 *
 *   node bench/ocsp-server.ts chancery FOLDER COUNT   the public listener of an engine with so many certificates
 *   node bench/ocsp-server.ts bare FOLDER             node:http that reads the body and answers with octets it has
 *   node bench/ocsp-server.ts bare-sign FOLDER        the same with one P-256 signature for each request
 *
 * Tells its parent the port. `chancery` writes request bodies in hex, a line each, to plain.hex and nonce.hex of the
 * folder, and what `openssl ocsp` and a Go responder need to answer the same.
 */
import { generateKeyPairSync, sign } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { answerOcsp } from '../src-main/ca/ocsp/answer.ts'
import { loadIssuer } from '../src-main/ca/issue/issuer.ts'
import {
  assembleOcspRequest,
  buildTbsOcspRequest,
  encodeCertId,
  issuerHashes,
  nonceExtension
} from '../src-main/pki/ocsp.ts'
import { ocspProtocol } from '../src-main/protocols/ocsp/routes.ts'
import { startPublicListener } from '../src-main/protocols/server.ts'
import { allRows } from '../src-main/store/connection.ts'
import { reader } from '../src-main/store/store.ts'
import { answeredLife } from './ocsp-seed.ts'

const [mode, folder = '.', count = '1000'] = process.argv.slice(2)
/** Certificates that are asked about. */
const ASKED = 1000

function tell(port: number): void {
  process.send?.({ port })
}

async function chancery(certificates: number): Promise<void> {
  const life = await answeredLife(join(folder, `ocsp-${process.pid}.db`), certificates)
  const issuer = loadIssuer(life.ca, 1)
  const rows = allRows(
    reader(life.ca.store),
    `SELECT serial FROM certificate WHERE class = 'end-entity' ORDER BY fingerprint LIMIT ?`,
    [ASKED]
  ) as { serial: string }[]
  const hashes = issuerHashes('sha1', { name: issuer.subjectDer, keyBytes: issuer.publicKey.keyBytes })
  const request = (serial: string, nonce: boolean): string =>
    Buffer.from(
      assembleOcspRequest(
        buildTbsOcspRequest({
          certIds: [encodeCertId('sha1', hashes, serial)],
          ...(nonce ? { extensions: [nonceExtension(life.ca.random.bytes(16))] } : {})
        })
      )
    ).toString('hex')
  for (const [name, nonce] of [
    ['plain', false],
    ['nonce', true]
  ] as const)
    writeFileSync(join(folder, `${name}.hex`), rows.map(({ serial }) => request(serial, nonce)).join('\n'))
  const lines = rows.map(({ serial }) => `V\t400101000000Z\t\t${serial.toUpperCase()}\tunknown\t/CN=${serial}`)
  writeFileSync(join(folder, 'index.txt'), `${lines.join('\n')}\n`)
  const { ca } = life
  const listener = await startPublicListener(
    { host: '127.0.0.1', port: 0 },
    [ocspProtocol((der) => answerOcsp(ca, der))],
    { reader: () => reader(ca.store), clock: ca.clock, log: ca.log }
  )
  tell(listener.port)
}

/** What a server cannot do without: the request read, the answer written. */
function bare(signing: boolean): void {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const body = Buffer.alloc(900, 7)
  const headers = ['Content-Type', 'application/ocsp-response', 'Content-Length', '900', 'Cache-Control', 'no-store']
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      if (signing) sign('sha256', chunks[0] ?? body, privateKey)
      response.writeHead(200, headers)
      response.end(body)
    })
  })
  server.listen(0, '127.0.0.1', () => {
    const at = server.address()
    tell(typeof at === 'object' && at !== null ? at.port : 0)
  })
}

process.on('disconnect', () => process.exit(0))
if (mode === 'chancery') await chancery(Number(count))
else bare(mode === 'bare-sign')
