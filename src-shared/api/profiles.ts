import { z } from 'zod'
import { profileContent, profileName, profileState, starterName } from '../model/profile.ts'
import { reason } from '../model/request.ts'
import { ref, unixMs } from '../model/scalars.ts'
import { done, nothing } from './shapes.ts'
import { operation } from './operation.ts'

export const profileRow = z.object({
  id: z.number().int(),
  name: z.string(),
  state: profileState,
  description: z.string(),
  authorityId: z.number().int().nullable(),
  authorityName: z.string().nullable(),
  certificateClass: z.string(),
  approval: z.string(),
  keyAlgorithms: z.array(z.string()),
  validity: z.string(),
  publicTrust: z.string(),
  revision: z.number().int(),
  certificates: z.number().int(),
  createdAt: unixMs,
  updatedAt: unixMs
})
export type ProfileRow = z.infer<typeof profileRow>

export const profileView = profileRow.extend({
  revisionId: z.number().int(),
  content: profileContent,
  /** What the rules of the field say against this profile as it stands. */
  advice: z.array(reason)
})
export type ProfileView = z.infer<typeof profileView>

export const profileOperations = {
  'profile.list': operation({
    summary: 'Lists the certificate profiles',
    access: 'profile.read',
    effect: 'read',
    input: z.strictObject({ authority: ref.optional(), archived: z.boolean().default(false) }),
    output: z.object({ profiles: z.array(profileRow) })
  }),
  'profile.show': operation({
    summary: 'Shows one profile, in its current or an earlier revision',
    access: 'profile.read',
    effect: 'read',
    input: z.strictObject({ profile: ref, revision: z.coerce.number().int().positive().optional() }),
    output: z.object({ profile: profileView })
  }),
  'profile.revisions': operation({
    summary: 'Lists the revisions of a profile',
    access: 'profile.read',
    effect: 'read',
    input: z.strictObject({ profile: ref }),
    output: z.object({
      revisions: z.array(
        z.object({
          id: z.number().int(),
          number: z.number().int(),
          note: z.string(),
          createdAt: unixMs,
          createdBy: z.string(),
          certificates: z.number().int()
        })
      )
    })
  }),
  'profile.starters': operation({
    summary: 'Lists the starters from which a profile can be made',
    access: 'profile.read',
    effect: 'read',
    input: nothing,
    output: z.object({
      starters: z.array(
        z.object({ name: starterName, label: z.string(), description: z.string(), content: profileContent })
      )
    })
  }),
  'profile.create': operation({
    summary: 'Makes a profile from a starter or from content of your own',
    access: 'profile.edit',
    effect: 'write',
    input: z.strictObject({
      name: profileName,
      starter: starterName.optional(),
      content: profileContent.optional(),
      authority: ref.optional().meta({ help: 'Authority that issues under this profile.' }),
      approval: z.enum(['auto', 'one', 'two']).optional()
    }),
    output: z.object({ profile: profileView })
  }),
  'profile.revise': operation({
    summary: 'Makes the next revision of a profile; certificates already issued keep theirs',
    access: 'profile.edit',
    effect: 'write',
    input: z.strictObject({
      profile: ref,
      content: profileContent,
      note: z.string().max(1000).default(''),
      basedOn: z.number().int().positive().optional()
    }),
    output: z.object({ profile: profileView })
  }),
  'profile.check': operation({
    summary: 'Says what the rules of the field hold against a profile, without saving it',
    access: 'profile.read',
    effect: 'read',
    input: z.strictObject({ content: profileContent, authority: ref.optional() }),
    output: z.object({ advice: z.array(reason) })
  }),
  'profile.update': operation({
    summary: 'Changes name, authority or state of a profile',
    access: 'profile.edit',
    effect: 'write',
    input: z.strictObject({
      profile: ref,
      name: profileName.optional(),
      authority: ref.nullable().optional(),
      state: profileState.optional()
    }),
    output: z.object({ profile: profileView })
  }),
  'profile.clone': operation({
    summary: 'Copies a profile under a new name',
    access: 'profile.edit',
    effect: 'write',
    input: z.strictObject({ profile: ref, name: profileName }),
    output: z.object({ profile: profileView })
  }),
  'profile.compare': operation({
    summary: 'Lists what differs between two revisions of a profile',
    access: 'profile.read',
    effect: 'read',
    input: z.strictObject({
      profile: ref,
      from: z.coerce.number().int().positive(),
      to: z.coerce.number().int().positive()
    }),
    output: z.object({ changes: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })) })
  }),
  'profile.delete': operation({
    summary: 'Deletes a profile under which nothing was ever requested',
    access: 'profile.edit',
    effect: 'write',
    input: z.strictObject({ profile: ref }),
    output: done
  })
}
