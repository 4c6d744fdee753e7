import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { freePort, run, saidBy, startServer, until, type Server } from './programs.ts'

/** Where Debian keeps what is not for every user's path. */
const program = (name: string): string => `/usr/sbin/${name}`

export interface WebServer extends Server {
  readonly port: number
}

/** nginx over a published folder, as docs/publishing.md has it. */
export async function staticWebServer(folder: string, root: string, port: number): Promise<WebServer> {
  const server = await nginx(
    folder,
    'static',
    port,
    `
    root ${root};
    types { application/pkix-crl crl; application/pkix-cert cer; text/plain txt; application/json json; }
    location /ocsp/ { types {} default_type application/ocsp-response; index index.ocsp; add_header Cache-Control "public, max-age=300, no-transform, must-revalidate"; }`
  )
  return server
}

/** nginx with its WebDAV module and a user `pki` whose password is `dav secret`. */
export async function davServer(folder: string, root: string): Promise<WebServer> {
  mkdirSync(root, { recursive: true })
  const hash = (await run('openssl', ['passwd', '-apr1', 'dav secret'], folder)).trim()
  writeFileSync(join(folder, 'htpasswd'), `pki:${hash}\n`)
  return nginx(
    folder,
    'dav',
    await freePort(),
    `
    root ${root};
    client_max_body_size 64m;
    auth_basic "publishing";
    auth_basic_user_file ${join(folder, 'htpasswd')};
    location / { dav_methods PUT DELETE MKCOL MOVE; create_full_put_path off; }`
  )
}

async function nginx(folder: string, name: string, port: number, inside: string): Promise<WebServer> {
  const own = join(folder, name)
  mkdirSync(own, { recursive: true })
  const user = process.getuid?.() === 0 ? `user ${userInfo().username};` : ''
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((one) => `${one}_temp_path ${own}/${one};`)
    .join(' ')
  writeFileSync(
    join(own, 'nginx.conf'),
    `${user} daemon off; pid ${own}/pid; error_log ${own}/error.log; events {}
http { access_log off; ${temporary} server { listen 127.0.0.1:${port}; ${inside}
} }\n`
  )
  const server = startServer(
    program('nginx'),
    ['-c', join(own, 'nginx.conf'), '-e', join(own, 'error.log'), '-g', 'master_process off;'],
    folder
  )
  await until(
    async () =>
      (await saidBy('curl', ['-s', '-o', '/dev/null', '-w', '%{http_code}', `http://127.0.0.1:${port}/`], folder)) !==
      '000',
    () => server.said()
  )
  return { ...server, port }
}

export interface SshServer extends Server {
  readonly port: number
  /** As ssh-keygen shows it. */
  readonly fingerprint: string
  readonly user: string
  readonly keyFile: string
}

/** OpenSSH's server on loopback for the user who runs the test, by key only. */
export async function sshServer(folder: string): Promise<SshServer> {
  const own = join(folder, 'ssh')
  mkdirSync(own, { recursive: true, mode: 0o700 })
  const key = async (name: string): Promise<void> => {
    await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(own, name)], folder)
  }
  await key('host')
  await key('client')
  const authorized = join(own, 'authorized_keys')
  await run('cp', [join(own, 'client.pub'), authorized], folder)
  chmodSync(authorized, 0o600)
  const port = await freePort()
  writeFileSync(
    join(own, 'sshd_config'),
    `Port ${port}\nListenAddress 127.0.0.1\nHostKey ${own}/host\nPidFile ${own}/pid\nAuthorizedKeysFile ${authorized}
StrictModes no\nUsePAM no\nPasswordAuthentication no\nPermitRootLogin yes\nSubsystem sftp internal-sftp\n`
  )
  // The folder that its unprivileged half lives in; the service makes it at start.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true })
  const server = startServer(program('sshd'), ['-D', '-e', '-f', join(own, 'sshd_config')], folder)
  await until(
    async () => Promise.resolve(server.said().includes('listening')),
    () => server.said()
  )
  const shown = await run('ssh-keygen', ['-l', '-f', join(own, 'host.pub')], folder)
  return {
    ...server,
    port,
    fingerprint: shown.split(' ')[1] ?? '',
    user: userInfo().username,
    keyFile: join(own, 'client')
  }
}

export interface ObjectStore {
  readonly address: string
  readonly objects: ReadonlyMap<string, { readonly body: Buffer; readonly headers: Readonly<Record<string, unknown>> }>
  stop(): Promise<void>
}

export const s3 = {
  accessKey: 'TESTKEY',
  secretKey: 's3 secret/key',
  region: 'eu-test-1',
  bucket: 'pki-bucket'
} as const

/**
 * A store that speaks as much S3 as is published with, and checks every signature by AWS Signature Version 4 with code of
 * its own, written from the side of the server. The test lets curl sign for it first, so that the check itself is checked.
 */
export async function objectStore(): Promise<ObjectStore> {
  const objects = new Map<string, { body: Buffer; headers: Record<string, unknown> }>()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks)
      const refuse = (status: number, code: string): void => {
        response.writeHead(status).end(`<?xml version="1.0"?><Error><Code>${code}</Code></Error>`)
      }
      if (!isSigned(request.method ?? '', request.url ?? '', request.headers, body))
        return refuse(403, 'SignatureDoesNotMatch')
      const path = decodeURIComponent(request.url ?? '')
      if (!path.startsWith(`/${s3.bucket}/`)) return refuse(404, 'NoSuchBucket')
      const key = path.slice(s3.bucket.length + 2)
      if (request.method === 'PUT') objects.set(key, { body, headers: { ...request.headers } })
      else if (request.method === 'DELETE') objects.delete(key)
      response.writeHead(request.method === 'DELETE' ? 204 : 200).end()
    })
  })
  const port = await freePort()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${port}`,
    objects,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      })
  }
}

function isSigned(method: string, url: string, headers: IncomingHttpHeaders, body: Buffer): boolean {
  const given =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? ''
    )
  if (given === null) return false
  const [, accessKey, day = '', region = '', service = '', names = '', signature = ''] = given
  if (accessKey !== s3.accessKey || region !== s3.region || service !== 's3') return false
  const hash = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex')
  const bodyHash = headers['x-amz-content-sha256']
  if (bodyHash !== undefined && bodyHash !== hash(body)) return false
  if (!names.split(';').includes('host')) return false
  const lines = names.split(';').map((name) => `${name}:${String(headers[name] ?? '').trim()}\n`)
  const [path = '', query = ''] = url.split('?')
  const canonical = `${method}\n${path}\n${query}\n${lines.join('')}\n${names}\n${hash(body)}`
  const time = String(headers['x-amz-date'])
  if (!time.startsWith(day)) return false
  const toSign = `AWS4-HMAC-SHA256\n${time}\n${day}/${region}/${service}/aws4_request\n${hash(canonical)}`
  let key: Buffer | string = `AWS4${s3.secretKey}`
  for (const part of [day, region, service, 'aws4_request', toSign])
    key = createHmac('sha256', key).update(part).digest()
  return timingSafeEqual(Buffer.from(key), Buffer.from(signature, 'hex'))
}
