import { askRenewal } from '../../ca/authorities/ask-renewal.ts'
import {
  deleteDraft,
  destroyAuthority,
  retireAuthority,
  setKeyOnline,
  updateAuthority
} from '../../ca/authorities/change.ts'
import { createAuthority } from '../../ca/authorities/create.ts'
import { exportChain, exportCsr } from '../../ca/authorities/export.ts'
import { importAuthority } from '../../ca/authorities/import.ts'
import { installCertificate } from '../../ca/authorities/install.ts'
import { renewAuthority } from '../../ca/authorities/renew.ts'
import { listAuthorities, showAuthority } from '../../ca/authorities/view.ts'
import { actorOf, operatorOf, type HandlersOf } from '../handler.ts'

export const authorityHandlers: HandlersOf<'authority'> = {
  'authority.list': (_input, { ca }) => listAuthorities(ca),
  'authority.show': (input, { ca }) => showAuthority(ca, input.authority),
  'authority.create': (input, context) =>
    createAuthority(context.ca, input, actorOf(context), operatorOf(context).roles),
  'authority.install': (input, context) => installCertificate(context.ca, input, actorOf(context)),
  'authority.import': (input, context) => importAuthority(context.ca, input, actorOf(context)),
  'authority.renew': (input, context) => renewAuthority(context.ca, input, actorOf(context), operatorOf(context).roles),
  'authority.ask-renewal': (input, context) => askRenewal(context.ca, input, actorOf(context)),
  'authority.update': (input, context) => updateAuthority(context.ca, input, actorOf(context)),
  'authority.set-key-online': (input, context) => setKeyOnline(context.ca, input, actorOf(context)),
  'authority.retire': (input, context) => retireAuthority(context.ca, input, actorOf(context)),
  'authority.destroy': (input, context) => destroyAuthority(context.ca, input, actorOf(context)),
  'authority.export-csr': (input, { ca }) => exportCsr(ca, input),
  'authority.export-chain': (input, { ca }) => exportChain(ca, input),
  'authority.delete-draft': (input, context) => deleteDraft(context.ca, input, actorOf(context))
}
