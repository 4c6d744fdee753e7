import { afterEach, describe, expect, it } from 'vitest'
import { getAuthority, updateAuthority } from '../../store/authorities.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { authoritySettings } from '../../../src-shared/model/authority.ts'
import { findExtension } from '../../pki/extensions/decode.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { makeAuthority, makeEngine, unlockAnew, type TestEngine } from '../../testing/engine.ts'
import { issue } from './issue.ts'
import { loadIssuer } from './issuer.ts'

let engine: TestEngine | undefined
afterEach(async () => {
  await engine?.close()
  engine = undefined
})

async function crlAddress(current: TestEngine): Promise<unknown> {
  const outcome = await issue(current.ca, current.request())
  if (outcome.kind !== 'issued') throw new Error(outcome.kind)
  return findExtension(parseCertificate(outcome.der), 'crlDistributionPoints')?.[0]?.fullName[0]
}

describe('what the door remembers of an authority', () => {
  it('stays while other authorities are used', async () => {
    engine = await makeEngine()
    const first = loadIssuer(engine.ca, engine.issuingId)
    loadIssuer(engine.ca, engine.rootId)
    expect(loadIssuer(engine.ca, engine.issuingId)).toBe(first)
  })

  it('goes with a change of its settings', async () => {
    engine = await makeEngine()
    const { issuingId } = engine
    expect(await crlAddress(engine)).toEqual({ kind: 'uri', value: 'http://pki.example.test/crl/issuing.crl' })
    const row = getAuthority(reader(engine.store), issuingId)
    const settings = authoritySettings.parse({ addresses: { crl: ['http://crl.example.test/own.crl'] } })
    await transaction(engine.store, (tx) => updateAuthority(tx, issuingId, row?.version ?? 0, { settings }))
    expect(await crlAddress(engine)).toEqual({ kind: 'uri', value: 'http://crl.example.test/own.crl' })
  })

  it('goes with a change of the public base address', async () => {
    const settings = { publicBaseAddress: 'http://one.example.test' }
    const current = (engine = await makeEngine())
    const original = current.ca.settings()
    const ca = { ...current.ca, settings: () => ({ ...original, ...settings }) }
    const moved = { ...current, ca }
    expect(await crlAddress(moved)).toEqual({ kind: 'uri', value: 'http://one.example.test/crl/issuing.crl' })
    settings.publicBaseAddress = 'http://two.example.test/'
    expect(await crlAddress(moved)).toEqual({ kind: 'uri', value: 'http://two.example.test/crl/issuing.crl' })
  })

  it('holds the name constraints of every authority above it', async () => {
    engine = await makeEngine({
      issuingContent: {
        nameConstraints: { critical: true, permitted: [{ type: 'dns', value: 'example.test' }], excluded: [] }
      }
    })
    const below = await makeAuthority(engine.ca, {
      name: 'below',
      subject: 'CN=Below',
      algorithm: 'P-256',
      issuerId: engine.issuingId,
      content: {}
    })
    expect(loadIssuer(engine.ca, below).constraints.permitted).toHaveLength(1)
  })

  it('keeps no open key over a lock of the vault', async () => {
    engine = await makeEngine()
    expect((await issue(engine.ca, engine.request())).kind).toBe('issued')
    engine.vault.lock()
    await expect(issue(engine.ca, engine.request())).rejects.toMatchObject({ code: 'locked' })
    unlockAnew(engine.vault)
    // Another master key does not open the authority's key: nothing in memory may stand in for it.
    await expect(issue(engine.ca, engine.request())).rejects.toMatchObject({ code: 'damaged' })
  })
})
