import { type CmpSettingsPatch } from '../../src-shared/model/cmp.ts'
import { createCmpClient } from '../ca/cmp/clients.ts'
import { createCmp } from '../ca/cmp/service.ts'
import { showCmp } from '../ca/cmp/view.ts'
import { infoTypes, type PkiMessage } from '../pki/cmp.ts'
import { type Certificate } from '../pki/model.ts'
import { getCertificateBySerial } from '../store/certificates.ts'
import { listServiceLog } from '../store/service-log.ts'
import { reader } from '../store/store.ts'
import { certRequest, CmpClient, type CmpCredential } from './cmp-client.ts'
import { authority, profile, startLife, type Life } from './life.ts'

/** An offer of the client to leave the confirmation out. */
export const implicit = { info: [{ oid: infoTypes.implicitConfirm, value: null }] }

/** @returns a house with the CMP service `plc` over the profile `devices`, under an authority below a root. */
export async function cmpHouse(settings: CmpSettingsPatch = {}, approval: 'auto' | 'one' = 'auto'): Promise<Life> {
  const home = await startLife()
  await authority(home, 'root')
  await authority(home, 'issuing', { issuer: 'root' })
  const renewal = { renew: true, rekey: true, reissue: true, window: null, revokeOld: false }
  await profile(home, 'devices', 'issuing', { approval, renewal, keyByChancery: true }, 'device')
  await createCmp(home.ca, { name: 'plc', profile: 'devices', settings }, home.alice, [])
  return home
}

/** @returns the secret of a new client of the service. */
export async function secretOf(
  home: Life,
  change: Partial<Parameters<typeof createCmpClient>[1]> = {}
): Promise<Extract<CmpCredential, { secret: string }>> {
  const made = await createCmpClient(home.ca, { service: 'plc', name: 'one', ra: false, ...change }, home.alice, [])
  return { reference: made.client.reference ?? '', secret: made.secret ?? '' }
}

/** @returns a client that begins a transaction. */
export const client = (home: Life, credential: CmpCredential): CmpClient => new CmpClient(home.ca, 'plc', credential)

/** @returns the certificate of an answer. @throws Error where it has none */
export function given({ body }: PkiMessage): Certificate {
  if ((body.kind === 'ip' || body.kind === 'cp' || body.kind === 'kup') && body.responses[0]?.certificate != null)
    return body.responses[0].certificate
  throw new Error(`no certificate: ${JSON.stringify(said({ body }))}`)
}

/** @returns kind, status and failures of an answer. */
export function said({ body }: Pick<PkiMessage, 'body'>): readonly unknown[] {
  const status =
    body.kind === 'error'
      ? body.status
      : body.kind === 'rp'
        ? body.statuses[0]
        : body.kind === 'ip' || body.kind === 'cp' || body.kind === 'kup'
          ? body.responses[0]?.status
          : undefined
  return [body.kind, status?.status, ...(status?.failures ?? [])]
}

/** @returns lines of the service log, the newest first. */
export const log = (home: Life): readonly string[] =>
  listServiceLog(reader(home.ca.store), {}, null, 100).map(({ message }) => message)

/** @returns a certificate that a new client got by its secret, with its key. */
export async function enrolled(home: Life, subject = 'CN=plc-1'): Promise<Extract<CmpCredential, { key: unknown }>> {
  const asked = certRequest('ir', subject)
  const certificate = given(await client(home, await secretOf(home, { name: subject })).send(asked.body, implicit))
  return { certificate, key: asked.key.privateKey }
}

/** @returns what the inventory says of a certificate. */
export const state = (home: Life, certificate: Certificate): string | undefined =>
  getCertificateBySerial(
    reader(home.ca.store),
    showCmp(home.ca, { service: 'plc' }, []).service.authorityId,
    certificate.serial
  )?.state
