import {
  cloneProfile,
  compareRevisions,
  createProfile,
  deleteProfile,
  reviseProfile,
  updateProfile
} from '../../ca/profiles/change.ts'
import { checkProfile, listProfiles, listProfileStarters, listRevisions, showProfile } from '../../ca/profiles/view.ts'
import { actorOf, type HandlersOf } from '../handler.ts'

export const profileHandlers: HandlersOf<'profile'> = {
  'profile.list': (input, { ca }) => listProfiles(ca, input),
  'profile.show': (input, { ca }) => showProfile(ca, input),
  'profile.revisions': (input, { ca }) => listRevisions(ca, input),
  'profile.starters': () => listProfileStarters(),
  'profile.create': (input, context) => createProfile(context.ca, input, actorOf(context)),
  'profile.revise': (input, context) => reviseProfile(context.ca, input, actorOf(context)),
  'profile.check': (input, { ca }) => checkProfile(ca, input),
  'profile.update': (input, context) => updateProfile(context.ca, input, actorOf(context)),
  'profile.clone': (input, context) => cloneProfile(context.ca, input, actorOf(context)),
  'profile.compare': (input, { ca }) => compareRevisions(ca, input),
  'profile.delete': (input, context) => deleteProfile(context.ca, input, actorOf(context))
}
