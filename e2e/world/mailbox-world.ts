import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort, run, startServer } from './programs.ts'

/** A mailbox that Dovecot serves over IMAP; messages are put into it as a mail server delivers them. */
export interface MailboxWorld {
  readonly port: number
  /** The same mailbox where nothing offers encryption. */
  readonly plainPort: number
  readonly user: string
  readonly password: string
  /** Of its certificate, PEM. */
  readonly trust: string
  deliver(message: string | Buffer): void
  /** Messages that were read. */
  read(): number
  unread(): number
  stop(): Promise<void>
}

/** The account that Debian gives to mail; Dovecot serves no mailbox to root. */
const mailUid = 8
/** Path of the program in Debian's package dovecot-core. */
const dovecot = '/usr/sbin/dovecot'

/** Starts Dovecot 2.3 or 2.4 (Debian: dovecot-imapd) as root on free ports of the loopback. */
export async function startMailbox(): Promise<MailboxWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'chancery-mailbox-'))
  chmodSync(folder, 0o755)
  await run(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
      ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-keyout', 'key.pem', '-out', 'cert.pem']
    ],
    folder
  )
  const mail = join(folder, 'mail')
  for (const name of ['', 'new', 'cur', 'tmp']) {
    mkdirSync(join(mail, name), { recursive: true })
    chownSync(join(mail, name), mailUid, mailUid)
  }
  const version = (await run(dovecot, ['--version'], folder)).trim()
  const [port, plainPort] = [await freePort(), await freePort()]
  const servers = [
    await serve(folder, 'safe', port, true, version),
    await serve(folder, 'plain', plainPort, false, version)
  ]
  let count = 0
  const readNames = (): string[] => readdirSync(join(mail, 'cur')).filter((name) => /:2,[A-Z]*S/.test(name))
  return {
    port,
    plainPort,
    user: 'acme',
    password: 'a sealed secret',
    trust: readFileSync(join(folder, 'cert.pem'), 'utf8'),
    deliver: (message) => {
      count += 1
      const name = `${Date.now()}.M${count}P${process.pid}.test`
      const place = join(mail, 'new', name)
      writeFileSync(place, message)
      chownSync(place, mailUid, mailUid)
    },
    read: () => readNames().length,
    unread: () => readdirSync(join(mail, 'new')).length + readdirSync(join(mail, 'cur')).length - readNames().length,
    stop: async () => {
      for (const server of servers) await server.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

async function serve(
  folder: string,
  name: string,
  port: number,
  safe: boolean,
  version: string
): Promise<ReturnType<typeof startServer>> {
  const own = join(folder, name)
  mkdirSync(own)
  chmodSync(own, 0o755)
  writeFileSync(join(own, 'users'), `acme:{PLAIN}a sealed secret:${mailUid}:${mailUid}::${folder}::\n`)
  const file = join(own, 'dovecot.conf')
  writeFileSync(
    file,
    version.startsWith('2.4') ? configNow(folder, own, port, safe) : configBefore(folder, own, port, safe)
  )
  const server = startServer(dovecot, ['-F', '-c', file], own)
  for (let tries = 0; !(await greets(port)); tries++) {
    if (tries === 100) {
      await server.stop()
      throw new Error(`Dovecot ${version} did not start: ${server.said()}`)
    }
    await pause(50)
  }
  return server
}

const common = (own: string, port: number): string => `
base_dir = ${own}/run
state_dir = ${own}/state
log_path = /dev/stderr
protocols = imap
listen = 127.0.0.1
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
`

const configBefore = (folder: string, own: string, port: number, safe: boolean): string => `${common(own, port)}
ssl = ${safe ? 'required' : 'no'}
${safe ? `ssl_cert = <${folder}/cert.pem\nssl_key = <${folder}/key.pem` : ''}
disable_plaintext_auth = ${safe ? 'yes' : 'no'}
mail_location = maildir:${folder}/mail
passdb {
  driver = passwd-file
  args = ${own}/users
}
userdb {
  driver = passwd-file
  args = ${own}/users
}
first_valid_uid = ${mailUid}
`

const configNow = (folder: string, own: string, port: number, safe: boolean): string => `dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
${common(own, port)}
ssl = ${safe ? 'required' : 'no'}
${safe ? `ssl_server_cert_file = ${folder}/cert.pem\nssl_server_key_file = ${folder}/key.pem` : ''}
auth_allow_cleartext = ${safe ? 'no' : 'yes'}
mail_driver = maildir
mail_path = ${folder}/mail
passdb passwd-file {
  passwd_file_path = ${own}/users
}
userdb passwd-file {
  passwd_file_path = ${own}/users
}
first_valid_uid = ${mailUid}
`

function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const end = (value: boolean): void => {
      socket.destroy()
      resolve(value)
    }
    socket.setTimeout(1000, () => end(false))
    socket.on('error', () => end(false))
    socket.on('data', (chunk: Buffer) => end(chunk.toString('latin1').startsWith('* OK')))
  })
}
