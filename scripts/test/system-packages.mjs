// What the tests need of the machine. As root on Debian it is installed; elsewhere it is named.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'

/** One line a need: the check it serves, the programs to look for, the Debian packages (names by release) that bring it. */
export const needs = [
  { for: 'desktop', programs: ['Xvfb'], packages: [['xvfb']] },
  {
    for: 'desktop',
    libraries: ['libgtk-3.so.0', 'libnss3.so', 'libasound.so.2', 'libgbm.so.1'],
    packages: [['libgtk-3-0', 'libgtk-3-0t64'], ['libnss3'], ['libasound2', 'libasound2t64'], ['libgbm1']]
  },
  {
    for: 'desktop',
    programs: ['dbus-run-session', 'gnome-keyring-daemon'],
    packages: [['dbus-daemon', 'dbus'], ['gnome-keyring']]
  },
  { for: 'headless', programs: ['chromium', 'chromium-browser', 'google-chrome'], any: true, packages: [['chromium']] },
  { for: 'headless', programs: ['fc-match'], packages: [['fontconfig'], ['fonts-dejavu-core']] },
  { for: 'clients', programs: ['openssl'], packages: [['openssl']] },
  // Its word list is the second opinion on digests that are read aloud.
  { for: 'ceremonies', programs: ['wormhole'], packages: [['magic-wormhole']] },
  { for: 'clients', programs: ['certtool'], packages: [['gnutls-bin']] },
  { for: 'clients', programs: ['curl'], packages: [['curl']] },
  { for: 'clients', programs: ['/usr/sbin/nginx'], packages: [['nginx-light', 'nginx']] },
  { for: 'clients', programs: ['/usr/sbin/sshd', 'ssh-keygen'], packages: [['openssh-server'], ['openssh-client']] },
  {
    for: 'clients',
    programs: ['nsd', 'unbound', 'dnssec-signzone', 'ldns-signzone', 'delv', 'dig'],
    packages: [
      ['nsd'],
      ['unbound'],
      ['bind9-utils', 'bind9utils'],
      ['bind9'],
      ['ldnsutils'],
      ['bind9-dnsutils', 'dnsutils']
    ]
  },
  { for: 'clients', programs: ['/usr/sbin/dovecot'], packages: [['dovecot-imapd']] },
  { for: 'clients', programs: ['ip', 'unshare', 'nsenter'], packages: [['iproute2'], ['util-linux']] },
  { for: 'clients', programs: ['unzip'], packages: [['unzip']] },
  { for: 'clients', programs: ['script'], packages: [['bsdutils']] },
  {
    for: 'tokens',
    programs: ['softhsm2-util', 'pkcs11-tool', 'p11tool', 'cc'],
    packages: [['softhsm2'], ['opensc'], ['gnutls-bin'], ['gcc'], ['libc6-dev']]
  },
  {
    for: 'YubiKeys',
    programs: ['/usr/sbin/pcscd', '/usr/lib/pcsc/drivers/serial/libifdvpcd.so', 'yubico-piv-tool', 'pkcs15-tool'],
    packages: [['pcscd'], ['vsmartcard-vpcd'], ['yubico-piv-tool'], ['opensc']]
  },
  {
    for: 'YubiKeys',
    libraries: ['libykcs11.so'],
    packages: [['ykcs11'], ['opensc-pkcs11']]
  },
  {
    for: 'signing tools',
    programs: ['osslsigncode', 'jarsigner', 'jar'],
    packages: [['osslsigncode'], ['default-jdk-headless']]
  },
  {
    for: 'reports',
    programs: ['qpdf', 'pdftotext', '/usr/bin/python3', '/usr/lib/python3/dist-packages/openpyxl/__init__.py'],
    packages: [['qpdf'], ['poppler-utils'], ['python3'], ['python3-openpyxl']]
  },
  {
    for: 'SCEP clients',
    programs: ['pki', 'getcert', '/usr/lib/certmonger/scep-submit', 'scepclient', 'dbus-run-session'],
    packages: [
      ['strongswan-pki'],
      ['libstrongswan-standard-plugins'],
      ['libstrongswan-extra-plugins'],
      ['certmonger'],
      ['scep'],
      ['dbus-daemon', 'dbus']
    ]
  },
  {
    for: 'EST clients',
    programs: ['pki', 'java', '/usr/share/java/bcpkix.jar'],
    packages: [
      ['strongswan-pki'],
      ['libstrongswan-standard-plugins'],
      ['libstrongswan-extra-plugins'],
      ['default-jdk-headless'],
      ['libbcpkix-java']
    ]
  },
  {
    for: 'clients',
    programs: ['/usr/sbin/freeradius', 'eapol_test', '/usr/sbin/swanctl', '/usr/sbin/charon-systemd', 'pki'],
    packages: [
      ['freeradius'],
      ['eapoltest'],
      ['strongswan-swanctl'],
      ['charon-systemd'],
      ['strongswan-pki'],
      ['libstrongswan-standard-plugins'],
      ['libstrongswan-extra-plugins']
    ]
  },
  {
    for: 'ACME clients',
    programs: [
      'certbot',
      'lego',
      'dehydrated',
      'uacme',
      'acme-tiny',
      'acmetool',
      'lacme',
      'lacme-accountd',
      'ruby',
      'caddy',
      'apache2'
    ],
    packages: [
      ['certbot'],
      ['lego'],
      ['dehydrated'],
      ['uacme'],
      ['acme-tiny'],
      ['acmetool'],
      ['lacme'],
      ['lacme-accountd'],
      ['libcrypt-openssl-rsa-perl'],
      ['libcrypt-openssl-bignum-perl'],
      ['libwww-perl'],
      ['liblwp-protocol-https-perl'],
      ['ruby-acme-client'],
      ['caddy'],
      ['apache2'],
      ['libapache2-mod-md']
    ]
  }
]

const onPath = (program) =>
  isAbsolute(program)
    ? existsSync(program)
    : (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)))

function knownLibraries() {
  const result = spawnSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' })
  return result.status === 0 ? result.stdout : undefined
}

function isMet(need, libraries) {
  const programs = need.programs ?? []
  const programsMet = need.any === true ? programs.some(onPath) : programs.every(onPath)
  // Without ldconfig (macOS, Windows) Electron brings what it needs.
  const librariesMet = libraries === undefined || (need.libraries ?? []).every((library) => libraries.includes(library))
  return programsMet && librariesMet
}

function isDebian() {
  try {
    return /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'))
  } catch {
    return false
  }
}

function installable(names) {
  return names.find((name) =>
    /Candidate: [^(]/.test(spawnSync('apt-cache', ['policy', name], { encoding: 'utf8' }).stdout ?? '')
  )
}

/** Installs what is missing where that is possible. @returns for each kind of check what is still missing, in words */
export function provideSystemPackages(say) {
  let libraries = knownLibraries()
  let missing = needs.filter((need) => !isMet(need, libraries))
  if (missing.length > 0 && process.getuid?.() === 0 && isDebian()) {
    say(`installing Debian packages for: ${[...new Set(missing.map((need) => need.for))].join(', ')} ...`)
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    spawnSync('apt-get', ['update', '-qq'], { env, stdio: 'ignore' })
    const wanted = missing.flatMap((need) => need.packages.map((names) => installable(names) ?? names[0]))
    const result = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...wanted], {
      env,
      encoding: 'utf8'
    })
    if (result.status !== 0) say(`apt-get failed: ${result.stderr.trim()}`)
    libraries = knownLibraries()
    missing = needs.filter((need) => !isMet(need, libraries))
  }
  const words = new Map()
  for (const need of missing) {
    const text = `${[...(need.programs ?? []), ...(need.libraries ?? [])].join(', ')} (Debian: ${need.packages.map((names) => names[0]).join(' ')})`
    words.set(need.for, [...(words.get(need.for) ?? []), text])
  }
  return words
}
