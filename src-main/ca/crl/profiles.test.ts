import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { crlSettings, newAuthoritySettings } from '../../../src-shared/model/authority.ts'
import { parseCrl } from '../../pki/crl.ts'
import { listAudit } from '../../store/audit.ts'
import { reader } from '../../store/store.ts'
import { authority, startLife, type Life } from '../../testing/life.ts'
import { opensslFolder } from '../../testing/openssl.ts'
import { deleteDraft, updateAuthority } from '../authorities/change.ts'
import { importAuthority } from '../authorities/import.ts'
import { showAuthority } from '../authorities/view.ts'
import { crlCalendar } from './calendar.ts'
import { issueCrl } from './issue.ts'
import { createCrlProfile, deleteCrlProfile, editCrlProfile, listCrlProfiles, showCrlProfile } from './profiles.ts'

const day = 86_400_000
let life: Life
beforeEach(async () => {
  life = await startLife()
})
afterEach(() => life.close())

const weekly = (): ReturnType<typeof createCrlProfile> =>
  createCrlProfile(
    life.ca,
    { name: 'weekly', description: 'for all that issues', settings: { life: '8d', deltaLife: '1d' } },
    life.alice
  )
const lifeOf = (name: string): string => showAuthority(life.ca, name).authority.settings.crl.life

describe('a CRL profile', () => {
  it('is followed by several authorities, and a change of it changes their next CRLs and says whose', async () => {
    await weekly()
    await authority(life, 'one', { crlProfile: 'weekly' })
    await authority(life, 'two')
    await authority(life, 'three')
    await updateAuthority(life.ca, { authority: 'two', crlProfile: 'Weekly' }, life.alice)
    expect([lifeOf('one'), lifeOf('two'), lifeOf('three')]).toEqual(['8d', '8d', '7d'])
    const before = await issueCrl(life.ca, 1, 'by hand', life.alice)
    expect(before.row.nextUpdate - before.row.thisUpdate).toBe(8 * day)

    life.events.length = 0
    const { changed, profile } = await editCrlProfile(
      life.ca,
      { profile: 'weekly', settings: { life: '10d', deltaLife: null, hash: 'sha512' } },
      life.alice
    )
    expect(changed.map(({ name }) => name)).toEqual(['one', 'two'])
    expect(profile.authorities).toEqual(changed)
    expect(life.events.filter(({ topic }) => topic === 'authority.changed')).toHaveLength(2)
    const after = await issueCrl(life.ca, 1, 'by hand', life.alice)
    expect(after.row.nextUpdate - after.row.thisUpdate).toBe(10 * day)
    // ecdsa-with-SHA512 (RFC 5758 3.2).
    expect(parseCrl(after.der).signatureAlgorithm.oid).toBe('1.2.840.10045.4.3.4')
    expect(lifeOf('three')).toBe('7d')
    expect(crlCalendar(life.ca, { authority: 'one' }).rows[0]).toMatchObject({
      profile: { name: 'weekly' },
      policy: { life: '10d' }
    })
    const [row] = listAudit(reader(life.ca.store), { operation: 'crl.profile-edit' }, null, 1)
    expect(row?.detail).toContain('"two"')
  })

  it('takes another name or description without touching those who follow', async () => {
    await weekly()
    await authority(life, 'one', { crlProfile: 'weekly' })
    const { version } = showAuthority(life.ca, 'one').authority
    const { changed } = await editCrlProfile(life.ca, { profile: 'weekly', name: 'usual' }, life.alice)
    expect(changed).toEqual([])
    expect(showAuthority(life.ca, 'one').authority).toMatchObject({ version, crlProfile: { name: 'usual' } })
  })

  it('starts from the settings of an authority where one is named', async () => {
    await authority(life, 'root', { settings: newAuthoritySettings.parse({ crl: { partition: 'kinds' } }) })
    const { profile } = await createCrlProfile(
      life.ca,
      { name: 'rare', description: '', authority: 'root', settings: { overlap: '20d' } },
      life.alice
    )
    expect(profile.settings).toEqual(crlSettings.parse({ life: '180d', overlap: '20d', partition: 'kinds' }))
    expect(profile.authorities).toEqual([])
  })

  it('is not deleted while an authority follows it', async () => {
    await weekly()
    await authority(life, 'one', { crlProfile: 'weekly' })
    await expect(deleteCrlProfile(life.ca, { profile: 'weekly' }, life.alice)).rejects.toThrow('followed by one')
    await updateAuthority(life.ca, { authority: 'one', ownCrls: true }, life.alice)
    expect(lifeOf('one')).toBe('8d')
    await deleteCrlProfile(life.ca, { profile: 'weekly' }, life.alice)
    expect(listCrlProfiles(life.ca).profiles).toEqual([])
    expect(() => showCrlProfile(life.ca, 'weekly')).toThrow('There is no CRL profile named weekly')
  })

  it('refuses times that leave no room, a name that is taken, and a version that is not the newest', async () => {
    await weekly()
    const create = (settings: object): Promise<unknown> =>
      createCrlProfile(life.ca, { name: 'other', description: '', settings }, life.alice)
    await expect(create({ life: '1d', overlap: '1d' })).rejects.toMatchObject({ code: 'invalid-input' })
    await expect(create({ deltaLife: '7d' })).rejects.toMatchObject({ code: 'invalid-input' })
    await expect(create({ times: '61 3 * * 1' })).rejects.toMatchObject({ code: 'invalid-input' })
    await expect(
      createCrlProfile(life.ca, { name: 'WEEKLY', description: '', settings: {} }, life.alice)
    ).rejects.toMatchObject({ code: 'name-taken' })
    await editCrlProfile(life.ca, { profile: 'weekly', version: 1, settings: { life: '9d' } }, life.alice)
    await expect(
      editCrlProfile(life.ca, { profile: 'weekly', version: 1, settings: { life: '12d' } }, life.alice)
    ).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('an authority that follows a CRL profile', () => {
  it('has no CRL settings of its own until it stops following, and keeps what it had then', async () => {
    await weekly()
    await authority(life, 'one', { crlProfile: 'weekly' })
    const change = (input: object): Promise<unknown> =>
      updateAuthority(life.ca, { authority: 'one', ...input }, life.alice)
    await expect(change({ settings: { crl: { life: '3d' } } })).rejects.toThrow('follows the CRL profile weekly')
    await expect(change({ crlProfile: 'weekly', ownCrls: true })).rejects.toMatchObject({ code: 'invalid-input' })
    // What else it is set to do, and a whole form with the settings as they are, pass.
    await change({ settings: { description: 'x', crl: showAuthority(life.ca, 'one').authority.settings.crl } })
    await change({ ownCrls: true, settings: { crl: { life: '3d' } } })
    expect(showAuthority(life.ca, 'one').authority).toMatchObject({
      crlProfile: null,
      settings: { description: 'x', crl: { life: '3d', deltaLife: '1d' } }
    })
    await editCrlProfile(life.ca, { profile: 'weekly', settings: { life: '20d' } }, life.alice)
    expect(lifeOf('one')).toBe('3d')
  })

  it('is not made where there is no such profile, and leaves no trace in the profile when its draft goes', async () => {
    await expect(authority(life, 'one', { crlProfile: 'none' })).rejects.toMatchObject({ code: 'not-found' })
    await weekly()
    await authority(life, 'bridge', { csrOnly: true, crlProfile: 'weekly' })
    expect(showCrlProfile(life.ca, 'weekly').profile.authorities).toHaveLength(1)
    await deleteDraft(life.ca, { authority: 'bridge' }, life.alice)
    expect(showCrlProfile(life.ca, 'weekly').profile.authorities).toEqual([])
  })

  it('may be one with an Ed25519 key: the hash of the profile is for keys that leave a choice', async () => {
    await createCrlProfile(life.ca, { name: 'long', description: '', settings: { hash: 'sha384' } }, life.alice)
    await authority(life, 'edwards', { key: 'Ed25519', crlProfile: 'long' })
    const { der } = await issueCrl(life.ca, 1, 'by hand', life.alice)
    expect(parseCrl(der).signatureAlgorithm.oid).toBe('1.3.101.112')
  })

  it('repeats the alternative names of its certificate, and OpenSSL reads them', async () => {
    const openssl = opensslFolder()
    try {
      const request = ['-subj', '/CN=Elsewhere', '-addext', 'subjectAltName=URI:http://ca.example.test/about']
      const made = ['-nodes', '-days', '3000', '-keyout', 'key.pem', '-out', 'ca.pem']
      openssl.run('req', '-x509', '-newkey', 'rsa:2048', ...made, ...request)
      await createCrlProfile(
        life.ca,
        { name: 'named', description: '', settings: { issuerNames: true, hash: 'sha384' } },
        life.alice
      )
      await importAuthority(
        life.ca,
        {
          name: 'elsewhere',
          file: ['key.pem', 'ca.pem'].map((name) => Buffer.from(openssl.read(name)).toString()).join(''),
          note: '',
          crlProfile: 'named',
          settings: newAuthoritySettings.parse({})
        },
        life.alice
      )
      const { der } = await issueCrl(life.ca, 1, 'by hand', life.alice)
      openssl.write('ca.crl', der)
      const text = openssl.run('crl', '-inform', 'DER', '-in', 'ca.crl', '-noout', '-text')
      expect(text).toMatch(/Issuer Alternative Name:\s+URI:http:\/\/ca\.example\.test\/about/)
      expect(text).toContain('sha384WithRSAEncryption')
    } finally {
      openssl.remove()
    }
  })
})
