import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort, saidBy, startServer, until, type Server } from './programs.ts'

/** What an authenticator and a RADIUS server know of each other. */
const sharedSecret = 'between switch and server'

/** Files of a server: its chain (own certificate first), its key, and whom it believes. All PEM. */
export interface TrustFiles {
  readonly chain: string
  readonly key: string
  /** The root, and the CRLs of every authority of a device's chain. */
  readonly anchors: string
}

export interface RadiusServer extends Server {
  readonly port: number
}

/**
 * FreeRADIUS (3.0.21 and newer) with EAP-TLS alone, every certificate of the chain looked up in a CRL. It reads CRLs as it
 * starts, as it does on a switch's network: a new CRL wants a new start.
 * Its own list of vulnerable OpenSSL versions is not asked: distributions mend theirs without a new version number.
 */
export async function radiusServer(folder: string, files: TrustFiles): Promise<RadiusServer> {
  const own = join(folder, 'radius')
  mkdirSync(own, { recursive: true, mode: 0o700 })
  const port = await freePort()
  writeFileSync(
    join(own, 'radiusd.conf'),
    `
raddbdir = ${own}
logdir = ${own}
run_dir = ${own}
libdir = /usr/lib/freeradius
pidfile = ${own}/pid
max_request_time = 10
security {
  allow_vulnerable_openssl = yes
  reject_delay = 0
}
client loopback {
  ipaddr = 127.0.0.1
  secret = "${sharedSecret}"
}
modules {
  eap {
    default_eap_type = tls
    timer_expire = 30
    tls-config devices {
      certificate_file = ${files.chain}
      private_key_file = ${files.key}
      ca_file = ${files.anchors}
      auto_chain = no
      check_crl = yes
      check_all_crl = yes
      tls_min_version = "1.2"
      tls_max_version = "1.2"
      cache { enable = no }
    }
    tls { tls = devices }
  }
}
server default {
  listen {
    type = auth
    ipaddr = 127.0.0.1
    port = ${port}
  }
  authorize {
    eap
  }
  authenticate {
    eap
  }
}
`,
    { mode: 0o600 }
  )
  const server = startServer('/usr/sbin/freeradius', ['-f', '-X', '-d', own, '-n', 'radiusd'], folder)
  await until(
    () => Promise.resolve(server.said().includes('Ready to process requests')),
    () => server.said().slice(-2000)
  )
  return { ...server, port }
}

/** A device that asks to be let in; all files PEM. */
export interface Supplicant {
  /** What it calls itself before the handshake. */
  readonly identity: string
  readonly chain: string
  readonly key: string
  /** The root by which it knows the server, and the name that the server's certificate must have. */
  readonly root: string
  readonly serverName: string
}

export interface Admission {
  /** Whether both sides ended with the same key and an Access-Accept. */
  readonly admitted: boolean
  readonly said: string
}

/** eapol_test of wpa_supplicant, as a device on a port with IEEE 802.1X. */
export async function knock(folder: string, server: RadiusServer, device: Supplicant): Promise<Admission> {
  const configuration = join(folder, `${device.identity}.eapol`)
  writeFileSync(
    configuration,
    `network={
  ssid="office"
  key_mgmt=WPA-EAP
  eap=TLS
  identity="${device.identity}"
  ca_cert="${device.root}"
  domain_match="${device.serverName}"
  client_cert="${device.chain}"
  private_key="${device.key}"
}
`,
    { mode: 0o600 }
  )
  const at = ['-a', '127.0.0.1', '-p', String(server.port), '-s', sharedSecret]
  const said = await saidBy('eapol_test', ['-c', configuration, ...at, '-r', '0', '-t', '10'], folder)
  // FAILURE or SUCCESS is its last word; without a key of both sides it says FAILURE.
  return { admitted: /^SUCCESS$/m.test(said) && !/^FAILURE$/m.test(said), said }
}
