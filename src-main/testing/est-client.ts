import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { request as httpsRequest } from 'node:https'
import { connect, type TLSSocket } from 'node:tls'
import { assembleSigned, buildTbsCertificate } from '../pki/certificate-builder.ts'
import { parseCertificate } from '../pki/certificate.ts'
import { buildCsrInfo } from '../pki/csr-builder.ts'
import { subjectAltNameExtension } from '../pki/extensions/alternative-names.ts'
import { basicConstraintsExtension } from '../pki/extensions/basic-constraints.ts'
import { extKeyUsageExtension, keyUsageExtension } from '../pki/extensions/key-usage.ts'
import type { Certificate, RequestAttribute } from '../pki/model.ts'
import { nameFromText } from '../pki/name.ts'
import { writePem } from '../pki/pem.ts'

/** A key of a device. */
export interface DeviceKey {
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

export function deviceKey(kind: 'P-256' | 'RSA-2048' = 'P-256'): DeviceKey {
  return kind === 'P-256'
    ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
    : generateKeyPairSync('rsa', { modulusLength: 2048 })
}

export interface DeviceCsr {
  readonly subject: string
  /** DNS names. */
  readonly names?: readonly string[]
  readonly challengePassword?: string
  readonly attributes?: readonly RequestAttribute[]
}

/** @returns a PKCS#10 request, DER */
export function deviceCsr(key: DeviceKey, csr: DeviceCsr): Uint8Array {
  const names = csr.names ?? []
  const info = buildCsrInfo({
    subject: nameFromText(csr.subject).der,
    publicKey: new Uint8Array(key.publicKey.export({ format: 'der', type: 'spki' })),
    extensions:
      names.length === 0 ? [] : [subjectAltNameExtension(names.map((value) => ({ kind: 'dns' as const, value })))],
    ...(csr.challengePassword === undefined ? {} : { challengePassword: csr.challengePassword }),
    ...(csr.attributes === undefined ? {} : { attributes: csr.attributes })
  })
  const algorithm = key.privateKey.asymmetricKeyType === 'rsa' ? 'rsa-pkcs1-sha256' : 'ecdsa-sha256'
  return assembleSigned(info, algorithm, new Uint8Array(sign('sha256', info, key.privateKey)))
}

/** A certificate of somebody else with its key; without an issuer one that signs itself, and others. */
export interface ForeignCertificate {
  readonly key: DeviceKey
  readonly certificate: Certificate
}

export function foreignCertificate(subject: string, issuer?: ForeignCertificate): ForeignCertificate {
  const key = deviceKey()
  const publicKey = new Uint8Array(key.publicKey.export({ format: 'der', type: 'spki' }))
  const tbs = buildTbsCertificate({
    serial: '1001',
    signatureAlgorithm: 'ecdsa-sha256',
    issuer: (issuer?.certificate.subject ?? nameFromText(subject)).der,
    subject: nameFromText(subject).der,
    notBefore: Date.UTC(2026, 0),
    notAfter: Date.UTC(2036, 0),
    publicKey,
    extensions:
      issuer === undefined
        ? [basicConstraintsExtension({ ca: true, pathLength: null }), keyUsageExtension(['keyCertSign', 'cRLSign'])]
        : [extKeyUsageExtension(['1.3.6.1.5.5.7.3.2'])]
  })
  const signature = new Uint8Array(sign('sha256', tbs, (issuer?.key ?? key).privateKey))
  return { key, certificate: parseCertificate(assembleSigned(tbs, 'ecdsa-sha256', signature)) }
}

/** What a client shows of itself. */
export interface Showing {
  readonly password?: readonly [name: string, password: string]
  readonly certificate?: { readonly der: Uint8Array; readonly key: KeyObject; readonly chain?: readonly Uint8Array[] }
  readonly version?: 'TLSv1.2' | 'TLSv1.3'
}

export interface EstReply {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: Buffer
}

/** A connection to an EST server; several requests may go by it, one after the other. */
export interface EstConnection {
  /** RFC 9266, RFC 5929: what a client binds its CSR with. */
  readonly binding: string
  get(path: string): Promise<EstReply>
  /** @param body DER goes as base64, text as it is */
  post(path: string, body: Uint8Array | string, type?: string | null): Promise<EstReply>
  end(): void
}

/** @param base `https://127.0.0.1:1234` */
export async function estConnection(base: string, showing: Showing = {}): Promise<EstConnection> {
  const { hostname, port } = new URL(base)
  const { certificate, password, version } = showing
  const socket = connect({
    host: hostname,
    port: Number(port),
    rejectUnauthorized: false,
    ...(version === undefined ? {} : { minVersion: version, maxVersion: version }),
    ...(certificate === undefined
      ? {}
      : {
          cert: [certificate.der, ...(certificate.chain ?? [])].map((der) => writePem('CERTIFICATE', der)).join(''),
          key: certificate.key.export({ format: 'pem', type: 'pkcs8' })
        })
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('secureConnect', resolve)
    socket.once('error', reject)
  })
  const send = (
    method: string,
    path: string,
    body: Uint8Array | string | null,
    type: string | null
  ): Promise<EstReply> =>
    new Promise((resolve, reject) => {
      const request = httpsRequest(
        {
          createConnection: () => socket,
          method,
          path,
          headers: {
            host: `${hostname}:${port}`,
            connection: 'keep-alive',
            ...(type === null ? {} : { 'content-type': type }),
            ...(password === undefined
              ? {}
              : { authorization: `Basic ${Buffer.from(password.join(':')).toString('base64')}` })
          }
        },
        (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) })
          )
        }
      )
      request.on('error', reject)
      request.end(body === null ? undefined : typeof body === 'string' ? body : Buffer.from(body).toString('base64'))
    })
  return {
    binding: bindingOf(socket),
    get: (path) => send('GET', path, null, null),
    post: (path, body, type = 'application/pkcs10') => send('POST', path, body, type),
    end: () => void socket.destroy()
  }
}

function bindingOf(socket: TLSSocket): string {
  if (socket.getProtocol() === 'TLSv1.3')
    return socket.exportKeyingMaterial(32, 'EXPORTER-Channel-Binding', Buffer.alloc(0)).toString('base64')
  return (socket.getFinished() ?? Buffer.alloc(0)).toString('base64')
}
