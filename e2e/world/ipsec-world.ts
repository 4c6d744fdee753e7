import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort, saidBy, startServer, until, type Server } from './programs.ts'

/** One end of a tunnel: who it is, and its files (PEM, certificate and key of its own). */
export interface End {
  readonly name: string
  /** A DNS name of its certificate. */
  readonly identity: string
  readonly certificate: string
  readonly key: string
  readonly authorities: readonly string[]
}

export interface Charon extends Server {
  readonly end: End
  readonly port: number
  /** Its configuration, keys and log. */
  readonly folder: string
  swanctl(...args: string[]): Promise<string>
}

/**
 * strongSwan's daemon (5.9 and newer) on loopback, with ports of its own, fetching CRLs from the addresses in
 * certificates. It is copied because AppArmor keeps the installed one to the files of the machine's own tunnels.
 */
export async function startCharon(folder: string, end: End): Promise<Charon> {
  const own = join(folder, `charon-${end.name}`)
  mkdirSync(own, { recursive: true, mode: 0o700 })
  for (const sub of ['x509', 'x509ca', 'private']) mkdirSync(join(own, sub), { recursive: true })
  copyFileSync('/usr/sbin/charon-systemd', join(own, 'charon-systemd'))
  copyFileSync('/usr/sbin/swanctl', join(own, 'swanctl'))
  copyFileSync(end.certificate, join(own, 'x509', 'own.pem'))
  copyFileSync(end.key, join(own, 'private', 'own.pem'))
  end.authorities.forEach((authority, at) => copyFileSync(authority, join(own, 'x509ca', `${at}.pem`)))
  const [port, plain] = [await freePort(), await freePort()]
  const socket = `unix://${own}/vici`
  writeFileSync(
    join(own, 'strongswan.conf'),
    `
charon-systemd {
  load = random nonce openssl hmac kdf pem pkcs1 pkcs8 x509 revocation constraints pubkey curl kernel-netlink socket-default vici
  port = ${plain}
  port_nat_t = ${port}
  retransmit_tries = 2
  install_routes = no
  filelog {
    out { path = ${own}/log
      flush_line = yes
      default = 1
      cfg = 2
    }
  }
  plugins { vici { socket = ${socket} } }
}
swanctl { load = random openssl pem pkcs1 pkcs8 x509 constraints pubkey }
`
  )
  const environment = [`STRONGSWAN_CONF=${own}/strongswan.conf`, `SWANCTL_DIR=${own}`]
  const server = startServer('env', [...environment, join(own, 'charon-systemd')], folder)
  const swanctl = (...args: string[]): Promise<string> =>
    saidBy('env', [...environment, join(own, 'swanctl'), ...args, '--uri', socket], folder)
  let last = ''
  await until(
    async () => {
      last = await swanctl('--stats')
      return last.includes('uptime')
    },
    () => `${last}${server.said()}`
  )
  return { ...server, end, port, folder: own, swanctl }
}

/**
 * IKEv2 with certificates of both ends and revocation checked strictly. Childless (RFC 6023): what is proved is the
 * authentication, without a kernel that can do ESP.
 */
export async function connect(device: Charon, gateway: Charon): Promise<string> {
  const half = (from: Charon, to: Charon): Promise<string> => {
    writeFileSync(
      join(from.folder, 'swanctl.conf'),
      `connections { tunnel {
        version = 2
        local_addrs = 127.0.0.1
        remote_addrs = 127.0.0.1
        local_port = ${from.port}
        remote_port = ${to.port}
        childless = force
        proposals = aes128gcm16-prfsha256-ecp256
        local { auth = pubkey
          certs = own.pem
          id = ${from.end.identity} }
        remote { auth = pubkey
          id = ${to.end.identity}
          revocation = strict }
      } }\n`
    )
    return from.swanctl('--load-all')
  }
  const loaded = `${await half(gateway, device)}${await half(device, gateway)}`
  return `${loaded}${await device.swanctl('--initiate', '--ike', 'tunnel', '--timeout', '10')}`
}
