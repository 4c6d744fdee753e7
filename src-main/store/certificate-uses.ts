import { allRows, getNumber, getRow, type Reader } from './connection.ts'

/** A service of this installation, or one client of it. */
export interface Use {
  readonly id: number
  readonly name: string
}

/** Services whose own certificate this is, by the table that says so. */
const serviceCertificates = [
  [
    'ocsp',
    'SELECT authority.id, authority.name FROM ocsp_responder AS own JOIN authority ON authority.id = own.authority_id'
  ],
  [
    'tsa',
    'SELECT service.id, service.name FROM tsa_certificate AS own JOIN tsa_service AS service ON service.id = own.service_id'
  ],
  [
    'scep',
    'SELECT service.id, service.name FROM scep_certificate AS own JOIN scep_service AS service ON service.id = own.service_id'
  ],
  [
    'est',
    'SELECT service.id, service.name FROM est_certificate AS own JOIN est_service AS service ON service.id = own.service_id'
  ],
  [
    'cmp',
    'SELECT service.id, service.name FROM cmp_certificate AS own JOIN cmp_service AS service ON service.id = own.service_id'
  ],
  [
    'profiles',
    'SELECT authority.id, authority.name FROM profile_signer AS own JOIN authority ON authority.id = own.authority_id'
  ]
] as const
export type ServiceKind = (typeof serviceCertificates)[number][0]

/** @returns the services that sign, answer or decrypt with a certificate */
export function servicesWithCertificate(
  reader: Reader,
  certificateId: number
): (Use & { readonly kind: ServiceKind })[] {
  return serviceCertificates.flatMap(([kind, sql]) =>
    uses(reader, `${sql} WHERE own.certificate_id = ? GROUP BY 1`, [certificateId]).map((use) => ({ ...use, kind }))
  )
}

/** @returns the TLS servers of this installation that present a certificate, by the name of their slot */
export function serversWithCertificate(reader: Reader, certificateId: number): string[] {
  const rows = allRows(
    reader,
    `SELECT substr(key, 9) AS key FROM setting WHERE key GLOB 'service:*' AND json_extract(value, '$.certificateId') = ?`,
    [certificateId]
  ) as { key: string }[]
  return rows.map(({ key }) => key)
}

/** Services that work under an authority, and what they are. */
const authorityServices = [
  ['ocsp', `SELECT authority_id AS id, '' AS name FROM ocsp_service WHERE authority_id = @id AND state = 'enabled'`],
  ['tsa', `SELECT id, name FROM tsa_service WHERE authority_id = @id AND state = 'enabled'`],
  ['cmp', `SELECT id, name FROM cmp_service WHERE authority_id = @id AND state = 'enabled'`],
  ['acme', serviceOfProfile('acme_service')],
  ['scep', serviceOfProfile('scep_service')],
  ['est', serviceOfProfile('est_service')]
] as const
export type AuthorityServiceKind = (typeof authorityServices)[number][0]

function serviceOfProfile(table: string): string {
  return `SELECT service.id AS id, service.name AS name FROM ${table} AS service JOIN profile ON profile.id = service.profile_id
    WHERE profile.authority_id = @id AND service.state = 'enabled'`
}

/** @returns the services that are switched on and issue, answer or stamp under an authority */
export function servicesUnderAuthority(
  reader: Reader,
  authorityId: number
): (Use & { readonly kind: AuthorityServiceKind })[] {
  return authorityServices.flatMap(([kind, sql]) =>
    (allRows(reader, sql, { id: authorityId }) as Use[]).map((use) => ({ ...use, kind }))
  )
}

/** @returns clients that sign in or renew with a certificate */
export function clientsWithCertificate(
  reader: Reader,
  certificateId: number,
  fingerprint: string
): (Use & { readonly kind: 'est' | 'cmp' | 'scep' | 'acme'; readonly client: string })[] {
  const found = (kind: 'est' | 'cmp' | 'scep' | 'acme', sql: string, value: number | string) =>
    (allRows(reader, sql, [value]) as (Use & { client: string })[]).map((row) => ({ ...row, kind }))
  return [
    ...found(
      'est',
      `SELECT service.id AS id, service.name AS name, client.name AS client FROM est_client AS client
       JOIN est_service AS service ON service.id = client.service_id
       WHERE client.fingerprint = ? AND client.revoked_at IS NULL`,
      fingerprint
    ),
    ...found(
      'est',
      `SELECT service.id AS id, service.name AS name, asked.requester AS client FROM est_request AS asked
       JOIN est_service AS service ON service.id = asked.service_id WHERE asked.certificate_id = ? GROUP BY service.id, asked.requester`,
      certificateId
    ),
    ...found(
      'cmp',
      `SELECT service.id AS id, service.name AS name, client.name AS client FROM cmp_client AS client
       JOIN cmp_service AS service ON service.id = client.service_id
       WHERE client.fingerprint = ? AND client.state = 'active'`,
      fingerprint
    ),
    ...found(
      'cmp',
      `SELECT service.id AS id, service.name AS name, asked.peer_text AS client FROM cmp_transaction AS asked
       JOIN cmp_service AS service ON service.id = asked.service_id WHERE asked.certificate_id = ? GROUP BY service.id, asked.peer_text`,
      certificateId
    ),
    ...found(
      'scep',
      `SELECT service.id AS id, service.name AS name, coalesce(device.identifier, asked.subject) AS client
       FROM scep_transaction AS asked JOIN scep_service AS service ON service.id = asked.service_id
       LEFT JOIN scep_device AS device ON device.id = asked.device_id WHERE asked.certificate_id = ? GROUP BY 1, 3`,
      certificateId
    ),
    ...found(
      'acme',
      `SELECT service.id AS id, service.name AS name, 'account ' || asked.account_id AS client FROM acme_order AS asked
       JOIN acme_service AS service ON service.id = asked.service_id WHERE asked.certificate_id = ?`,
      certificateId
    )
  ]
}

/** @returns requests and orders that are to replace a certificate and are not done */
export function renewalsUnderWay(
  reader: Reader,
  certificateId: number
): { readonly kind: 'request' | 'acme' | 'scep'; readonly id: number; readonly state: string }[] {
  const rows = (kind: 'request' | 'acme' | 'scep', sql: string) =>
    (allRows(reader, sql, [certificateId]) as { id: number; state: string }[]).map((row) => ({ ...row, kind }))
  return [
    ...rows(
      'request',
      `SELECT id, state FROM request WHERE previous_certificate_id = ?
       AND state NOT IN ('issued', 'declined', 'failed', 'cancelled', 'expired') ORDER BY id`
    ),
    ...rows(
      'acme',
      `SELECT id, status AS state FROM acme_order WHERE replaces_certificate_id = ? AND status IN ('pending', 'ready', 'processing') ORDER BY id`
    ),
    ...rows(
      'scep',
      `SELECT id, state FROM scep_transaction WHERE previous_certificate_id = ? AND state IN ('open', 'pending') ORDER BY id`
    )
  ]
}

/** @returns certificates under an authority that are neither revoked nor expired, counted to `most` */
export function countLiveUnder(reader: Reader, authorityId: number, now: number, most: number): number {
  return getNumber(
    reader,
    `SELECT count(*) FROM (SELECT 1 FROM certificate WHERE authority_id = ? AND not_after >= ? AND state <> 'revoked' LIMIT ?)`,
    [authorityId, now, most]
  )
}

/** @returns the authorities that a certificate is or was the certificate of */
export function authoritiesOfCertificate(reader: Reader, certificateId: number): number[] {
  const rows = allRows(
    reader,
    `SELECT authority_id AS id FROM authority_certificate WHERE certificate_id = @id
     UNION SELECT id FROM authority WHERE certificate_id = @id`,
    { id: certificateId }
  ) as { id: number }[]
  return rows.map(({ id }) => id)
}

/** @returns answers of the OCSP responder that were signed ahead for a certificate: they are thrown away by a revocation */
export function countSignedAnswers(reader: Reader, certificateId: number): number {
  return getNumber(reader, 'SELECT count(*) FROM ocsp_response WHERE certificate_id = ?', [certificateId])
}

/** @returns where the private key lies, where this installation knows: the vault, a token, a YubiKey */
export function keyPlaces(
  reader: Reader,
  spkiSha256: string
): { readonly kind: 'vault' | 'token' | 'yubikey'; readonly name: string }[] {
  const yubiKeys = allRows(
    reader,
    'SELECT serial, slot FROM yubikey_key WHERE spki_sha256 = ? AND replaced_at IS NULL',
    [spkiSha256]
  ) as { serial: number; slot: string }[]
  const tokens = allRows(
    reader,
    `SELECT token.label AS name FROM key JOIN token_key ON token_key.key_id = key.id JOIN token ON token.id = token_key.token_id
     WHERE key.spki_sha256 = ? AND token_key.removed_at IS NULL`,
    [spkiSha256]
  ) as { name: string }[]
  const kept = getRow(
    reader,
    'SELECT label FROM key WHERE spki_sha256 = ? AND sealed IS NOT NULL AND destroyed_at IS NULL',
    [spkiSha256]
  ) as { label: string } | undefined
  return [
    ...(kept === undefined ? [] : [{ kind: 'vault' as const, name: kept.label }]),
    ...tokens.map(({ name }) => ({ kind: 'token' as const, name })),
    ...yubiKeys.map(({ serial, slot }) => ({ kind: 'yubikey' as const, name: `${serial}, ${slot}` }))
  ]
}

function uses(reader: Reader, sql: string, parameters: readonly number[]): Use[] {
  return allRows(reader, sql, parameters) as Use[]
}
