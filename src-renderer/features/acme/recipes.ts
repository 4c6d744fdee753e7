/** What a recipe is filled in with. */
export interface RecipeValues {
  readonly directory: string
  /** Name that the commands ask a certificate for. */
  readonly host: string
  readonly email: string
  /** Null for services that take accounts without a credential. */
  readonly eab: { readonly keyId: string; readonly hmacKey: string } | null
  /** PEM of the root; null where it is not known here. */
  readonly root: string | null
}

export const recipeClients = [
  'certbot',
  'acme.sh',
  'lego',
  'caddy',
  'traefik',
  'win-acme',
  'certify',
  'cert-manager'
] as const
export type RecipeClient = (typeof recipeClients)[number]

/** One thing to copy. `label` is a key of the texts; `file` the name under which it is kept. */
export interface RecipePart {
  readonly label: 'run' | 'register' | 'renew' | 'trust' | 'config' | 'secret' | 'apply' | 'olderRun' | 'values'
  readonly text: string
  readonly file?: string
}

const rootFile = 'root.pem'

/** @returns a command over several lines, each but the last continued as its shell does */
function command(parts: readonly (string | false)[], continued = '\\'): string {
  return parts.filter((part) => part !== false).join(` ${continued}\n  `)
}

/** @returns what to type or keep so that a client gets its first certificate, and the next ones by itself */
export function recipeOf(client: RecipeClient, values: RecipeValues): readonly RecipePart[] {
  return recipes[client](values)
}

const recipes: Readonly<Record<RecipeClient, (values: RecipeValues) => readonly RecipePart[]>> = {
  // Options of certbot 2 (`certbot --help all`); it has none for the root, only the variable of its HTTP library.
  certbot: ({ directory, host, email, eab }) => [
    {
      label: 'run',
      text: command([
        `REQUESTS_CA_BUNDLE=${rootFile} certbot certonly --standalone -n --agree-tos -m ${email}`,
        `--server ${directory}`,
        eab !== null && `--eab-kid ${eab.keyId} --eab-hmac-key ${eab.hmacKey}`,
        `-d ${host}`
      ])
    },
    { label: 'renew', text: `REQUESTS_CA_BUNDLE=${rootFile} certbot renew` }
  ],

  // The bundle is kept with the account, so that its own renewals know it.
  'acme.sh': ({ directory, host, email, eab }) => [
    {
      label: 'register',
      text: command([
        `acme.sh --register-account -m ${email} --server ${directory}`,
        eab !== null && `--eab-kid ${eab.keyId} --eab-hmac-key ${eab.hmacKey}`,
        `--ca-bundle ${rootFile}`
      ])
    },
    {
      label: 'run',
      text: command([`acme.sh --issue --standalone --server ${directory}`, `--ca-bundle ${rootFile}`, `-d ${host}`])
    }
  ],

  // Version 5 moved its options behind the command and renamed those of the credential.
  lego: ({ directory, host, email, eab }) => [
    {
      label: 'run',
      text: command([
        `LEGO_CA_CERTIFICATES=${rootFile} lego run --server ${directory} --accept-tos --email ${email}`,
        eab !== null && `--eab --eab.kid ${eab.keyId} --eab.hmac ${eab.hmacKey}`,
        `--http -d ${host}`
      ])
    },
    {
      label: 'olderRun',
      text: command([
        `LEGO_CA_CERTIFICATES=${rootFile} lego --server ${directory} --accept-tos --email ${email}`,
        eab !== null && `--eab --kid ${eab.keyId} --hmac ${eab.hmacKey}`,
        `--http -d ${host} run`
      ])
    }
  ],

  caddy: ({ directory, host, email, eab }) => [
    {
      label: 'config',
      file: 'Caddyfile',
      text: [
        '{',
        `\temail ${email}`,
        `\tacme_ca ${directory}`,
        `\tacme_ca_root /etc/caddy/${rootFile}`,
        ...(eab === null ? [] : ['\tacme_eab {', `\t\tkey_id ${eab.keyId}`, `\t\tmac_key ${eab.hmacKey}`, '\t}']),
        '}',
        '',
        `${host} {`,
        '\trespond "It works"',
        '}'
      ].join('\n')
    }
  ],

  // Traefik gets its certificates through lego, whose variable names the root.
  traefik: ({ directory, host, email, eab }) => [
    {
      label: 'config',
      file: 'compose.yaml',
      text: [
        'services:',
        '  traefik:',
        '    image: traefik:v3',
        '    environment:',
        `      LEGO_CA_CERTIFICATES: /certs/${rootFile}`,
        '    command:',
        '      - --providers.docker=true',
        '      - --entrypoints.web.address=:80',
        '      - --entrypoints.websecure.address=:443',
        `      - --certificatesresolvers.chancery.acme.caserver=${directory}`,
        `      - --certificatesresolvers.chancery.acme.email=${email}`,
        ...(eab === null
          ? []
          : [
              `      - --certificatesresolvers.chancery.acme.eab.kid=${eab.keyId}`,
              `      - --certificatesresolvers.chancery.acme.eab.hmacencoded=${eab.hmacKey}`
            ]),
        '      - --certificatesresolvers.chancery.acme.httpchallenge=true',
        '      - --certificatesresolvers.chancery.acme.httpchallenge.entrypoint=web',
        '      - --certificatesresolvers.chancery.acme.storage=/letsencrypt/acme.json',
        '    ports: ["80:80", "443:443"]',
        '    volumes:',
        '      - /var/run/docker.sock:/var/run/docker.sock:ro',
        '      - ./letsencrypt:/letsencrypt',
        `      - ./${rootFile}:/certs/${rootFile}:ro`,
        '  whoami:',
        '    image: traefik/whoami',
        '    labels:',
        `      - traefik.http.routers.whoami.rule=Host(\`${host}\`)`,
        '      - traefik.http.routers.whoami.entrypoints=websecure',
        '      - traefik.http.routers.whoami.tls.certresolver=chancery'
      ].join('\n')
    }
  ],

  // On Windows both clients trust what the system trusts.
  'win-acme': ({ directory, host, email, eab }) => [
    { label: 'trust', text: `certutil -addstore -f Root ${rootFile}` },
    {
      label: 'run',
      text: command(
        [
          `wacs.exe --source manual --host ${host} --baseuri ${directory}`,
          '--validation selfhosting --store certificatestore',
          `--accepttos --emailaddress ${email}`,
          eab !== null && `--eab-key-identifier ${eab.keyId} --eab-key ${eab.hmacKey}`
        ],
        '^'
      )
    }
  ],

  certify: ({ directory, host, email, eab }) => [
    { label: 'trust', text: `certutil -addstore -f Root ${rootFile}` },
    {
      label: 'values',
      text: [
        `Production API: ${directory}`,
        `Email Address: ${email}`,
        ...(eab === null ? [] : [`Key Id: ${eab.keyId}`, `Key (HMAC): ${eab.hmacKey}`, 'Key Algorithm: HS256']),
        `Domain: ${host}`
      ].join('\n')
    }
  ],

  'cert-manager': ({ directory, host, email, eab, root }) => [
    ...(eab === null
      ? []
      : [
          {
            label: 'secret' as const,
            text: command([
              'kubectl create secret generic chancery-eab -n cert-manager',
              `--from-literal=secret=${eab.hmacKey}`
            ])
          }
        ]),
    {
      label: 'config',
      file: 'issuer.yaml',
      text: [
        'apiVersion: cert-manager.io/v1',
        'kind: ClusterIssuer',
        'metadata:',
        '  name: chancery',
        'spec:',
        '  acme:',
        `    server: ${directory}`,
        `    email: ${email}`,
        `    caBundle: ${root === null ? '<base64 of root.pem>' : window.btoa(root)}`,
        '    privateKeySecretRef:',
        '      name: chancery-account',
        ...(eab === null
          ? []
          : [
              '    externalAccountBinding:',
              `      keyID: ${eab.keyId}`,
              '      keySecretRef:',
              '        name: chancery-eab',
              '        key: secret'
            ]),
        '    solvers:',
        '      - http01:',
        '          ingress:',
        '            ingressClassName: nginx',
        '---',
        'apiVersion: cert-manager.io/v1',
        'kind: Certificate',
        'metadata:',
        '  name: web',
        'spec:',
        '  secretName: web-tls',
        `  dnsNames: [${host.startsWith('*') ? `"${host}"` : host}]`,
        '  issuerRef:',
        '    kind: ClusterIssuer',
        '    name: chancery'
      ].join('\n')
    },
    { label: 'apply', text: 'kubectl apply -f issuer.yaml' }
  ]
}

/** @returns a name that a service certifies: the first approved one, a domain with all below it as `www` */
export function exampleHost(approvedNames: readonly string[]): string {
  const first = approvedNames.find((name) => !name.includes('/') && !name.includes(':') && !/^[\d.]+$/.test(name))
  if (first === undefined) return 'www.example.org'
  return first.startsWith('*.') ? `www.${first.slice(2)}` : first
}
