import { crlCalendar } from '../../ca/crl/calendar.ts'
import { diffCrls } from '../../ca/crl/diff.ts'
import {
  createCrlProfile,
  deleteCrlProfile,
  editCrlProfile,
  listCrlProfiles,
  showCrlProfile
} from '../../ca/crl/profiles.ts'
import { releaseByHand } from '../../ca/crl/release.ts'
import { searchCrl } from '../../ca/crl/search.ts'
import { signSeries } from '../../ca/crl/series.ts'
import { setCrlNumber } from '../../ca/crl/set-number.ts'
import { exportCrl, issueCrlByHand, listCrls, showCrl } from '../../ca/crl/view.ts'
import { actorOf, type HandlersOf } from '../handler.ts'

export const crlHandlers: HandlersOf<'crl'> = {
  'crl.issue': (input, context) => issueCrlByHand(context.ca, input, actorOf(context)),
  'crl.list': (input, { ca }) => listCrls(ca, input),
  'crl.show': (input, { ca }) =>
    input.serial === undefined && (input.reason ?? []).length === 0 ? showCrl(ca, input) : searchCrl(ca, input),
  'crl.export': (input, { ca }) => exportCrl(ca, input),
  'crl.schedule': (input, { ca }) => crlCalendar(ca, input),
  'crl.series': (input, context) => signSeries(context.ca, input, actorOf(context)),
  'crl.release': (input, context) => releaseByHand(context.ca, input, actorOf(context)),
  'crl.diff': (input, { ca }) => diffCrls(ca, input),
  'crl.set-number': (input, context) => setCrlNumber(context.ca, input, actorOf(context)),
  'crl.profile-list': (_input, { ca }) => listCrlProfiles(ca),
  'crl.profile-show': (input, { ca }) => showCrlProfile(ca, input.profile),
  'crl.profile-create': (input, context) => createCrlProfile(context.ca, input, actorOf(context)),
  'crl.profile-edit': (input, context) => editCrlProfile(context.ca, input, actorOf(context)),
  'crl.profile-delete': (input, context) => deleteCrlProfile(context.ca, input, actorOf(context))
}
