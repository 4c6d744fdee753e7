import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { profileContent, starterNames, type ProfileContent } from '../../../src-shared/model/profile.ts'
import { listAudit } from '../../store/audit.ts'
import { getCertificate } from '../../store/certificates.ts'
import { getProfileRevision } from '../../store/profiles.ts'
import { reader } from '../../store/store.ts'
import { authority, issued, startLife, submit, type Life } from '../../testing/life.ts'
import { cloneProfile, compareRevisions, createProfile, deleteProfile, reviseProfile, updateProfile } from './change.ts'
import { checkProfile, listProfiles, listProfileStarters, listRevisions, showProfile } from './view.ts'

let life: Life
beforeEach(async () => {
  life = await startLife()
  await authority(life, 'ca')
})
afterEach(() => life.close())

const web = (): Promise<unknown> =>
  createProfile(life.ca, { name: 'web', starter: 'tls-server', authority: 'ca', approval: 'auto' }, life.alice)
const content = (change: Partial<ProfileContent> = {}): ProfileContent => ({
  ...showProfile(life.ca, { profile: 'web' }).profile.content,
  ...change
})

describe('a profile', () => {
  it('is made from each starter, usable as it stands', async () => {
    expect(listProfileStarters().starters.map(({ name }) => name)).toEqual([...starterNames])
    for (const starter of starterNames) {
      const { profile } = await createProfile(life.ca, { name: starter, starter, authority: 'ca' }, life.alice)
      expect(profile).toMatchObject({
        name: starter,
        revision: 1,
        state: 'enabled',
        authorityName: 'ca',
        certificates: 0
      })
    }
    expect(listProfiles(life.ca, { archived: false }).profiles).toHaveLength(starterNames.length)
  })

  it('takes exactly one of starter and content, and a free name', async () => {
    await web()
    await expect(createProfile(life.ca, { name: 'x' }, life.alice)).rejects.toMatchObject({ code: 'invalid-input' })
    await expect(
      createProfile(life.ca, { name: 'x', starter: 'smime', content: content() }, life.alice)
    ).rejects.toMatchObject({ code: 'invalid-input' })
    await expect(createProfile(life.ca, { name: 'WEB', starter: 'smime' }, life.alice)).rejects.toMatchObject({
      code: 'name-taken'
    })
    await expect(
      createProfile(life.ca, { name: 'x', starter: 'smime', authority: 'nobody' }, life.alice)
    ).rejects.toMatchObject({ code: 'not-found' })
  })

  it('is refused with every reason when requests under it could never succeed', async () => {
    await web()
    const broken = profileContent.parse({
      keyAlgorithms: ['P-256', 'RSA-1'],
      signatureAlgorithm: 'rsa-pkcs1-sha1',
      subject: { attributes: [{ type: 'CN', pattern: '(' }, { type: 'nonsense' }, { type: 'O', source: 'fixed' }] },
      customExtensions: [
        { oid: '1.2.3', der: 'BQA=' },
        { oid: '1.2.3', der: 'BQ==' }
      ]
    })
    const error = await createProfile(life.ca, { name: 'x', content: broken }, life.alice).catch(
      (thrown: unknown) => thrown
    )
    const rules = (error as { reasons: { rule: string }[] }).reasons.map(({ rule }) => rule).toSorted()
    expect(rules).toEqual([
      'profile.attribute',
      'profile.extension-der',
      'profile.extension-twice',
      'profile.fixed-value',
      'profile.key-algorithm',
      'profile.pattern',
      'profile.signature-algorithm'
    ])
    expect(checkProfile(life.ca, { content: broken }).advice.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(rules)
    )
    await expect(
      reviseProfile(life.ca, { profile: 'web', content: broken, note: '' }, life.alice)
    ).rejects.toMatchObject({ code: 'invalid-input' })
  })

  it('gets a new revision; what was issued keeps the one under which it was issued', async () => {
    await web()
    const id = await issued(life, 'web')
    const before = content()
    const { profile } = await reviseProfile(
      life.ca,
      {
        profile: 'web',
        content: content({ validity: { kind: 'duration', duration: '30d' } }),
        note: 'shorter',
        basedOn: 1
      },
      life.bob
    )
    expect(profile).toMatchObject({ revision: 2, validity: '30d' })
    const revisionId = getCertificate(reader(life.ca.store), id)?.profileRevisionId ?? 0
    expect(getProfileRevision(reader(life.ca.store), revisionId)).toMatchObject({ number: 1, content: before })
    expect(showProfile(life.ca, { profile: 'web', revision: 1 }).profile).toMatchObject({
      revision: 1,
      content: before
    })
    expect(listRevisions(life.ca, { profile: 'web' }).revisions).toMatchObject([
      { number: 2, note: 'shorter', createdBy: 'bob', certificates: 0 },
      { number: 1, note: 'From the starter tls-server', createdBy: 'alice', certificates: 1 }
    ])
    expect(compareRevisions(life.ca, { profile: 'web', from: 1, to: 2 }).changes).toMatchObject([
      { field: 'validity.duration', after: '30d' }
    ])
    expect(() => showProfile(life.ca, { profile: 'web', revision: 3 })).toThrow('no revision 3')
  })

  it('does not lose a change that somebody else made meanwhile', async () => {
    await web()
    await reviseProfile(
      life.ca,
      { profile: 'web', content: content({ approval: 'two' }), note: '', basedOn: 1 },
      life.bob
    )
    await expect(
      reviseProfile(
        life.ca,
        { profile: 'web', content: content({ approval: 'one' }), note: '', basedOn: 1 },
        life.carol
      )
    ).rejects.toMatchObject({ code: 'conflict' })
    expect(showProfile(life.ca, { profile: 'web' }).profile).toMatchObject({ revision: 2, approval: 'two' })
  })

  it('makes no revision of a change that changes nothing', async () => {
    await web()
    expect(
      (await reviseProfile(life.ca, { profile: 'web', content: content(), note: '' }, life.bob)).profile.revision
    ).toBe(1)
  })

  it('is renamed, bound, disabled and archived; a disabled one takes no request', async () => {
    await web()
    await updateProfile(life.ca, { profile: 'web', state: 'disabled' }, life.alice)
    await expect(submit(life, 'web')).rejects.toMatchObject({ code: 'refused-by-policy' })
    await updateProfile(life.ca, { profile: 'web', name: 'intranet', authority: null, state: 'archived' }, life.alice)
    expect(listProfiles(life.ca, { archived: false }).profiles).toEqual([])
    expect(listProfiles(life.ca, { archived: true }).profiles).toMatchObject([
      { name: 'intranet', authorityId: null, state: 'archived' }
    ])
    await expect(
      reviseProfile(
        life.ca,
        { profile: 'intranet', content: showProfile(life.ca, { profile: 'intranet' }).profile.content, note: '' },
        life.alice
      )
    ).rejects.toMatchObject({ code: 'conflict' })
  })

  it('is copied with its rules and its authority', async () => {
    await web()
    const { profile } = await cloneProfile(life.ca, { profile: 'web', name: 'web 2' }, life.alice)
    expect(profile).toMatchObject({ name: 'web 2', revision: 1, authorityName: 'ca', content: content() })
    expect(listProfiles(life.ca, { authority: 'ca', archived: false }).profiles.map(({ name }) => name)).toEqual([
      'web',
      'web 2'
    ])
  })

  it('is deleted only when nothing was ever requested under it', async () => {
    await web()
    await cloneProfile(life.ca, { profile: 'web', name: 'unused' }, life.alice)
    await issued(life, 'web')
    expect(await deleteProfile(life.ca, { profile: 'unused' }, life.alice)).toEqual({ ok: true })
    await expect(deleteProfile(life.ca, { profile: 'web' }, life.alice)).rejects.toMatchObject({ code: 'conflict' })
    expect(() => showProfile(life.ca, { profile: 'unused' })).toThrow('no profile named unused')
    expect(listAudit(reader(life.ca.store), { operation: 'profile.delete', outcome: 'ok' }, null, 5)).toHaveLength(1)
  })

  it('of Chancery itself is neither listed nor found', () => {
    expect(listProfiles(life.ca, { archived: true }).profiles).toEqual([])
    expect(() => showProfile(life.ca, { profile: 1 })).toThrow('no profile with number 1')
    expect(() => showProfile(life.ca, { profile: ':root-authority' })).toThrow('no profile named')
  })
})
